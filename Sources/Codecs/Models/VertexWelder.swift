import ImpressionMeshing

/// Gives equal places one vertex, in order of first appearance.
///
/// Equal means equal bits, −0 counted as 0. Open addressing at most half full; O(1) expected a corner.
struct VertexWelder {
    private(set) var vertices: [SIMD3<Float>] = []
    private var slots: [UInt32]
    private var mask: Int

    init(corners: Int) {
        var size = 64
        while size < corners / 2 { size *= 2 }
        slots = .init(repeating: .max, count: size)
        mask = size - 1
        vertices.reserveCapacity(corners / 6 + 8)
    }

    /// The number of the vertex at `place`.
    mutating func index(of place: SIMD3<Float>) -> UInt32 {
        let p = place + 0  // −0 becomes 0
        var slot = Self.hash(p) & mask
        while slots[slot] != .max {
            if vertices[Int(slots[slot])] == p { return slots[slot] }
            slot = (slot + 1) & mask
        }
        let index = UInt32(truncatingIfNeeded: vertices.count)
        slots[slot] = index
        vertices.append(p)
        if vertices.count * 2 > slots.count { grow() }
        return index
    }

    private mutating func grow() {
        mask = slots.count * 4 - 1
        slots = .init(repeating: .max, count: mask + 1)
        for (i, p) in vertices.enumerated() {
            var slot = Self.hash(p) & mask
            while slots[slot] != .max { slot = (slot + 1) & mask }
            slots[slot] = UInt32(truncatingIfNeeded: i)
        }
    }

    private static func hash(_ p: SIMD3<Float>) -> Int {
        var h = UInt64(p.x.bitPattern) &* 0x9E37_79B9_7F4A_7C15
        h = (h ^ (h >> 29) ^ UInt64(p.y.bitPattern)) &* 0xBF58_476D_1CE4_E5B9
        h = (h ^ (h >> 31) ^ UInt64(p.z.bitPattern)) &* 0x94D0_49BB_1331_11EB
        return Int(truncatingIfNeeded: (h ^ (h >> 32)) & 0x7FFF_FFFF_FFFF_FFFF)
    }
}

/// Collects the triangles of a mesh and leaves out those without three different corners.
struct MeshBuilder {
    private var welder: VertexWelder
    private var triangles: [SIMD3<UInt32>] = []
    private(set) var degenerate = 0

    init(corners: Int = 0) { welder = VertexWelder(corners: corners) }

    /// Triangles so far.
    var count: Int { triangles.count }
    var isEmpty: Bool { triangles.isEmpty && welder.vertices.isEmpty }

    mutating func add(_ a: SIMD3<Float>, _ b: SIMD3<Float>, _ c: SIMD3<Float>) throws(ModelError) {
        guard (a.x + a.y + a.z + b.x + b.y + b.z + c.x + c.y + c.z).isFinite else { throw .notFinite(vertex: 3 * triangles.count) }
        let t = SIMD3(welder.index(of: a), welder.index(of: b), welder.index(of: c))
        guard t.x != t.y, t.y != t.z, t.z != t.x else { return degenerate += 1 }
        triangles.append(t)
    }

    /// A polygon as a fan around its first corner.
    mutating func add(polygon: [SIMD3<Float>]) throws(ModelError) {
        guard polygon.count >= 3 else { return degenerate += 1 }
        for i in 1..<(polygon.count - 1) { try add(polygon[0], polygon[i], polygon[i + 1]) }
    }

    func mesh() -> Mesh { Mesh(vertices: welder.vertices, triangles: triangles) }
}
