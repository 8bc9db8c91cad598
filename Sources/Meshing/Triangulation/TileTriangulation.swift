/// A corner of a tile's triangulation: lattice place within the tile, and the height that errors are measured in.
struct TilePoint: Equatable {
    var x: Int32
    var y: Int32
    /// Thickness there, mm.
    var thickness: Float
    /// Thickness and the sag of the bend, mm: what is interpolated.
    var level: Float
}

/// The triangulation of one tile while it grows.
///
/// Triangle t owns the half-edges 4t, 4t + 1 and 4t + 2, counter-clockwise; slot 4t + 3 holds its flags.
/// Coordinates are at most 2¹⁴, so every predicate is exact in `Int64` (the in-circle determinant stays below 2⁶⁰).
///
/// Memory is fixed at the start from the most points that can come, and reached through plain pointers: the loop that
/// inserts a point is all random access, and there the checks of arrays cost a third of the time.
struct TileTriangulation: ~Copyable {
    /// Where a half-edge starts. In slot 3: bits 0–2 mark fixed edges, bit 3 marks a triangle outside of the piece.
    let origin: UnsafeMutablePointer<Int32>
    /// The half-edge on the other side, −1 at the tile's border.
    let twin: UnsafeMutablePointer<Int32>
    let points: UnsafeMutablePointer<TilePoint>
    private(set) var pointCount = 0
    private(set) var triangleCount = 0
    /// The triangles around the point that was inserted last: each has it as its third corner.
    let touched: UnsafeMutablePointer<Int32>
    private(set) var touchedCount = 0
    let capacity: Int

    static let outside: Int32 = 8

    /// Two triangles over the rectangle of four corners, given counter-clockwise.
    init(corners: [TilePoint], capacity: Int) {
        self.capacity = capacity
        origin = .allocate(capacity: 8 * capacity)
        twin = .allocate(capacity: 8 * capacity)
        touched = .allocate(capacity: 2 * capacity)
        points = .allocate(capacity: capacity)
        for corner in corners { _ = add(corner) }
        let a = makeTriangle(), b = makeTriangle()
        set(a, 0, 1, 2, twins: -1, -1, 4 * b, flags: 0)
        set(b, 0, 2, 3, twins: 4 * a + 2, -1, -1, flags: 0)
    }

    deinit {
        origin.deallocate()
        twin.deallocate()
        touched.deallocate()
        points.deallocate()
    }

    @inline(__always) static func next(_ e: Int) -> Int { e & 3 == 2 ? e &- 2 : e &+ 1 }
    @inline(__always) static func previous(_ e: Int) -> Int { e & 3 == 0 ? e &+ 2 : e &- 1 }
    @inline(__always) func flags(_ t: Int) -> Int32 { origin[4 &* t &+ 3] }
    @inline(__always) func isFixed(_ e: Int) -> Bool { origin[e | 3] >> Int32(truncatingIfNeeded: e & 3) & 1 != 0 }
    @inline(__always) func isOutside(_ t: Int) -> Bool { flags(t) & Self.outside != 0 }
    @inline(__always) func start(_ e: Int) -> Int { Int(truncatingIfNeeded: origin[e]) }
    @inline(__always) func end(_ e: Int) -> Int { start(Self.next(e)) }

    mutating func add(_ point: TilePoint) -> Int {
        precondition(pointCount < capacity, "more points than the tile was made for")
        points[pointCount] = point
        pointCount &+= 1
        return pointCount &- 1
    }

    private mutating func makeTriangle() -> Int {
        triangleCount &+= 1
        return triangleCount &- 1
    }

    @inline(__always)
    private func set(_ t: Int, _ a: Int, _ b: Int, _ c: Int, twins ab: Int, _ bc: Int, _ ca: Int, flags: Int32) {
        let e = 4 &* t
        origin[e] = Int32(truncatingIfNeeded: a)
        origin[e &+ 1] = Int32(truncatingIfNeeded: b)
        origin[e &+ 2] = Int32(truncatingIfNeeded: c)
        origin[e &+ 3] = flags
        link(e, ab)
        link(e &+ 1, bc)
        link(e &+ 2, ca)
    }

    @inline(__always)
    private func link(_ e: Int, _ o: Int) {
        twin[e] = Int32(truncatingIfNeeded: o)
        if o >= 0 { twin[o] = Int32(truncatingIfNeeded: e) }
    }

    // MARK: Predicates

    /// Twice the area of a, b, c; positive counter-clockwise.
    @inline(__always)
    func turn(_ a: Int, _ b: Int, _ c: Int) -> Int {
        let o = points[a], p = points[b], q = points[c]
        return Int(p.x &- o.x) &* Int(q.y &- o.y) &- Int(p.y &- o.y) &* Int(q.x &- o.x)
    }

