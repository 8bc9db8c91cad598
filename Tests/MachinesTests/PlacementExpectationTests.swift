import ImpressionGeometry
import ImpressionMeshing
import ImpressionSlicing
import Testing
import TestSupport

/// A body that is moved, turned or mirrored is sliced into the same layers, moved, turned or mirrored.
@Suite struct PlacementExpectationTests {
    typealias Body = ExpectationBodies.Body

    private var settings: SliceSettings {
        var settings = SliceSettings()
        (settings.layerHeight, settings.firstLayerHeight, settings.fillDensity, settings.skirtLoops) = (0.25, 0.25, 0.2, 0)
        return settings
    }

    private func moved(_ mesh: Mesh, _ change: (SIMD3<Float>) -> SIMD3<Float>, flips: Bool = false) -> Mesh {
        Mesh(vertices: mesh.vertices.map(change), triangles: flips ? mesh.triangles.map { SIMD3($0.x, $0.z, $0.y) } : mesh.triangles)
    }

    @Test(arguments: ExpectationBodies.all, [SIMD3<Float>(16, -40.25, 0), SIMD3(-96.5, 64.125, 0)])
    func `a body that is moved has the same walls, moved, and the same plastic`(body: Body, shift: SIMD3<Float>) {
        let here = BodySlicer(body.mesh, settings: settings), there = BodySlicer(moved(body.mesh) { $0 + shift }, settings: settings)
        #expect(here.layerCount == there.layerCount && here.layerCount > 5)
        let by = Point(Double(shift.x), Double(shift.y))
        for index in 0..<min(here.layerCount, there.layerCount) {
            let (a, b) = (here.layer(index), there.layer(index))
            // Detail below the resolution, 12.5 µm, may be left out at another corner. Which of two lines that are equally near comes first, or is joined to a third, rounding decides.
            let walls: Set<Role> = [.externalWall, .wall, .overhangWall]
            let others = b.paths.filter { walls.contains($0.role) }.map { b.line($0).map { $0 - by } }
            for path in a.paths where walls.contains(path.role) {
                let apart = a.line(path).reduce(0) { worst, p in max(worst, others.reduce(Double.infinity) { min($0, farthest([p], from: $1)) }) }
                #expect(apart < 0.015, "\(index): \(apart)")
            }
            #expect(abs(volume(a) - volume(b)) < 0.005 * volume(a) + 0.01, "\(index)")
        }
    }

    /// The greatest distance of a corner of one line from another line, mm.
    private func farthest(_ line: [Point], from other: [Point]) -> Double {
        line.reduce(0) { worst, p in
            var best = Double.infinity
            for (a, b) in zip(other, other.dropFirst()) {
                let d = b - a, share = d.squaredLength > 0 ? max(0, min(1, (p - a).dot(d) / d.squaredLength)) : 0
                best = min(best, (a + d * share).distance(to: p))
            }
            return max(worst, best)
        }
    }

    @Test(arguments: ExpectationBodies.all) func `sections of a body that is turned or mirrored are turned and mirrored`(body: Body) {
        let heights = stride(from: 0.125, to: 20, by: 0.25).map { $0 }
        let cases: [(Mesh, Transform)] = [
            (moved(body.mesh) { SIMD3(-$0.y, $0.x, $0.z) }, Transform(0, 1, -1, 0, 0, 0)),
            (moved(body.mesh, { SIMD3(-$0.x, $0.y, $0.z) }, flips: true), Transform(-1, 0, 0, 1, 0, 0)),
        ]
        let here = body.mesh.sections(at: heights, options: SectionOptions(), workers: .one)
        for (mesh, way) in cases {
            for (a, b) in zip(here, mesh.sections(at: heights, options: SectionOptions(), workers: .one)) {
                let expected = Region(a.polylines.map { Polyline($0.points.map { way($0) }, isClosed: true) }, fill: .evenOdd)
                #expect(expected.subtracting(b).area + b.subtracting(expected).area <= 4e-6 * (a.perimeter + 1))
            }
        }
    }

    @Test(arguments: ExpectationBodies.all) func `a body that is turned takes the same plastic`(body: Body) {
        var turned = settings
        turned.fillAngle = .degrees(135)
        let here = BodySlicer(body.mesh, settings: settings), there = BodySlicer(moved(body.mesh) { SIMD3(-$0.y, $0.x, $0.z) }, settings: turned)
        let volumes: [[Double]] = [here, there].map { slicer in (0..<slicer.layerCount).map { volume(slicer.layer($0)) } }
        for (index, (a, b)) in zip(volumes[0], volumes[1]).enumerated() { #expect(abs(a - b) < 0.02 * a + 0.05, "\(index): \(a) \(b)") }
        let (one, other): (Double, Double) = (volumes[0].reduce(0, +), volumes[1].reduce(0, +))
        #expect(abs(other / one - 1) < 0.002, "\(one) \(other)")
    }

    private func volume(_ layer: LayerPaths) -> Double {
        layer.paths.reduce(0) { sum, path in
            sum + (0..<(path.isClosed ? path.count : path.count - 1)).reduce(0) { part, i in
                let a = path.start + i, b = path.start + (i + 1) % path.count
                return part + Point(layer.x[a], layer.y[a]).distance(to: Point(layer.x[b], layer.y[b])) * beadArea(width: Double(layer.width[a] + layer.width[b]) / 2, height: layer.height)
            }
        }
    }
}

extension LayerPaths {
    /// A path's corners, the first again at the end of a closed one.
    fileprivate func line(_ path: Path) -> [Point] {
        let points = (path.start..<path.start + path.count).map { Point(x[$0], y[$0]) }
        return path.isClosed ? points + points.prefix(1) : points
    }
}
