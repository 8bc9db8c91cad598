import ImpressionGeometry
import Testing

@Suite struct LevelFacesTests {
    /// Steep edges in a narrow strip: many of their pieces are upright, and the lesser end of those may be the farther one.
    @Test func `the points on the way of an edge follow one another from its start to its end`() {
        var random = SplitMix64(seed: 3)
        func point() -> LatticePoint { LatticePoint(Int32.random(in: 0...6, using: &random), Int32.random(in: -40...40, using: &random)) }
        for _ in 0..<200 {
            let corners = (0..<9).map { _ in point() }
            let edges = corners.indices.map { LevelFaces.Edge(corners[$0], corners[($0 + 1) % 9]) }.filter { $0.from != $0.to }
            let faces = LevelFaces(edges)
            #expect(faces.ways.count == edges.count)
            for (edge, way) in zip(edges, faces.ways) {
                let (dx, dy) = (Int64(edge.to.x) - Int64(edge.from.x), Int64(edge.to.y) - Int64(edge.from.y))
                #expect(way.first == edge.from && way.last == edge.to)
                for (p, q) in zip(way, way.dropFirst()) {
                    let (x, y) = (Int64(q.x) - Int64(p.x), Int64(q.y) - Int64(p.y))
                    #expect(p != q && x * dx >= 0 && y * dy >= 0 && x * dx + y * dy > 0, "\(edge): \(way)")
                }
            }
        }
    }
}