    /// Whether `d` lies within the circle through the counter-clockwise a, b, c.
    @inline(__always)
    func isInCircle(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Bool {
        let o = points[d], pa = points[a], pb = points[b], pc = points[c]
        let ax = Int(pa.x &- o.x), ay = Int(pa.y &- o.y)
        let bx = Int(pb.x &- o.x), by = Int(pb.y &- o.y)
        let cx = Int(pc.x &- o.x), cy = Int(pc.y &- o.y)
        let first = (ax &* ax &+ ay &* ay) &* (bx &* cy &- by &* cx)
        let second = (bx &* bx &+ by &* by) &* (cx &* ay &- cy &* ax)
        let third = (cx &* cx &+ cy &* cy) &* (ax &* by &- ay &* bx)
        return first &+ second &+ third > 0
    }

    // MARK: Insertion

    /// Inserts a point that lies in triangle `t` or on its border, and legalises around it.
    mutating func insert(_ point: TilePoint, in t: Int) -> Int {
        let v = add(point)
        touchedCount = 0
        for e in 4 * t..<4 * t + 3 where turn(start(e), end(e), v) == 0 {
            splitEdge(e, at: v)
            legalise()
            return v
        }
        splitTriangle(t, at: v)
        legalise()
        return v
    }

    private mutating func splitTriangle(_ t: Int, at v: Int) {
        let e = 4 &* t
        let a = start(e), b = start(e &+ 1), c = start(e &+ 2)
        let bc = Int(twin[e &+ 1]), ca = Int(twin[e &+ 2])
        let flags = origin[e &+ 3]
        let side = flags & Self.outside
        let t1 = makeTriangle(), t2 = makeTriangle()
        set(t, a, b, v, twins: Int(twin[e]), 4 &* t1 &+ 2, 4 &* t2 &+ 1, flags: side | flags & 1)
        set(t1, b, c, v, twins: bc, 4 &* t2 &+ 2, 4 &* t &+ 1, flags: side | flags >> 1 & 1)
        set(t2, c, a, v, twins: ca, 4 &* t &+ 2, 4 &* t1 &+ 1, flags: side | flags >> 2 & 1)
        touch(t)
        touch(t1)
        touch(t2)
    }

    /// a → b with c on its left and, unless it is the tile's border, d on its right.
    private mutating func splitEdge(_ e: Int, at v: Int) {
        let t = e >> 2, bcEdge = Self.next(e), caEdge = Self.previous(e), o = Int(twin[e])
        let a = start(e), b = start(bcEdge), c = start(caEdge)
        let bc = Int(twin[bcEdge]), ca = Int(twin[caEdge])
        let left = flags(t) & Self.outside
        let fixed: Int32 = isFixed(e) ? 1 : 0
        let bcFixed: Int32 = isFixed(bcEdge) ? 1 : 0, caFixed: Int32 = isFixed(caEdge) ? 1 : 0
        let t1 = makeTriangle()
        guard o >= 0 else {
            set(t, b, c, v, twins: bc, 4 &* t1 &+ 2, -1, flags: left | bcFixed | fixed << 2)
            set(t1, c, a, v, twins: ca, -1, 4 &* t &+ 1, flags: left | caFixed | fixed << 1)
            touch(t)
            touch(t1)
            return
        }
        let t2 = o >> 2, adEdge = Self.next(o), dbEdge = Self.previous(o)
        let d = start(dbEdge), ad = Int(twin[adEdge]), db = Int(twin[dbEdge])
        let right = flags(t2) & Self.outside
        let adFixed: Int32 = isFixed(adEdge) ? 1 : 0, dbFixed: Int32 = isFixed(dbEdge) ? 1 : 0
        let t3 = makeTriangle()
        set(t, b, c, v, twins: bc, 4 &* t1 &+ 2, 4 &* t3 &+ 1, flags: left | bcFixed | fixed << 2)
        set(t1, c, a, v, twins: ca, 4 &* t2 &+ 2, 4 &* t &+ 1, flags: left | caFixed | fixed << 1)
        set(t2, a, d, v, twins: ad, 4 &* t3 &+ 2, 4 &* t1 &+ 1, flags: right | adFixed | fixed << 2)
        set(t3, d, b, v, twins: db, 4 &* t &+ 2, 4 &* t2 &+ 1, flags: right | dbFixed | fixed << 1)
        touch(t)
        touch(t1)
        touch(t2)
        touch(t3)
    }

    @inline(__always)
    private mutating func touch(_ t: Int) {
        touched[touchedCount] = Int32(truncatingIfNeeded: t)
        touchedCount &+= 1
    }

    /// Flips the outer edges of the star until each is locally Delaunay; flipped-in triangles join the star.
    private mutating func legalise() {
        var i = 0
        while i < touchedCount {
            let e = 4 &* Int(touched[i])
            while true {
                let o = Int(twin[e])
                if o < 0 || isFixed(e) { break }
                if !isInCircle(start(e), start(e &+ 1), start(e &+ 2), start(Self.previous(o))) { break }
                flip(e)
                touch(o >> 2)
            }
            i &+= 1
        }
    }

    /// Replaces the edge a → b (apex v) and its twin (apex w) by w – v. Afterwards both triangles end in v:
    /// the one of `e` is a, w, v, the other w, b, v.
    func flip(_ e: Int) {
        let o = Int(twin[e])
        let t = e >> 2, u = o >> 2
        let bv = Self.next(e), va = Self.previous(e), aw = Self.next(o), wb = Self.previous(o)
        let a = start(e), b = start(o), v = start(va), w = start(wb)
        let x1 = Int(twin[bv]), x2 = Int(twin[va]), y1 = Int(twin[aw]), y2 = Int(twin[wb])
        var first = flags(t) & Self.outside, second = first
        if (flags(t) | flags(u)) & 7 != 0 {
            first |= (isFixed(aw) ? 1 : 0) | (isFixed(va) ? 4 : 0)
            second |= (isFixed(wb) ? 1 : 0) | (isFixed(bv) ? 2 : 0)
        }
        set(t, a, w, v, twins: y1, 4 &* u &+ 2, x2, flags: first)
        set(u, w, b, v, twins: y2, x1, 4 &* t &+ 1, flags: second)
    }

    /// Marks an edge and its twin as never to be flipped.
    func fix(_ e: Int) {
        origin[e | 3] |= 1 << Int32(e & 3)
        let o = Int(twin[e])
        if o >= 0 { origin[o | 3] |= 1 << Int32(o & 3) }
    }

    func markOutside(_ t: Int) { origin[4 * t + 3] |= Self.outside }
}
