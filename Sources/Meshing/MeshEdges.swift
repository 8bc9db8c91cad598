/// The half edges of a mesh by the edge that they run along.
///
/// Half edge 3t + k runs from corner k of triangle t to the next. O(n) time and memory, as long as few triangles share one vertex.
struct MeshEdges {
    /// Upper vertex and half edge, ascending; those of one lower vertex stand together.
    private var entries: [SIMD2<UInt32>]
    /// Entries of lower vertex v: `bins[v] ..< bins[v + 1]`.
    private var bins: [Int32]

    /// The half edge after e around its triangle.
    static func next(_ e: Int) -> Int { e % 3 == 2 ? e - 2 : e + 1 }

    /// - Parameter triangles: All corners are below `vertexCount`.
    init(_ triangles: [SIMD3<UInt32>], vertexCount: Int) {
        bins = [Int32](repeating: 0, count: vertexCount + 1)
        for t in triangles {
            bins[Int(min(t.x, t.y)) + 1] += 1
            bins[Int(min(t.y, t.z)) + 1] += 1
            bins[Int(min(t.z, t.x)) + 1] += 1
        }
        for v in 0..<vertexCount { bins[v + 1] += bins[v] }
        entries = [SIMD2<UInt32>](repeating: .zero, count: 3 * triangles.count)
        var fill = bins
        for (i, t) in triangles.enumerated() {
            for k in 0..<3 {
                let a = t[k], b = t[k == 2 ? 0 : k + 1], bin = Int(min(a, b))
                entries[Int(fill[bin])] = SIMD2(max(a, b), UInt32(3 * i + k))
                fill[bin] += 1
            }
        }
        entries.withUnsafeMutableBufferPointer { entries in
            for v in 0..<vertexCount where bins[v] < bins[v + 1] { Self.sort(UnsafeMutableBufferPointer(rebasing: entries[Int(bins[v])..<Int(bins[v + 1])])) }
        }
    }

    /// Calls `body` for every edge, lower vertices first, with its vertices and its half edges in ascending order.
    func forEach(_ body: (_ low: UInt32, _ high: UInt32, _ halfEdges: Slice<UnsafeBufferPointer<SIMD2<UInt32>>>) -> Void) {
        entries.withUnsafeBufferPointer { entries in
            for v in 0..<bins.count - 1 {
                var start = Int(bins[v])
                while start < Int(bins[v + 1]) {
                    var end = start + 1
                    while end < Int(bins[v + 1]), entries[end].x == entries[start].x { end += 1 }
                    body(UInt32(v), entries[start].x, entries[start..<end])
                    start = end
                }
            }
        }
    }

    private static func sort(_ run: UnsafeMutableBufferPointer<SIMD2<UInt32>>) {
        var run = run
        if run.count > 24 { return run.sort { $0.x != $1.x ? $0.x < $1.x : $0.y < $1.y } }
        for i in 1..<run.count {
            let item = run[i]
            var j = i
            while j > 0, item.x < run[j - 1].x || item.x == run[j - 1].x && item.y < run[j - 1].y {
                run[j] = run[j - 1]
                j -= 1
            }
            run[j] = item
        }
    }
}
