/// Points and edges that must be there before the surface is refined.
extension TileTriangulation {
    /// Inserts a point wherever it lies and returns its index. `near` is a triangle to start the search from.
    mutating func insert(_ point: TilePoint, near: Int) -> Int {
        insert(point, in: triangle(around: point, from: near))
    }

    /// The triangle that holds a point: a walk across the edges that have the point on their right.
    private func triangle(around point: TilePoint, from first: Int) -> Int {
        var t = first
        walk: while true {
            for e in 4 * t..<4 * t + 3 where side(point, of: e) < 0 {
                t = Int(twin[e]) >> 2
                continue walk
            }
            return t
        }
    }

    private func side(_ q: TilePoint, of e: Int) -> Int {
        let o = points[start(e)], p = points[end(e)]
        return Int(p.x &- o.x) &* Int(q.y &- o.y) &- Int(p.y &- o.y) &* Int(q.x &- o.x)
    }

    func isOnFixedEdge(_ x: Int32, _ y: Int32, of t: Int) -> Bool {
        let point = TilePoint(x: x, y: y, thickness: 0, level: 0)
        return (4 * t..<4 * t + 3).contains { isFixed($0) && side(point, of: $0) == 0 }
    }

    /// A half-edge that starts at each point.
    func outgoing() -> [Int] {
        var edges = [Int](repeating: -1, count: pointCount)
        for t in 0..<triangleCount {
            for e in 4 * t..<4 * t + 3 { edges[start(e)] = e }
        }
        return edges
    }

    /// Makes a → b an edge by flipping what crosses it, and fixes it.
    ///
    /// - Parameter edges: For each point a half-edge that leaves it; kept up.
    /// - Returns: The half-edge a → b; nil when a point or a fixed edge lies in between (then some edges may have been flipped).
    ///
    /// Source: Sloan, "A fast algorithm for generating constrained Delaunay triangulations", Computers & Structures 47(3), 1993.
    func force(_ a: Int, _ b: Int, _ edges: inout [Int]) -> Int? {
        guard a != b, var crossing = firstCrossing(a, b, from: edges[a]) else { return nil }
        if start(crossing) == a { return fixed(crossing) }
        var crossed: [SIMD2<Int32>] = []
        while true {
            if isFixed(crossing) { return nil }
            let o = Int(twin[crossing])
            guard o >= 0 else { return nil }
            crossed.append([origin[crossing], Int32(end(crossing))])
            let apex = start(Self.previous(o))
            if apex == b { break }
            let turn = turn(a, b, apex)
            if turn == 0 { return nil }
            crossing = turn > 0 ? Self.next(o) : Self.previous(o)
        }
        return flipAway(crossed, a, b, &edges)
    }

    /// An edge on the tile's border cannot be one: the piece has no other side there.
    private func fixed(_ e: Int) -> Int? {
        guard twin[e] >= 0 else { return nil }
        fix(e)
        return e
    }

    /// Around `a`: the edge a → b itself, or the edge opposite `a` that the way to `b` crosses (left end first as seen from the far side).
    private func firstCrossing(_ a: Int, _ b: Int, from hint: Int) -> Int? {
        for e in star(a, from: hint) {
            let p = end(e), q = end(Self.next(e))
            if p == b { return e }
            if q == b { return Int(twin[Self.previous(e)]) >= 0 ? Int(twin[Self.previous(e)]) : nil }
            if turn(a, b, p) < 0 && turn(a, b, q) > 0 { return Self.next(e) }
        }
        return nil
    }

    /// The half-edges that leave a point, in turn, beginning with `first`.
    func star(_ a: Int, from first: Int) -> [Int] {
        var edges = [first], e = first
        while true {
            let o = Int(twin[Self.previous(e)])
            if o == first { return edges }
            if o < 0 { break }
            edges.append(o)
            e = o
        }
        e = first
        while true {  // the tile's border was met: the other way around
            let o = Int(twin[e])
            if o < 0 { return edges }
            e = Self.next(o)
            edges.append(e)
        }
    }

    /// Flips the crossed edges until none crosses a – b; one whose two triangles are not convex together waits for its neighbours.
    private func flipAway(_ crossed: [SIMD2<Int32>], _ a: Int, _ b: Int, _ edges: inout [Int]) -> Int? {
        var queue = crossed, head = 0
        let patience = 64 + crossed.count * crossed.count * 4
        while head < queue.count {
            if head > patience { return nil }
            let p = Int(queue[head].x), q = Int(queue[head].y)
            head += 1
            guard let e = edge(p, q, from: edges[p]) else { return nil }
            let v = start(Self.previous(e)), w = start(Self.previous(Int(twin[e])))
            guard turn(w, v, p) > 0, turn(w, v, q) < 0 else {
                queue.append([Int32(p), Int32(q)])
                continue
            }
            let t = e >> 2, u = Int(twin[e]) >> 2
            flip(e)
            for h in [4 * t, 4 * t + 1, 4 * t + 2, 4 * u, 4 * u + 1, 4 * u + 2] { edges[start(h)] = h }
            if v == a || v == b || w == a || w == b { continue }
            if turn(a, b, v).signum() * turn(a, b, w).signum() < 0 { queue.append([Int32(w), Int32(v)]) }
        }
        guard let e = edge(a, b, from: edges[a]) else { return nil }
        return fixed(e)
    }

    /// The half-edge from a to b, if there is one.
    func edge(_ a: Int, _ b: Int, from hint: Int) -> Int? {
        for e in star(a, from: hint) {
            if end(e) == b { return e }
            let back = Self.previous(e)
            if start(back) == b {
                let o = Int(twin[back])
                if o >= 0 { return o }
            }
        }
        return nil
    }

    /// Flips every free edge that is not Delaunay, until none is left.
    func legaliseAll() {
        var changed = true
        while changed {
            changed = false
            for t in 0..<triangleCount {
                for e in 4 * t..<4 * t + 3 {
                    let o = Int(twin[e])
                    guard o > e, !isFixed(e) else { continue }
                    guard isInCircle(start(4 * t), start(4 * t + 1), start(4 * t + 2), start(Self.previous(o))) else { continue }
                    flip(e)
                    changed = true
                }
            }
        }
    }

    /// Marks what lies on the right of the fixed chain edges, and what is joined to it, as outside.
    ///
    /// - Returns: False when a triangle would be on both sides.
    func classify(_ pairs: [(Int, Int)]) -> Bool {
        var side = [UInt8](repeating: 0, count: triangleCount)
        var stack: [Int] = []
        let edges = outgoing()
        for (a, b) in pairs {
            guard let e = edge(a, b, from: edges[a]) else { return false }
            guard settle(e >> 2, 1, &side, &stack) else { return false }
            let o = Int(twin[e])
            if o >= 0, !settle(o >> 2, 2, &side, &stack) { return false }
        }
        while let t = stack.popLast() {
            for e in 4 * t..<4 * t + 3 where !isFixed(e) && twin[e] >= 0 {
                guard settle(Int(twin[e]) >> 2, side[t], &side, &stack) else { return false }
            }
        }
        for t in 0..<triangleCount where side[t] != 1 { markOutside(t) }
        return true
    }

    private func settle(_ t: Int, _ value: UInt8, _ side: inout [UInt8], _ stack: inout [Int]) -> Bool {
        if side[t] == value { return true }
        if side[t] != 0 { return false }
        side[t] = value
        stack.append(t)
        return true
    }
}
