import ImpressionGeometry
import ImpressionRaster
import Testing

@testable import ImpressionMeshing

@Suite struct TriangulationTests {
    /// Heights of a lying flat mesh's front at the samples, drawn triangle by triangle with no help from the triangulation.
    func draw(_ mesh: Mesh, columns: Int, rows: Int, pitch: Double) -> [Double?] {
        var drawn = [Double?](repeating: nil, count: columns * rows)
        for t in mesh.triangles {
            let a = SIMD3<Double>(mesh.vertices[Int(t.x)]) / pitch, b = SIMD3<Double>(mesh.vertices[Int(t.y)]) / pitch, c = SIMD3<Double>(mesh.vertices[Int(t.z)]) / pitch
            let area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
            guard area > 1e-6 else { continue }  // walls and back
            for y in max(0, Int(min(a.y, b.y, c.y)))...min(rows - 1, Int(max(a.y, b.y, c.y)) + 1) {
                for x in max(0, Int(min(a.x, b.x, c.x)))...min(columns - 1, Int(max(a.x, b.x, c.x)) + 1) {
                    let p = SIMD2(Double(x), Double(y))
                    let u = ((b.x - p.x) * (c.y - p.y) - (b.y - p.y) * (c.x - p.x)) / area
                    let v = ((c.x - p.x) * (a.y - p.y) - (c.y - p.y) * (a.x - p.x)) / area
                    if u > -1e-5, v > -1e-5, u + v < 1 + 1e-5 { drawn[y * columns + x] = (u * a.z + v * b.z + (1 - u - v) * c.z) * pitch }
                }
            }
        }
        return drawn
    }

    @Test(arguments: [0.01, 0.04, 0.2, 5]) func `every sample of a rectangle is covered and missed by no more than the tolerance`(tolerance: Double) {
        var random = SplitMix64(seed: 1)
        for (columns, rows) in [(2, 2), (3, 40), (70, 50), (280, 60)] {
            let field = Fields.waves(columns, rows, &random)
            let drawn = draw(Sheet(field: field).mesh(.tolerance(tolerance)), columns: columns, rows: rows, pitch: field.pitch)
            let worst = zip(drawn, field.heights.pixels).map { abs(($0 ?? .infinity) - Double($1)) }.max() ?? 0
            #expect(worst <= tolerance + 1e-4)  // the drawing's own slack on slivers
        }
    }

    @Test(arguments: Fields.Outline.allCases) func `samples well inside an outline are covered and within the tolerance, samples well outside are bare`(kind: Fields.Outline) {
        var random = SplitMix64(seed: 2)
        var field = Fields.waves(90, 80, &random)
        field.outline = Fields.outline(kind, 90, 80, &random)
        let drawn = draw(Sheet(field: field).mesh(.tolerance(0.04)), columns: 90, rows: 80, pitch: field.pitch)
        for i in drawn.indices {
            let outline = field.outline?.pixels[i] ?? 1
            if let level = drawn[i], outline > 0 { #expect(abs(level - Double(field.heights.pixels[i])) <= 0.041) }
            if kind != .noise, outline > 0.3 { #expect(drawn[i] != nil) }
            if kind != .noise, outline < -0.3 { #expect(drawn[i] == nil) }
        }
    }

    @Test func `a smooth field needs few triangles, and a flat one as few as its tiles`() {
        let flat = HeightField(heights: Raster(width: 200, height: 200, filledWith: 2), pitch: 0.5)
        #expect(Sheet(field: flat).mesh(.tolerance(0.01)).triangles.count == 12)
        var tilted = flat
        for y in 0..<200 { for x in 0..<200 { tilted.heights[x, y] = 1 + Float(x) / 64 + Float(y) / 128 } }
        #expect(Sheet(field: tilted).mesh(.tolerance(0.01)).triangles.count == 12)
    }

    @Test func `the grid has every sample as a vertex and two triangles a cell`() {
        var random = SplitMix64(seed: 3)
        let field = Fields.waves(40, 30, &random)
        let mesh = Sheet(field: field).mesh(.grid)
        let vertices = Set(mesh.vertices)
        for y in 0..<30 {
            for x in 0..<40 {
                #expect(vertices.contains([Float(Double(x) * field.pitch), Float(Double(y) * field.pitch), field.heights[x, y]]))
            }
        }
        #expect(mesh.triangles.filter { min(mesh.vertices[Int($0.x)].z, mesh.vertices[Int($0.y)].z, mesh.vertices[Int($0.z)].z) > 0 }.count >= 2 * 39 * 29)
        #expect(mesh.check().isSolid)
    }

    @Test func `the volume is the bilinear field's to within the tolerance times the area`() {
        var random = SplitMix64(seed: 4)
        let field = Fields.waves(120, 100, &random)
        var sum = 0.0
        for y in 0..<99 {
            for x in 0..<119 {
                sum += Double(field.heights[x, y] + field.heights[x + 1, y] + field.heights[x, y + 1] + field.heights[x + 1, y + 1]) / 4
            }
        }
        let exact = sum * field.pitch * field.pitch, area = field.width * field.depth
        for tolerance in [0.01, 0.05, 0.3] {
            #expect(abs(Sheet(field: field).mesh(.tolerance(tolerance)).volume - exact) <= tolerance * area)
        }
        // Splitting a cell along one diagonal misses its saddle by a quarter of the twist; over many cells that averages out.
        #expect(abs(Sheet(field: field).mesh(.grid).volume - exact) <= 0.002 * exact)
    }

    @Test func `the area inside an outline is the outline's`() {
        var random = SplitMix64(seed: 5)
        var field = HeightField(heights: Raster(width: 101, height: 101, filledWith: 2), pitch: 0.5)
        field.outline = Fields.outline(.ring, 101, 101, &random)
        let outer = 101 * 0.95 / 2 * 0.5, inner = 101 * 0.4 / 2 * 0.5
        let exact = .pi * (outer * outer - inner * inner) * 2
        #expect(abs(Sheet(field: field).mesh(.tolerance(0.01)).volume / exact - 1) < 0.002)
        #expect(Sheet(field: field).mesh(.tolerance(0.01)).check().genus == 1)
    }

    @Test func `any number of workers gives the same mesh`() {
        var random = SplitMix64(seed: 6)
        var field = Fields.waves(600, 300, &random)
        for bend in [Bend.flat, .cylinder(facing: .outside)] {
            let sheet = Sheet(field: field, bend: bend, pose: .upright)
            let alone = sheet.mesh(.tolerance(0.05))
            #expect(sheet.mesh(.tolerance(0.05), workers: Workers(2)) == alone)
            #expect(sheet.mesh(.tolerance(0.05), workers: Workers(7)) == alone)
            field.outline = Fields.outline(.islands, 600, 300, &random)
        }
    }
}
