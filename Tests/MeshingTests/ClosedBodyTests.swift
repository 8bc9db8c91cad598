import ImpressionGeometry
import ImpressionRaster
import Testing

@testable import ImpressionMeshing

@Suite struct ClosedBodyTests {
    /// A body that stays one when a reader welds equal coordinates, right side out.
    func expectBody(_ mesh: Mesh, _ what: String) {
        let report = mesh.check()
        #expect(report.isSolid, "\(what): \(report)")
        #expect(mesh.welded().vertices.count == mesh.vertices.count, "\(what): equal vertices")
        #expect(mesh.volume > 0, "\(what): inside out")
    }

    @Test(arguments: Fields.Outline.allCases) func `every outline, bend and tolerance gives a closed body`(kind: Fields.Outline) {
        var random = SplitMix64(seed: 11)
        for (columns, rows) in [(26, 21), (45, 35), (270, 12)] {
            var field = Fields.waves(columns, rows, &random)
            field.outline = Fields.outline(kind, columns, rows, &random)
            for bend in Fields.bends(field) {
                for tessellation in [Tessellation.tolerance(0.03), .tolerance(0.1), .tolerance(3), .grid] where columns < 270 || tessellation == .tolerance(0.1) {
                    let sheet = Sheet(field: field, bend: bend, pose: columns == 26 ? .upright : .lying)
                    expectBody(sheet.mesh(tessellation), "\(kind) \(columns)×\(rows) \(bend) \(tessellation)")
                }
            }
        }
    }

    @Test func `the smallest fields are closed bodies`() {
        for bend in Fields.bends(HeightField(heights: Raster(width: 2, height: 2, filledWith: 1), pitch: 10)) {
            for size in 2...4 {
                let field = HeightField(heights: Raster(width: size, height: 2, filledWith: 0.5), pitch: 10)
                expectBody(Sheet(field: field, bend: bend, pose: .upright).mesh(.tolerance(0.05)), "\(size) \(bend)")
                expectBody(Sheet(field: field, bend: bend, pose: .upright).mesh(.grid), "grid \(size) \(bend)")
            }
        }
    }

    @Test func `no thickness, NaN and infinity count as the least thickness`() {
        var field = HeightField(heights: Raster(width: 20, height: 20, filledWith: 0), pitch: 1)
        field.heights[5, 5] = .nan
        field.heights[6, 9] = .infinity
        field.heights[7, 7] = -3
        let mesh = Sheet(field: field).mesh(.tolerance(0.01))
        expectBody(mesh, "zero")
        #expect(mesh.bounds?.max.z == SheetParts.leastThickness)
    }

    @Test func `nothing gives nothing`() {
        let field = HeightField(heights: Raster(width: 5, height: 5, filledWith: 1), pitch: 1)
        func empty(_ field: HeightField, _ bend: Bend = .flat) -> Bool { Sheet(field: field, bend: bend, pose: .upright).mesh(.tolerance(0.1)).triangles.isEmpty }
        #expect(empty(HeightField(heights: Raster(width: 0, height: 0, filledWith: 1), pitch: 1)))
        #expect(empty(HeightField(heights: Raster(width: 1, height: 9, filledWith: 1), pitch: 1)))
        #expect(empty(HeightField(heights: field.heights, pitch: 0)))
        #expect(empty(HeightField(heights: field.heights, pitch: .nan)))
        #expect(empty(HeightField(heights: field.heights, pitch: 1, outline: Raster(width: 5, height: 5, filledWith: -1))))
        #expect(empty(HeightField(heights: field.heights, pitch: 1, outline: Raster(width: 5, height: 5, filledWith: .nan))))
        #expect(empty(field, .arc(radius: 0, facing: .outside)))
        #expect(empty(field, .arc(radius: .nan, facing: .outside)))
        #expect(empty(field, .sphere(radius: 4, south: 1, north: 0, facing: .outside)))
    }

    @Test func `an outline that is positive everywhere changes nothing`() {
        var random = SplitMix64(seed: 12)
        var field = Fields.waves(60, 60, &random)
        let bare = Sheet(field: field).mesh(.tolerance(0.05))
        field.outline = Raster(width: 60, height: 60, filledWith: 0.5)
        #expect(Sheet(field: field).mesh(.tolerance(0.05)) == bare)
    }

    @Test func `a closed cylinder is a ring without a step at its seam`() {
        let field = HeightField(heights: Raster(width: 201, height: 51, filledWith: 2), pitch: 0.5)
        let mesh = Sheet(field: field, bend: .cylinder(facing: .outside), pose: .upright).mesh(.tolerance(0.02))
        let report = mesh.check(), back = field.width / (2 * .pi)
        #expect(report.genus == 1 && report.shells == 1)
        for v in mesh.vertices {
            let r = Double(v.x * v.x + v.y * v.y).squareRoot()
            #expect(abs(r - back) < 1e-3 || abs(r - back - 2) < 1e-3)
        }
        let exact = .pi * ((back + 2) * (back + 2) - back * back) * field.depth
        #expect(abs(mesh.volume / exact - 1) < 0.02)
    }

    @Test func `a whole globe is two shells with one vertex at each pole`() {
        var random = SplitMix64(seed: 13)
        let field = Fields.waves(160, 81, noise: 0, &random), radius = field.width / (2 * .pi)
        let mesh = Sheet(field: field, bend: .sphere(radius: radius, south: -.pi / 2, north: .pi / 2, facing: .outside), pose: .upright).mesh(.tolerance(0.05))
        expectBody(mesh, "globe")
        #expect(mesh.check().shells == 2)
        #expect(mesh.vertices.filter { $0.x == 0 && $0.y == 0 }.count == 4)
        #expect(mesh.bounds?.min.z == 0)
    }

    @Test func `chords of a bend stay within the tolerance`() {
        let field = HeightField(heights: Raster(width: 400, height: 30, filledWith: 1), pitch: 0.5)
        let tolerance = 0.03
        let mesh = Sheet(field: field, bend: .arc(radius: 60, facing: .outside), pose: .upright).mesh(.tolerance(tolerance))
        for t in mesh.triangles {
            for (a, b) in [(t.x, t.y), (t.y, t.z), (t.z, t.x)] {
                let p = mesh.vertices[Int(a)], q = mesh.vertices[Int(b)], m = (p + q) / 2
                let rp = (p.x * p.x + p.y * p.y).squareRoot(), rq = (q.x * q.x + q.y * q.y).squareRoot()
                guard abs(rp - rq) < 0.1 else { continue }  // across the wall
                #expect(Double(rp - (m.x * m.x + m.y * m.y).squareRoot()) <= tolerance + 1e-4)
            }
        }
        #expect(mesh.triangles.count < 600)
    }

    @Test func `a flat upright sheet shows its front to the viewer`() {
        let field = HeightField(heights: Raster(width: 11, height: 21, filledWith: 2), pitch: 1)
        let bounds = Sheet(field: field, pose: .upright).mesh(.tolerance(0.1)).bounds
        #expect(bounds?.min == [0, -2, 0] && bounds?.max == [10, 0, 20])
    }
}
