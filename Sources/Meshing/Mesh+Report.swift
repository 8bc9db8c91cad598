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
        return SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x) == .zero
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
        var parents = (0..<vertexCount).map { Int32($0) }, isUsed = [Bool](repeating: false, count: vertexCount)
        MeshEdges(triangles, vertexCount: vertexCount).forEach { low, high, run in
            tally(triangles, run.map { Int32(bitPattern: $0.y) })
            isUsed[Int(low)] = true
            isUsed[Int(high)] = true
            Self.unite(Int(low), Int(high), &parents)
        }
        for v in 0..<vertexCount where isUsed[v] {
            usedVertices += 1
            if Self.root(v, &parents) == v { shells += 1 }
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
        var parents = (0..<Int32(neighbour.count)).map { $0 }
        for e in 0..<neighbour.count where neighbour[e] > e {
            let o = Int(neighbour[e]), sameWay = Self.start(triangles, e) == Self.start(triangles, o)
            Self.unite(e, sameWay ? o : Self.next(o), &parents)
            Self.unite(Self.next(e), sameWay ? Self.next(o) : o, &parents)
        }
        var fan = [Int: Int](), pinched = Set<Int>()
        for corner in 0..<neighbour.count {
            let v = Self.start(triangles, corner), root = Self.root(corner, &parents)
            if let known = fan[v] { if known != root { pinched.insert(v) } } else { fan[v] = root }
        }
        return pinched.count
    }

    private static func next(_ e: Int) -> Int { e % 3 == 2 ? e - 2 : e + 1 }
    private static func start(_ t: [SIMD3<UInt32>], _ e: Int) -> Int { Int(t[e / 3][e % 3]) }

    private static func root(_ i: Int, _ parents: inout [Int32]) -> Int {
        var k = i
        while Int(parents[k]) != k {
            parents[k] = parents[Int(parents[k])]
            k = Int(parents[k])
        }
        return k
    }

    private static func unite(_ a: Int, _ b: Int, _ parents: inout [Int32]) {
        let x = root(a, &parents), y = root(b, &parents)
        if x != y { parents[Swift.max(x, y)] = Int32(Swift.min(x, y)) }
    }
}
