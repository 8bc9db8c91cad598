/// Flips edges until every edge inside is locally Delaunay.
struct DelaunayFlips: ~Copyable {
    let points: [LatticePoint]
    /// Half edge h runs from `corners[h]` to `corners[next(h)]`; three make a triangle.
    private(set) var corners: Store<Int32>
    /// The half edge on the other side, −1 on the boundary.
    private(set) var twins: Store<Int32>

    init(_ sweep: borrowing TriangulationSweep) {
        points = sweep.points
        let n = sweep.triangles.count
        corners = Store(capacity: n)
        for i in 0..<n { corners.append(sweep.triangles[i]) }
        twins = Store(repeating: -1, count: n)
        pair()
    }

    private func corner(_ h: Int32) -> Int32 { corners[Int(h)] }
    private func point(_ h: Int32) -> LatticePoint { points[Int(corners[Int(h)])] }

    /// Sorts half edges by their ends, whichever way round; two with the same ends are twins.
    private func pair() {
        let keyed = Store<KeyedItem>(halfEdges: corners)
        keyed.sortByKey(bits: 64)
        var i = 1
        while i < keyed.count {
            if keyed[i].key == keyed[i - 1].key {
                twins[Int(keyed[i].item)] = Int32(truncatingIfNeeded: keyed[i - 1].item)
                twins[Int(keyed[i - 1].item)] = Int32(truncatingIfNeeded: keyed[i].item)
                i += 1
            }
            i += 1
        }
    }

    mutating func run() {
        var pending = Store<Int32>(capacity: corners.count)
        for h in 0..<corners.count where twins[h] > h { pending.append(Int32(truncatingIfNeeded: h)) }
        while pending.count > 0 {
            let h = pending[pending.count - 1]
            pending.resize(to: pending.count - 1)
            if twins[Int(h)] < 0 || !wantsFlip(h) { continue }
            let g = twins[Int(h)]
            flip(h)
            pending.append(h)
            pending.append(HalfEdge.next(h))
            pending.append(g)
            pending.append(HalfEdge.next(g))
        }
    }

    /// Whether the angles opposite of the edge exceed a half turn: sin(r + s) < 0. Each product is below 2¹²⁶.
    private func wantsFlip(_ h: Int32) -> Bool {
        let g = twins[Int(h)]
        let (p, q) = (point(h), point(HalfEdge.next(h)))
        let (r, s) = (point(HalfEdge.previous(h)), point(HalfEdge.previous(g)))
        let (crossR, crossS) = (LatticePoint.orientation(r, p, q), LatticePoint.orientation(s, q, p))
        let (dotR, dotS) = (Self.dot(r, p, q), Self.dot(s, p, q))
        if dotR >= 0 && dotS >= 0 { return false }
        if Int128(crossR) * Int128(dotS) + Int128(dotR) * Int128(crossS) >= 0 { return false }
        return LatticePoint.orientation(p, s, r) >= 0 && LatticePoint.orientation(s, q, r) >= 0
    }

    private static func dot(_ o: LatticePoint, _ a: LatticePoint, _ b: LatticePoint) -> Int64 {
        (Int64(a.x) &- Int64(o.x)) &* (Int64(b.x) &- Int64(o.x)) &+ (Int64(a.y) &- Int64(o.y)) &* (Int64(b.y) &- Int64(o.y))
    }

    /// Triangles (p, q, r) and (q, p, s) become (s, q, r) and (r, p, s).
    private func flip(_ h: Int32) {
        let g = twins[Int(h)]
        let (hp, gp) = (HalfEdge.previous(h), HalfEdge.previous(g))
        // h's triangle keeps q → r, g's keeps p → s; r → p and s → q change places.
        let (rp, sq) = (twins[Int(hp)], twins[Int(gp)])
        let (r, s) = (corner(hp), corner(gp))
        corners[Int(h)] = s
        corners[Int(g)] = r
        link(h, sq)
        link(g, rp)
        link(hp, gp)
    }

    private func link(_ h: Int32, _ g: Int32) {
        twins[Int(h)] = g
        if g >= 0 { twins[Int(g)] = h }
    }

    var triangulation: Triangulation {
        var indices: [UInt32] = []
        indices.reserveCapacity(corners.count)
        for t in stride(from: 0, to: corners.count, by: 3) {
            let (a, b, c) = (corners[t], corners[t + 1], corners[t + 2])
            if LatticePoint.orientation(points[Int(a)], points[Int(b)], points[Int(c)]) == 0 { continue }
            // Each triangle from its first vertex on.
            let first = a < b ? (a < c ? 0 : 2) : (b < c ? 1 : 2)
            for k in 0..<3 { indices.append(UInt32(truncatingIfNeeded: corners[t + (first + k) % 3])) }
        }
        return Triangulation(points: points, indices: indices)
    }
}

extension Store<KeyedItem> {
    fileprivate init(halfEdges corners: borrowing Store<Int32>) {
        self.init(capacity: corners.count)
        for h in 0..<corners.count {
            let (a, b) = (UInt64(corners[h]), UInt64(corners[Int(HalfEdge.next(Int32(truncatingIfNeeded: h)))]))
            append(KeyedItem(key: Swift.min(a, b) << 32 | Swift.max(a, b), item: UInt32(truncatingIfNeeded: h)))
        }
    }
}
