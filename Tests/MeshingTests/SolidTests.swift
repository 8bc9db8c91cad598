import ImpressionGeometry
import ImpressionMeshing
import Testing

@Suite struct SolidTests {
    private func box(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> Region { Region(Box(min: Point(x0, y0), max: Point(x1, y1))) }

    /// Discs, bars and holes thrown together.
    private func blob(_ random: inout SplitMix64, size: Double = 40) -> Region {
        var region = Region.empty
        for i in 0..<Int.random(in: 3...9, using: &random) {
            let centre = Point(Double.random(in: 0...size, using: &random), Double.random(in: 0...size, using: &random))
            let radii = Point(Double.random(in: 0.3...size / 4, using: &random), Double.random(in: 0.3...size / 4, using: &random))
            let turn = Transform.translation(centre.x, centre.y) * .rotation(.degrees(Double.random(in: 0...180, using: &random)))
            let path = Bool.random(using: &random) ? BezierPath(ellipse: .zero, radii: radii) : BezierPath(Box(min: -radii, max: radii))
            let shape = Region(path.transformed(by: turn).flattened(tolerance: 0.02))
            region = i % 3 == 2 ? region.subtracting(shape) : region.union(shape)
        }
        return region
    }

    private func expectSolid(_ mesh: Mesh, _ comment: Comment, sourceLocation: SourceLocation = #_sourceLocation) {
        let report = mesh.welded().check()
        #expect(report.isSolid, "\(comment): \(report)", sourceLocation: sourceLocation)
    }

    @Test func `an extruded square has twelve triangles and the volume of a box`() {
        let mesh = Solid(box(0, 0, 10, 10), from: 1, to: 4).mesh()
        #expect(mesh.triangles.count == 12)
        #expect(abs(mesh.volume - 300) < 1e-3)
        #expect(mesh.check().isSolid)
    }

    @Test func `neighbours of one body leave no wall between them`() {
        let mesh = Solid(box(0, 0, 10, 10), from: 0, to: 3).adding(Solid(box(10, 0, 14, 10), from: 0, to: 3)).mesh()
        #expect(mesh.check().isSolid && mesh.welded().check().shells == 1)
        #expect(!mesh.triangles.contains { t in (0..<3).allSatisfy { mesh.vertices[Int(t[$0])].x == 10 } })
        #expect(abs(mesh.volume - 420) < 1e-3)
    }

    @Test func `profiles of random shapes give closed meshes whose volume is that of their sections`() {
        var random = SplitMix64(seed: 11)
        let profiles: [(String, WallProfile)] = [
            ("straight", WallProfile(from: 0, to: 3)),
            ("chamfer", WallProfile(from: 0, to: 3, head: .chamfer(width: 0.8, height: 0.8))),
            ("both", WallProfile(from: 0, to: 3, foot: .chamfer(width: 0.3, height: 0.4), head: .round(radius: 1))),
            ("draft", .drafted(from: 0, to: 3, by: .degrees(8))),
            ("dome", .dome(from: 0, wall: 0.5, rise: 2, width: 3)),
            ("roof", WallProfile([.init(0, 0), .init(-50, 50)])),
            ("flange", WallProfile([.init(2, 0), .init(2, 1), .init(0, 1), .init(0, 3)])),
            ("leaning both ways", WallProfile([.init(1, 0), .init(-1, 3)])),
        ]
        for round in 0..<12 {
            let region = blob(&random)
            if region.isEmpty { continue }
            for (name, profile) in profiles {
                let solid = Solid([Solid.Piece(region, profile)]), mesh = solid.mesh(tolerance: 0.01)
                expectSolid(mesh, "\(name), round \(round)")
                let top = mesh.bounds.map { Double($0.max.z) } ?? 0, count = 400
                let volume = (0..<count).reduce(0.0) { $0 + solid.section(at: (Double($1) + 0.5) * top / Double(count)).area } * top / Double(count)
                #expect(abs(mesh.volume - volume) < 0.01 * volume + 0.05, "\(name), round \(round): \(mesh.volume) against \(volume)")
            }
        }
    }

    @Test func `sections of the mesh are the exact sections`() {
        var random = SplitMix64(seed: 5)
        for _ in 0..<6 {
            let region = blob(&random)
            if region.isEmpty { continue }
            let solid = Solid(region, from: 0, to: 4, foot: .chamfer(width: 0.5, height: 0.5), head: .round(radius: 1.2))
            let heights = [0.2, 0.45, 2, 3.1, 3.7], mesh = solid.mesh(tolerance: 0.005)
            let cut = mesh.sections(at: heights, options: SectionOptions(), workers: .one)
            for (height, section) in zip(heights, cut) {
                let exact = solid.section(at: height)
                // The round edge is drawn by chords, offsets by arcs: both to a few micrometres along the outline.
                #expect(section.symmetricDifference(exact).opened(by: 0.01).isEmpty, "at \(height)")
            }
        }
    }

    @Test func `a plate with a pocket, a groove and a boss is one closed body`() {
        let plate = box(0, 0, 40, 30), art = Region(BezierPath(ellipse: Point(12, 15), radii: Point(8, 6)).flattened(tolerance: 0.01))
        let boss = box(26, 10, 34, 20), pocket = box(30, 22, 36, 27)
        let solid = Solid(plate, from: 0, to: 4, foot: .chamfer(width: 0.4, height: 0.4), head: .round(radius: 0.6))
            .cutting(Solid([Solid.Piece(art, .carved(from: 4, angle: .degrees(90), depth: 2))]))
            .cutting(Solid(pocket, from: 2, to: 4))
            .adding(Solid([Solid.Piece(boss, .drafted(from: 4, to: 7, by: .degrees(5)))]))
        let mesh = solid.mesh(tolerance: 0.005)
        expectSolid(mesh, "plate")
        let count = 700
        let volume = (0..<count).reduce(0.0) { $0 + solid.section(at: (Double($1) + 0.5) * 7 / Double(count)).area } * 7 / Double(count)
        #expect(abs(mesh.volume - volume) < 0.003 * volume)
    }

    @Test func `regions that touch themselves in points become manifold bodies`() {
        var squares: [Region] = []
        for x in 0..<6 { for y in 0..<6 where (x + y) % 2 == 0 { squares.append(box(Double(x), Double(y), Double(x + 1), Double(y + 1))) } }
        let board = Region.union(of: squares), rest = box(0, 0, 6, 6).subtracting(board)
        for region in [board, rest] {
            let mesh = Solid(region, from: 0, to: 1).mesh()
            expectSolid(mesh, "board")
            #expect(abs(mesh.volume - 18) < 1e-3)
        }
    }

    /// The volume by sections, which know nothing of the mesh.
    private func volume(_ solid: Solid, from low: Double, to high: Double, count: Int = 300) -> Double {
        (0..<count).reduce(0.0) { $0 + solid.section(at: low + (Double($1) + 0.5) * (high - low) / Double(count)).area } * (high - low) / Double(count)
    }

    @Test func `neighbours of different heights and edges are one manifold body`() {
        var random = SplitMix64(seed: 21)
        let heads: [WallProfile.Edge] = [.sharp, .chamfer(width: 0.4, height: 0.4), .round(radius: 0.5)]
        for round in 0..<8 {
            // A plane cut into parts by random shapes that share their walls.
            let shapes = (0..<4).map { _ in blob(&random) }
            let overlay = Overlay(shapes.map { Overlay.Layer($0.contours) }, grid: Solid.meshGrid)
            let owner = (0..<overlay.coverCount).map { overlay.layers(ofCover: $0).last ?? -1 }
            let parts = overlay.regions(owner, count: 4)
            for head in heads {
                let solids = parts.enumerated().map { Solid($1, from: 0, to: 2 + 0.5 * Double(($0 * 3 + round) % 4), head: head) }
                let whole = Solid(solids.flatMap(\.pieces)), mesh = whole.mesh(), parts = solids.reduce(0) { $0 + $1.mesh().volume }
                expectSolid(mesh, "round \(round), \(head)")
                #expect(abs(mesh.volume - parts) < 1e-4 * parts, "round \(round), \(head)")
            }
        }
    }

    @Test func `a chessboard of two bodies is one plate, and each is manifold alone`() {
        var squares: [[Region]] = [[], []]
        for x in 0..<6 { for y in 0..<6 { squares[(x + y) % 2].append(box(Double(x), Double(y), Double(x + 1), Double(y + 1))) } }
        let black = Region.union(of: squares[0]), white = Region.union(of: squares[1])
        let flat = Solid(black, from: 0, to: 1).adding(Solid(white, from: 0, to: 1)).mesh()
        expectSolid(flat, "plate")
        #expect(flat.triangles.allSatisfy { t in (0..<3).allSatisfy { flat.vertices[Int(t[$0])].z == flat.vertices[Int(t.x)].z } || (0..<3).allSatisfy { [0, 6].contains(flat.vertices[Int(t[$0])].x) || [0, 6].contains(flat.vertices[Int(t[$0])].y) } })
        let stepped = Solid(black, from: 0, to: 1).adding(Solid(white, from: 0, to: 2)).mesh()
        expectSolid(stepped, "steps")
        #expect(abs(stepped.volume - 54) < 1e-3)
    }

    @Test func `a pocket through a chamfered foot opens where it begins`() {
        let solid = Solid(box(0, 0, 20, 20), from: 0, to: 3, foot: .chamfer(width: 0.5, height: 0.5)).cutting(Solid(box(5, 5, 9, 9), from: 0, to: 1))
            .adding(Solid(box(12, 5, 16, 9), from: 3, to: 5, head: .round(radius: 1)))
        let mesh = solid.mesh()
        expectSolid(mesh, "pocket")
        #expect(mesh.check().shells == 1)
        #expect(abs(mesh.volume - volume(solid, from: 0, to: 5, count: 1000)) < 0.5)
    }

    @Test func `slabs that touch in an edge come apart`() {
        // Two bars, one above the other, share one edge of their plane; two more share a corner.
        let bars = Solid(box(0, 0, 4, 10), from: 0, to: 1).adding(Solid(box(4, 0, 8, 10), from: 1, to: 2)).adding(Solid(box(8, 10, 12, 14), from: 0, to: 2))
        let mesh = bars.mesh()
        expectSolid(mesh, "bars")
        #expect(abs(mesh.volume - 112) < 1e-3)
    }
}
