import Testing

@testable import ImpressionMeshing

@Suite struct MeshTests {
    static let cube = Mesh(
        vertices: [[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 0, 1], [1, 0, 1], [1, 1, 1], [0, 1, 1]],
        triangles: [[0, 2, 1], [0, 3, 2], [4, 5, 6], [4, 6, 7], [0, 1, 5], [0, 5, 4], [1, 2, 6], [1, 6, 5], [2, 3, 7], [2, 7, 6], [3, 0, 4], [3, 4, 7]])

    static func joined(_ a: Mesh, _ b: Mesh) -> Mesh {
        let base = UInt32(a.vertices.count)
        return Mesh(vertices: a.vertices + b.vertices, triangles: a.triangles + b.triangles.map { $0 &+ base })
    }

    @Test func `a cube measures as a cube`() {
        let report = Self.cube.check()
        #expect(report.isSolid && report.genus == 0 && report.shells == 1 && report.eulerCharacteristic == 2)
        #expect(Self.cube.volume == 1 && Self.cube.area == 6)
        #expect(Self.cube.translated(by: [1, 2, 3]).bounds?.min == [1, 2, 3])
        #expect(Self.cube.scaled(by: [2, 3, -1]).volume == 6)
        #expect(Mesh().bounds == nil && Mesh().volume == 0 && !Mesh().check().isSolid)
    }

    @Test func `each flaw is counted as what it is`() {
        var open = Self.cube
        open.triangles.removeLast()
        #expect(open.check().openEdges == 3)
        var flipped = Self.cube
        flipped.triangles[0] = [0, 1, 2]
        #expect(flipped.check().flippedEdges == 3 && flipped.check().isClosed)
        var degenerate = Self.cube
        degenerate.triangles.append([1, 1, 2])
        #expect(degenerate.check().degenerateTriangles == 1)
        var beyond = Self.cube
        beyond.triangles.append([1, 2, 99])
        #expect(beyond.check().degenerateTriangles == 1)
        let touching = Self.joined(Self.cube, Self.cube.translated(by: [1, 1, 1]))
        #expect(touching.check().isSolid && touching.check().shells == 2)
        #expect(touching.welded().check().pinchedVertices == 1)
        let sharing = Self.joined(Self.cube, Self.cube.translated(by: [1, 1, 0])).welded()
        #expect(sharing.check().crowdedEdges == 1)
    }

    @Test func `welding soup gives the mesh back`() {
        var soup = Mesh()
        for t in Self.cube.triangles {
            for k in 0..<3 { soup.vertices.append(Self.cube.vertices[Int(t[k])]) }
            let n = UInt32(soup.vertices.count)
            soup.triangles.append([n - 3, n - 2, n - 1])
        }
        soup.vertices[0].x = -0.0
        soup.triangles.append([0, 0, 1])
        let welded = soup.welded()
        #expect(welded.vertices.count == 8 && welded.check().isSolid && welded.triangles.count == 12)
        #expect(welded.vertices.prefix(3) == [[0, 0, 0], [1, 1, 0], [1, 0, 0]])
    }
}
