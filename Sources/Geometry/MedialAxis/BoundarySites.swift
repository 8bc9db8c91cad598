/// What the medial axis is equidistant from: the edges of a region's boundary, and its corners as seen from inside.
///
/// Edge i runs from corner i to corner `next[i]` with the inside on its left. A vertex where rings touch is one corner for each
/// wedge of the inside. Sites 0 ..< count are the corners, count ..< 2·count the edges.
struct BoundarySites: ~Copyable {
    let count: Int
    let corners: Store<LatticePoint>
    /// The corner where each edge ends, and the edge that ends at each corner.
    let next: Store<Int32>
    let incoming: Store<Int32>
    /// Unit normals of the edges, to the inside.
    let normals: Store<SIMD2<Double>>
    let lengths: Store<Double>
    /// 1 at convex corners, −1 at reflex ones, 0 where two edges are in line.
    let turns: Store<Int8>

    init(corners: consuming Store<LatticePoint>, next: consuming Store<Int32>) {
        let n = corners.count
        let incoming = Store<Int32>(repeating: -1, count: n)
        for i in 0..<n { incoming[Int(next[i])] = Int32(truncatingIfNeeded: i) }
        let normals = Store(repeating: SIMD2<Double>(0, 0), count: n)
        let lengths = Store(repeating: 0.0, count: n)
        let turns = Store<Int8>(repeating: 0, count: n)
        for i in 0..<n {
            let (p, q) = (corners[i], corners[Int(next[i])])
            let way = SIMD2(Double(Int64(q.x) - Int64(p.x)), Double(Int64(q.y) - Int64(p.y)))
            lengths[i] = (way.x * way.x + way.y * way.y).squareRoot()
            normals[i] = SIMD2(-way.y, way.x) / lengths[i]
            turns[i] = Int8(LatticePoint.orientation(corners[Int(incoming[i])], p, q).signum())
        }
        count = n
        self.corners = corners
        self.next = next
        self.incoming = incoming
        self.normals = normals
        self.lengths = lengths
        self.turns = turns
    }

    @inline(__always) func isEdge(_ site: Int32) -> Bool { Int(site) >= count }
    @inline(__always) func edge(_ site: Int32) -> Int { Int(site) &- count }
    @inline(__always) func start(_ edge: Int) -> LatticePoint { corners[edge] }
    @inline(__always) func end(_ edge: Int) -> LatticePoint { corners[Int(next[edge])] }

    @inline(__always) func place(_ corner: Int32) -> SIMD2<Double> { SIMD2(corners[Int(corner)]) }

    /// Signed distance of a lattice point from the line through an edge, positive inside; rounded once or twice.
    @inline(__always) func height(_ p: LatticePoint, over edge: Int) -> Double {
        Double(LatticePoint.orientation(start(edge), end(edge), p)) / lengths[edge]
    }

    /// Sine of the angle from edge e to edge f.
    @inline(__always) func sine(_ e: Int, _ f: Int) -> Double {
        let (a, b, c, d) = (start(e), end(e), start(f), end(f))
        let (ex, ey) = (Int64(b.x) &- Int64(a.x), Int64(b.y) &- Int64(a.y))
        let (fx, fy) = (Int64(d.x) &- Int64(c.x), Int64(d.y) &- Int64(c.y))
        return Double(ex &* fy &- ey &* fx) / (lengths[e] * lengths[f])
    }

    /// `normals[e] − normals[f]` without cancellation, and the same for its square, halved: 1 − cos of the angle.
    @inline(__always) func normalDifference(_ e: Int, _ f: Int) -> (difference: SIMD2<Double>, oneMinusCosine: Double) {
        let (n, m) = (normals[e], normals[f])
        let cosine = n.x * m.x + n.y * m.y
        if cosine <= 0 { return (n - m, 1 - cosine) }
        let sine = sine(e, f)
        let rest = sine * sine / (1 + cosine)
        // m = n cos + n⊥ sin
        return (n * rest - SIMD2(-n.y, n.x) * sine, rest)
    }
}

extension SIMD2<Double> {
    @inline(__always) init(_ p: LatticePoint) { self.init(Double(p.x), Double(p.y)) }
}
