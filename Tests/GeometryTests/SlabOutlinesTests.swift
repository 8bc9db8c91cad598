import ImpressionGeometry
import Testing

@Suite struct SlabOutlinesTests {
    private func square(_ x: Int32, _ y: Int32, _ size: Int32, isCut: Bool = false) -> [LevelFaces.Edge] {
        let corners = [LatticePoint(x, y), LatticePoint(x + size, y), LatticePoint(x + size, y + size), LatticePoint(x, y + size)]
        let edges = (0..<4).map { LevelFaces.Edge(corners[$0], corners[($0 + 1) % 4]) }
        return isCut ? edges.map { LevelFaces.Edge($0.to, $0.from) } : edges
    }

    /// Twice the signed area that the walls of a slab enclose.
    private func area(_ outlines: SlabOutlines, slab: Int) -> Int64 {
        outlines.runs.filter { $0.slabs.contains(slab) }.reduce(0) { $0 + Int64($1.from.x) * Int64($1.to.y) - Int64($1.from.y) * Int64($1.to.x) }
    }

    @Test func `a shared edge is a wall only where one of both stands alone`() {
        let outlines = SlabOutlines([(square(0, 0, 10), 0..<2), (square(10, 0, 10), 0..<1)])
        let shared = outlines.runs.filter { $0.from.x == 10 && $0.to.x == 10 }
        #expect(shared.map(\.from) == [LatticePoint(10, 0)] && shared.map(\.to) == [LatticePoint(10, 10)] && shared.map(\.slabs) == [1..<2])
        #expect(area(outlines, slab: 0) == 400 && area(outlines, slab: 1) == 200)
    }

    @Test func `what is cut out of a body that is told elsewhere keeps its walls`() {
        let outlines = SlabOutlines([(square(0, 0, 10), 1..<2), (square(2, 2, 4, isCut: true), 0..<2)])
        #expect(area(outlines, slab: 0) == -32 && area(outlines, slab: 1) == 200 - 32)
    }

    @Test func `random squares side by side enclose the union in every slab`() {
        var random = SplitMix64(seed: 3)
        for _ in 0..<50 {
            var outlines: [(edges: [LevelFaces.Edge], slabs: Range<Int>)] = [], areas = [Int64](repeating: 0, count: 4)
            for x in 0..<5 { for y in 0..<5 where Bool.random(using: &random) {
                let low = Int.random(in: 0..<4, using: &random), high = Int.random(in: low + 1...4, using: &random)
                outlines.append((square(Int32(x * 8), Int32(y * 8), 8), low..<high))
                for slab in low..<high { areas[slab] += 128 }
            } }
            let joined = SlabOutlines(outlines)
            for slab in 0..<4 {
                #expect(area(joined, slab: slab) == areas[slab])
                let walls = joined.runs.filter { $0.slabs.contains(slab) }
                #expect(Set(walls.map { [$0.from, $0.to].sorted { $0 < $1 } }).count == walls.count)
            }
        }
    }
}
