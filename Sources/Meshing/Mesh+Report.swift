internal import ImpressionGeometry

/// What a mesh is like: whether it bounds a body, and of how many pieces and holes.
public struct MeshReport: Sendable, Equatable, Codable {
    public var vertices = 0
    public var triangles = 0
    /// Triangles with two equal corners or exactly no area.
    public var degenerateTriangles = 0
    /// Edges with one triangle only.
    public var openEdges = 0
    /// Edges with more than two triangles.
    public var crowdedEdges = 0
    /// Edges whose two triangles run along them the same way.
    public var flippedEdges = 0
    /// Vertices whose triangles are not one fan.
    public var pinchedVertices = 0
    /// Parts that share no vertex.
    public var shells = 0
    /// Vertices in use − edges + triangles.
    public var eulerCharacteristic = 0

    /// Whether every edge has two triangles or more.
    public var isClosed: Bool { openEdges == 0 }
    public var isOriented: Bool { flippedEdges == 0 && crowdedEdges == 0 }
    public var isManifold: Bool { crowdedEdges == 0 && pinchedVertices == 0 }
    /// Whether the mesh bounds a body: closed, manifold, oriented and without degenerate triangles.
    public var isSolid: Bool { triangles > 0 && isClosed && isManifold && isOriented && degenerateTriangles == 0 }
    /// Handles of all shells together; meaningful for a closed manifold.
    public var genus: Int { shells - eulerCharacteristic / 2 }
}

extension Mesh {
    /// Counts what is wrong. Corners are the same where their indices are; weld triangle soup first. O(n log n).
    public func check() -> MeshReport {
        var report = MeshReport(vertices: vertices.count, triangles: triangles.count)
        let sound = triangles.filter { $0.x < vertices.count && $0.y < vertices.count && $0.z < vertices.count }
        report.degenerateTriangles = triangles.count - sound.count + sound.reduce(0) { $0 + (isDegenerate($1) ? 1 : 0) }
        let edges = EdgeTable(sound, vertexCount: vertices.count)
        edges.count(into: &report)
        report.shells = edges.shells
        report.eulerCharacteristic = edges.usedVertices - edges.edgeCount + sound.count
        report.pinchedVertices = edges.pinchedVertices(sound)
        return report
    }

    private func isDegenerate(_ t: SIMD3<UInt32>) -> Bool {
        if t.x == t.y || t.y == t.z || t.z == t.x { return true }
        let a = SIMD3<Double>(vertices[Int(t.x)]), u = SIMD3<Double>(vertices[Int(t.y)]) - a, v = SIMD3<Double>(vertices[Int(t.z)]) - a
        return cross(u, v) == .zero
    }
}

/// The edges of a mesh, each with the triangles beside it.
private struct EdgeTable {
    private(set) var edgeCount = 0
    private(set) var shells = 0
    private(set) var usedVertices = 0
    private var open = 0, crowded = 0, flipped = 0
    /// For the edge opposite each corner (3t + k runs from corner k to the next): the neighbouring triangle's, −1 where there is not exactly one.
    private var neighbour: [Int32]

    init(_ triangles: [SIMD3<UInt32>], vertexCount: Int) {
        neighbour = [Int32](repeating: -1, count: 3 * triangles.count)
        var sets = DisjointSets(count: vertexCount), isUsed = [Bool](repeating: false, count: vertexCount)
        MeshEdges(triangles, vertexCount: vertexCount).forEach { low, high, run in
            tally(triangles, run.map { Int32(bitPattern: $0.y) })
            isUsed[Int(low)] = true
            isUsed[Int(high)] = true
            sets.join(Int(low), Int(high))
        }
        for v in 0..<vertexCount where isUsed[v] {
            usedVertices += 1
            if sets.root(of: v) == v { shells += 1 }
        }
    }

    private mutating func tally(_ triangles: [SIMD3<UInt32>], _ same: [Int32]) {
        edgeCount += 1
        guard same.count == 2, let first = same.first, let last = same.last else {
            if same.count == 1 { open += 1 } else { crowded += 1 }
            return
        }
        if Self.start(triangles, Int(first)) == Self.start(triangles, Int(last)) { flipped += 1 }
        neighbour[Int(first)] = last
        neighbour[Int(last)] = first
    }

    func count(into report: inout MeshReport) {
        report.openEdges = open
        report.crowdedEdges = crowded
        report.flippedEdges = flipped
    }

    /// Vertices whose corners fall into more than one fan when joined across edges.
    func pinchedVertices(_ triangles: [SIMD3<UInt32>]) -> Int {
        var sets = DisjointSets(count: neighbour.count)
        for e in 0..<neighbour.count where neighbour[e] > e {
            let o = Int(neighbour[e]), sameWay = Self.start(triangles, e) == Self.start(triangles, o)
            sets.join(e, sameWay ? o : MeshEdges.next(o))
            sets.join(MeshEdges.next(e), sameWay ? MeshEdges.next(o) : o)
        }
        var fan = [Int: Int](), pinched = Set<Int>()
        for corner in 0..<neighbour.count {
            let v = Self.start(triangles, corner), root = sets.root(of: corner)
            if let known = fan[v] { if known != root { pinched.insert(v) } } else { fan[v] = root }
        }
        return pinched.count
    }

    private static func start(_ t: [SIMD3<UInt32>], _ e: Int) -> Int { Int(t[e / 3][e % 3]) }
}
