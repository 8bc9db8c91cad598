/// Walks linked boundary chains to canonical rings: simple, without points in line, starting at the smallest vertex, in total order.
struct RingTracer: ~Copyable {
    /// A corner of the walk, and whether other parts of the boundary pass through it.
    private struct Corner: BitwiseCopyable {
        var point: LatticePoint
        var isPinched: Bool
    }

    private struct Pinch: BitwiseCopyable {
        var point: LatticePoint
        /// Of the corner, or where it stands on the stack.
        var index: Int
        var vertex: Int
    }

    private var points = Store<LatticePoint>(capacity: 256)
    /// Whether the last point stays even if it is in line.
    private var isFixed = false
    private var ends = Store<Int>(capacity: 16)
    private var walk = Store<Corner>(capacity: 256)
    /// The pinched corners of the walk at hand by their vertices, numbered, then along the walk.
    private var pinches = Store<Pinch>(capacity: 16)
    /// For each vertex, where its pinch stands on the stack of the open walk; −1 where it does not.
    private var standing = Store<Int>(capacity: 16)
    private var stack = Store<Pinch>(capacity: 16)

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
        namePinches()
        // The open walk grows in the same storage behind it.
        let base = walk.count
        stack.resize(to: 0)
        var following = 0
        for i in 0..<base {
            if walk[i].isPinched {
                var pinch = pinches[following]
                following += 1
                if standing[pinch.vertex] >= 0 { closeRing(from: standing[pinch.vertex]) }
                standing[pinch.vertex] = walk.count
                pinch.index = walk.count
                stack.append(pinch)
            }
            walk.append(walk[i])
        }
        finish(base, walk.count)
    }

    /// Fills ``pinches``, and ``standing`` with −1 for each vertex.
    private mutating func namePinches() {
        pinches.resize(to: 0)
        for i in 0..<walk.count where walk[i].isPinched { pinches.append(Pinch(point: walk[i].point, index: i, vertex: 0)) }
        pinches.sort(0..<pinches.count) { ($0.point, $0.index) < ($1.point, $1.index) }
        standing.resize(to: 0)
        for k in 0..<pinches.count {
            if k == 0 || pinches[k - 1].point != pinches[k].point { standing.append(-1) }
            pinches.base[k].vertex = standing.count - 1
        }
        pinches.sort(0..<pinches.count) { $0.index < $1.index }
    }

    /// Takes the end of the open walk off as a ring.
    private mutating func closeRing(from position: Int) {
        finish(position, walk.count)
        walk.resize(to: position)
        while stack.count > 0, stack[stack.count - 1].index >= position {
            standing[stack[stack.count - 1].vertex] = -1
            stack.resize(to: stack.count - 1)
        }
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
