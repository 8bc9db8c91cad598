extension Mesh {
    /// Equal vertices as one, triangles that this makes degenerate dropped. Vertices keep the order of their first use.
    ///
    /// Equal means the same coordinates (−0 equals 0). O(n).
    public func welded() -> Mesh {
        var table = WeldTable(capacity: vertices.count)
        var welded = Mesh()
        let numbers = vertices.map { table.number(of: $0, in: &welded.vertices) }
        welded.triangles.reserveCapacity(triangles.count)
        for t in triangles {
            let u = SIMD3(numbers[Int(t.x)], numbers[Int(t.y)], numbers[Int(t.z)])
            if u.x != u.y && u.y != u.z && u.z != u.x { welded.triangles.append(u) }
        }
        return welded
    }
}

/// Open addressing over the bits of the coordinates: no seed, so the same everywhere.
struct WeldTable {
    private var slots: [UInt32]
    private var mask: Int

    init(capacity: Int) {
        var size = 16
        while size < 2 * capacity { size *= 2 }
        slots = [UInt32](repeating: .max, count: size)
        mask = size - 1
    }

    /// The vertex' number among `vertices`, to which it is appended when new.
    mutating func number(of vertex: SIMD3<Float>, in vertices: inout [SIMD3<Float>]) -> UInt32 {
        if 2 * vertices.count >= slots.count { grow(vertices) }
        let v = vertex + 0  // −0 becomes 0
        var slot = Self.hash(v) & mask
        while slots[slot] != .max {
            if vertices[Int(slots[slot])] == v { return slots[slot] }
            slot = (slot + 1) & mask
        }
        slots[slot] = UInt32(vertices.count)
        vertices.append(v)
        return slots[slot]
    }

    private mutating func grow(_ vertices: [SIMD3<Float>]) {
        slots = [UInt32](repeating: .max, count: 2 * slots.count)
        mask = slots.count - 1
        for (i, v) in vertices.enumerated() {
            var slot = Self.hash(v) & mask
            while slots[slot] != .max { slot = (slot + 1) & mask }
            slots[slot] = UInt32(i)
        }
    }

    private static func hash(_ v: SIMD3<Float>) -> Int {
        var hash = UInt64(v.x.bitPattern) &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ (hash >> 29) ^ UInt64(v.y.bitPattern)) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 32) ^ UInt64(v.z.bitPattern)) &* 0x94D0_49BB_1331_11EB
        return Int(truncatingIfNeeded: hash >> 20)
    }
}
