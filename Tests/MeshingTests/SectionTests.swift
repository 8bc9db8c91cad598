import Foundation
import ImpressionGeometry
import ImpressionMeshing
import Testing
import TestSupport

@Suite struct SectionTests {
    private func sections(_ mesh: Mesh, _ heights: [Double], mode: SlicingMode = .regular) -> ([Region], SectionFindings) {
        MeshSections(mesh, at: heights).sections(SectionOptions(mode: mode))
    }

    @Test func `a cube's sections have its four corners and nothing else`() {
        let (regions, findings) = sections(Shapes.box(20, 20, 20), (0..<100).map { 0.1 + 0.2 * Double($0) })
        let square = Region(Box(min: Point(-10, -10), max: Point(10, 10)))
        #expect(regions.allSatisfy { $0 == square } && findings.isSound)
    }

    @Test func `a cylinder of a thousand sides is round to two thousandths`() {
        let (regions, _) = sections(Shapes.cylinder(radius: 10, height: 5, sides: 1000), [0.1, 2.5, 4.9])
        let circle = Region([Polyline((0..<20_000).map { i in Point(10 * cos(2 * .pi * Double(i) / 20_000), 10 * sin(2 * .pi * Double(i) / 20_000)) }, isClosed: true)])
        for region in regions { #expect(region.symmetricDifference(circle).area / circle.area <= 0.002) }
    }

    @Test(arguments: 0..<12) func `sections add up to the volume, in any order of vertices and triangles`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let shapes = [Shapes.sphere(radius: 8, rings: 20), Shapes.torus(radius: 10, thickness: 5, sides: 40), Shapes.cylinder(radius: 6, height: 9, sides: 17, top: 2), Shapes.box(8, 11, 13)]
        let mesh = shapes[seed % 4].rotated(x: .degrees(360 * random.unit()), y: .degrees(360 * random.unit()), z: .degrees(360 * random.unit()))
        let extent = mesh.extent!, step = (extent.high.z - extent.low.z) / 400
        let heights = (0..<400).map { extent.low.z + step * (Double($0) + 0.5) }
        let (regions, findings) = sections(mesh, heights)
        #expect(findings.isSound)
        #expect(abs(regions.reduce(0) { $0 + $1.area } * step / mesh.volume - 1) < 2e-4)
        #expect(sections(mesh.shuffled(seed: UInt64(seed)), heights).0 == regions)
        #expect(regions.allSatisfy { $0.fault == nil })
    }

    @Test func `planes through vertices, edges and faces are no special case`() {
        let stairs = Shapes.joined((0..<5).map { Shapes.box([0, 0, 0], [10 - 2 * Float($0), 10, 1 + Float($0)]) })
        let (regions, findings) = sections(stairs, [0, 1, 2, 3, 4, 5, 6].map { Double($0) })
        #expect(findings.isSound)
        // A plane at a step still belongs to the step below it; the body's lowest plane is below everything.
        #expect(regions.map { ($0.area * 1e6).rounded() / 1e6 } == [0, 100, 80, 60, 40, 20, 0])
    }

    @Test func `turned triangles and doubled bodies change nothing`() {
        var random = SplitMix64(seed: 7)
        let sphere = Shapes.sphere(radius: 8, rings: 24), heights = (1..<32).map { Double($0) * 0.5 }
        let right = sections(sphere, heights).0
        var turned = sphere
        for i in turned.triangles.indices where random.unit() < 0.3 { turned.triangles[i] = [turned.triangles[i].x, turned.triangles[i].z, turned.triangles[i].y] }
        let (regions, findings) = sections(turned, heights)
        #expect(regions == right && findings.flippedEdges > 0)
        #expect(sections(Shapes.joined([sphere, sphere]), heights).0 == right)
        var inverted = sphere
        inverted.triangles = sphere.triangles.map { [$0.x, $0.z, $0.y] }
        #expect(sections(inverted, heights).0 == right)
    }

    @Test func `triangles that share no vertices give the same sections`() {
        let sphere = Shapes.sphere(radius: 8, rings: 16), heights = (1..<16).map { Double($0) }
        let soup = Mesh(vertices: sphere.triangles.flatMap { t in [sphere.vertices[Int(t.x)], sphere.vertices[Int(t.y)], sphere.vertices[Int(t.z)]] },
                        triangles: (0..<UInt32(sphere.triangles.count)).map { [3 * $0, 3 * $0 + 1, 3 * $0 + 2] })
        #expect(sections(soup, heights).0 == sections(sphere, heights).0)
    }

    @Test(arguments: 0..<8) func `holes in the mesh are closed, with little lost`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let sphere = Shapes.sphere(radius: 8, rings: 40), heights = (1..<32).map { Double($0) * 0.5 }
        var torn = sphere
        torn.triangles = torn.triangles.filter { _ in random.unit() > 0.05 }
        let (regions, findings) = sections(torn, heights)
        #expect(findings.openEdges > 0 && findings.closedGaps > 0)
        for (region, right) in zip(regions, sections(sphere, heights).0) {
            #expect(region.symmetricDifference(right).area < 0.02 * right.area + 0.05)
        }
    }

    @Test func `bodies that overlap are one, with the even-odd rule a hole, and closing fills holes`() {
        let pair = Shapes.joined([Shapes.box([0, 0, 0], [10, 10, 5]), Shapes.box([5, 5, 0], [15, 15, 5])])
        #expect(sections(pair, [2]).0[0].area == 175)
        #expect(sections(pair, [2], mode: .evenOdd).0[0].area == 150)
        let tube = Shapes.torus(radius: 10, thickness: 4, sides: 64)
        #expect(sections(tube, [2]).0[0].ringCount == 2 && sections(tube, [2], mode: .closeHoles).0[0].ringCount == 1)
    }

    @Test func `a tolerance leaves out corners and moves no side by more`() {
        let mesh = Shapes.cylinder(radius: 10, height: 5, sides: 2000), sections = MeshSections(mesh, at: [2.5])
        var findings = SectionFindings()
        let fine = sections.section(0, findings: &findings), coarse = sections.section(0, SectionOptions(tolerance: 0.01), findings: &findings)
        #expect(coarse.contours.points.count * 4 < fine.contours.points.count)
        #expect(coarse.offset(by: 0.0101).intersection(fine).area == fine.area)
        #expect(coarse.offset(by: -0.0101).without(fine) < 1e-6)
    }
}

extension Region {
    /// Area of this region outside of another, mm².
    fileprivate func without(_ other: Region) -> Double { subtracting(other).area }
}
