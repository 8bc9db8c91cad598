/// Walks linked boundary chains to canonical rings: simple, without points in line, starting at the smallest vertex, in total order.
struct RingTracer: ~Copyable {
    /// A corner of the walk, and whether other parts of the boundary pass through it.
    private struct Corner: BitwiseCopyable {
        var point: LatticePoint
        var isPinched: Bool
    }

    private var points = Store<LatticePoint>(capacity: 256)
    /// Whether the last point stays even if it is in line.
    private var isFixed = false
    private var ends = Store<Int>(capacity: 16)
    private var walk = Store<Corner>(capacity: 256)

    /// - Parameter keepsTouching: Leaves vertices in line where other parts of the boundary pass through them.
    static func rings(_ sweep: consuming Sweep, keepsTouching: Bool = false) -> Contours {
        var tracer = RingTracer(keepsTouching: keepsTouching)
        tracer.trace(sweep)
        return tracer.sorted()
    }

    private let keepsTouching: Bool

    private init(keepsTouching: Bool) { self.keepsTouching = keepsTouching }

    /// The sweep's memory is free again before the rings are put in order.
    private mutating func trace(_ sweep: consuming Sweep) {
        for i in 0..<sweep.boundary.count where sweep.next[Int(sweep.boundary[i])] >= 0 { trace(from: sweep.boundary[i], sweep) }
    }

    private mutating func trace(from start: Int32, _ sweep: borrowing Sweep) {
        walk.resize(to: 0)
        var hasPinch = false
        var chain = start
        while true {
            let isPinched = sweep.findings[Int(chain)].contains(.pinched)
            hasPinch = hasPinch || isPinched
            walkAlong(Int(chain), sweep, isPinched)
            let following = sweep.next[Int(chain)]
            sweep.next[Int(chain)] = -1
            if following < 0 || following == start { break }
            chain = following
        }
        if hasPinch { splitAtPinches() } else { finish(0, walk.count) }
    }

    /// Adds the corners of a chain but for its last.
    @inline(__always)
    private mutating func walkAlong(_ chain: Int, _ sweep: borrowing Sweep, _ isPinched: Bool) {
        let isBackward = sweep.findings[chain].contains(.insideBelow)
        let (left, right) = (Int(sweep.chains[chain].left), Int(sweep.chains[chain].right))
        let segments = sweep.pieces.segments.base
        var piece = isBackward ? right : left
        let last = isBackward ? left : right, step = piece <= last ? 1 : -1
        walk.append(Corner(point: isBackward ? segments[piece].b : segments[piece].a, isPinched: isPinched))
        while piece != last {
            piece &+= step
            walk.append(Corner(point: isBackward ? segments[piece].b : segments[piece].a, isPinched: false))
        }
    }

    /// Cuts a walk that passes some vertex more than once into walks that do not. Visits nest, so the cut is unique.
    private mutating func splitAtPinches() {
        var pinches: [(point: LatticePoint, index: Int)] = []
        for i in 0..<walk.count where walk[i].isPinched { pinches.append((walk[i].point, i)) }
        pinches.sort { ($0.point, $0.index) < ($1.point, $1.index) }
        var names: [(index: Int, name: Int)] = []
        var name = -1
        for (k, pinch) in pinches.enumerated() {
            if k == 0 || pinches[k - 1].point != pinch.point { name += 1 }
            names.append((pinch.index, name))
        }
        names.sort { $0.index < $1.index }
        // Where each pinch stands on the stack of the open walk, which grows in the same storage behind it.
        var standing = [Int](repeating: -1, count: name + 1)
        var onStack: [(name: Int, position: Int)] = []
        let base = walk.count
        var following = 0
        for i in 0..<base {
            if walk[i].isPinched {
                let name = names[following].name
                following += 1
                if standing[name] >= 0 {
                    let position = standing[name]
                    finish(position, walk.count)
                    walk.resize(to: position)
                    while let last = onStack.last, last.position >= position {
                        standing[last.name] = -1
                        onStack.removeLast()
                    }
                }
                standing[name] = walk.count
                onStack.append((name, walk.count))
            }
            walk.append(walk[i])
        }
        finish(base, walk.count)
    }

    /// Adds the ring `walk[low..<high]` in canonical form.
    private mutating func finish(_ low: Int, _ high: Int) {
        guard high - low > 2 else { return }
        var first = low
        for i in low..<high where walk[i].point < walk[first].point { first = i }
        // The smallest vertex is a true corner, so a walk from it meets every run of points in line whole.
        let start = points.count
        let n = high - low
        isFixed = false
        for k in 0..<n {
            let i = first + k
            let corner = walk[i < high ? i : i - n]
            push(corner.point, start)
            isFixed = keepsTouching && corner.isPinched
        }
        let last = points.count - 1
        if last - start >= 2 && !isFixed && LatticePoint.orientation(points[last - 1], points[last], points[start]) == 0 { points.resize(to: last) }
        if points.count - start < 3 { points.resize(to: start) } else { ends.append(points.count) }
    }

    @inline(__always)
    private mutating func push(_ p: LatticePoint, _ start: Int) {
        let n = points.count
        if n &- start >= 2 && !isFixed && LatticePoint.orientation(points[n &- 2], points[n &- 1], p) == 0 {
            points[n &- 1] = p
        } else {
            points.append(p)
        }
    }

    /// The rings by first, then second vertex. No two share both.
    private func sorted() -> Contours {
        let n = ends.count
        func start(_ i: Int) -> Int { i == 0 ? 0 : ends[i - 1] }
        func precedes(_ i: Int, _ k: Int) -> Bool {
            let (a, b) = (start(i), start(k))
            return points[a] != points[b] ? points[a] < points[b] : points[a + 1] < points[b + 1]
        }
        var isSorted = true
        for i in 1..<max(1, n) where precedes(i, i - 1) { isSorted = false }
        if isSorted { return Contours(points: Array(points.buffer), ends: Array(ends.buffer)) }
        let order = (0..<n).sorted { precedes($0, $1) }
        var (sortedPoints, sortedEnds): ([LatticePoint], [Int]) = ([], [])
        sortedPoints.reserveCapacity(points.count)
        sortedEnds.reserveCapacity(n)
        for i in order {
            sortedPoints.append(contentsOf: points.buffer[start(i)..<ends[i]])
            sortedEnds.append(sortedPoints.count)
        }
        return Contours(points: sortedPoints, ends: sortedEnds)
    }
}
