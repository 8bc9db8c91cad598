#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Draws raw offset curves: closed contours whose winding number is positive exactly inside of the offset.
///
///       ╭───────────╮        Passing every edge shifted outwards and returning to the vertex between two of them
///       │ ┌───────┐ │        adds one rectangle to the area of the ring, and a join adds one wedge, each wound once
///       │ │       │ │        and counter-clockwise. So a place is wound positively where it lies in the ring, in a
///       │ └───────┘ │        rectangle or in a wedge: in the Minkowski sum with a disc (or the join's other shape).
///       ╰───────────╯        Inwards the same is said of the complement.
///
/// At a shallow inner corner the two rectangles share a kite; the curve takes its far corner instead of the vertex
/// and takes the kite away once from places that are covered twice. This keeps crossings few. A kite reaches
/// at most half way along its sides, so that no place loses more kites than half of its rectangles.
///
/// Source: Chen and McMains, "Polygon offsetting by computing winding numbers", DETC 2005; the argument is ours.
struct OffsetCurve {
    /// Positive to the right of the direction of travel, lattice units.
    private let distance: Double
    private let join: Join
    private let cap: Cap
    /// Turn between two points of an arc.
    private let arcStep: Double
    private(set) var contours = Contours()

    private struct Vector {
        var x: Double, y: Double
    }

    /// - Parameter distance: To the right of rings, that is outwards, mm.
    init(distance: Double, join: Join, cap: Cap = .butt) {
        let limit = 2 * Double(LatticePoint.limit)
        self.distance = max(-limit, min(limit, (distance * LatticePoint.unitsPerMillimetre)))
        self.join = join
        self.cap = cap
        let tolerance = if case .round(let tolerance) = join { tolerance } else { 0.005 }
        let share = max(0.25, tolerance * LatticePoint.unitsPerMillimetre) / max(1, self.distance.magnitude)
        arcStep = share >= 1 ? .pi / 2 : max(0.002, min(.pi / 2, 2 * acos(1 - share)))
    }

    /// Adds the raw offset of a closed ring.
    mutating func add(ring: ArraySlice<LatticePoint>) { add(Self.withoutRepeats(ring, isClosed: true), capsAt: nil) }

    /// Adds the outline of an open line as of a ring that runs there and back.
    mutating func add(line: ArraySlice<LatticePoint>) {
        let points = Self.withoutRepeats(line, isClosed: false)
        guard points.count > 1 else {
            if let dot = points.first { addDot(dot) }
            return
        }
        add(points + points[1..<points.count - 1].reversed(), capsAt: points.count - 1)
    }

    private static func withoutRepeats(_ points: ArraySlice<LatticePoint>, isClosed: Bool) -> [LatticePoint] {
        var kept: [LatticePoint] = []
        kept.reserveCapacity(points.count)
        for point in points where point != kept.last { kept.append(point) }
        if isClosed { while kept.count > 1 && kept.last == kept.first { kept.removeLast() } }
        return kept
    }

    /// A line of one point: a disc or a square where the cap has a length, else nothing.
    private mutating func addDot(_ p: LatticePoint) {
        switch cap {
        case .butt: return
        case .square:
            for (x, y) in [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)] { put(p, x * distance, y * distance) }
        case .round:
            put(p, distance, 0)
            addArc(p, from: Vector(x: 1, y: 0), turn: 2 * .pi)
        }
        contours.close()
    }

    private mutating func add(_ ring: [LatticePoint], capsAt turn: Int?) {
        let n = ring.count
        guard n > 1 else { return }
        var previous = ring[n - 1]
        var normal = Self.normal(previous, ring[0])
        var length = Self.length(previous, ring[0])
        for i in 0..<n {
            let (v, following) = (ring[i], ring[i + 1 < n ? i + 1 : 0])
            let nextNormal = Self.normal(v, following)
            let nextLength = Self.length(v, following)
            if turn != nil && (i == 0 || i == turn) {
                addCap(v, normal)
            } else {
                addCorner(v, normal, nextNormal, length, nextLength)
            }
            (previous, normal, length) = (v, nextNormal, nextLength)
        }
        contours.close()
    }

    private static func length(_ p: LatticePoint, _ q: LatticePoint) -> Double {
        let (x, y) = (Double(q.x) - Double(p.x), Double(q.y) - Double(p.y))
        return (x * x + y * y).squareRoot()
    }

    /// The unit vector to the right of the way from `p` to `q`.
    private static func normal(_ p: LatticePoint, _ q: LatticePoint) -> Vector {
        let (x, y) = (Double(q.x) - Double(p.x), Double(q.y) - Double(p.y))
        let length = (x * x + y * y).squareRoot()
        return Vector(x: y / length, y: -x / length)
    }

    @inline(__always)
    private mutating func put(_ v: LatticePoint, _ x: Double, _ y: Double) {
        let rim = Double(LatticePoint.limit)
        let px = max(-rim, min(rim, (Double(v.x) + x).rounded()))
        let py = max(-rim, min(rim, (Double(v.y) + y).rounded()))
        contours.appendPoint(LatticePoint(Int32(px), Int32(py)))
    }

    /// From the end of one shifted side to the start of the next.
    private mutating func addCorner(_ v: LatticePoint, _ a: Vector, _ b: Vector, _ lengthA: Double, _ lengthB: Double) {
        let sine = a.x * b.y - a.y * b.x
        let cosine = a.x * b.x + a.y * b.y
        let isOutside = sine * distance > 0 || (sine == 0 && cosine < 0)
        if !isOutside {
            let reach = distance.magnitude * sine.magnitude
            if cosine >= 0 && 2 * reach <= lengthA && 2 * reach <= lengthB {
                let k = distance / (1 + cosine)
                put(v, (a.x + b.x) * k, (a.y + b.y) * k)
            } else {
                put(v, a.x * distance, a.y * distance)
                contours.appendPoint(v)
                put(v, b.x * distance, b.y * distance)
            }
            return
        }
        switch join {
        case .mitre(let limit) where 2 <= limit * limit * (1 + cosine), .mitreClipped(let limit) where 2 <= limit * limit * (1 + cosine):
            let k = distance / (1 + cosine)
            put(v, (a.x + b.x) * k, (a.y + b.y) * k)
        case .mitre, .bevel:
            put(v, a.x * distance, a.y * distance)
            put(v, b.x * distance, b.y * distance)
        case .mitreClipped(let limit): addClipped(v, a, b, cosine, limit)
        case .square:
            addSquare(v, a, b, cosine)
        case .round:
            put(v, a.x * distance, a.y * distance)
            addArc(v, from: a, turn: sine == 0 ? (distance < 0 ? -.pi : .pi) : atan2(sine, cosine))
            put(v, b.x * distance, b.y * distance)
        }
    }

    /// Cuts the corner by the tangent of the disc half way between both sides.
    private mutating func addSquare(_ v: LatticePoint, _ a: Vector, _ b: Vector, _ cosine: Double) {
        // Along each side beyond its end by tan(turn / 4) distances.
        let turn = acos(max(-1, min(1, cosine)))
        let k = tan(turn / 4) * distance.magnitude
        put(v, a.x * distance - a.y * k, a.y * distance + a.x * k)
        put(v, b.x * distance + b.y * k, b.y * distance - b.x * k)
    }

    /// Cuts the corner across at `limit` distances from the vertex.
    private mutating func addClipped(_ v: LatticePoint, _ a: Vector, _ b: Vector, _ cosine: Double, _ limit: Double) {
        // Half of the turn h: the sides' ends lie cos h away along the bisector, and reach the cut after (limit − cos h) / sin h.
        let (c, s) = (max(0, (1 + cosine) / 2).squareRoot(), max(0, (1 - cosine) / 2).squareRoot())
        let k = max(0, limit - c) / max(s, 1e-9) * distance.magnitude
        put(v, a.x * distance - a.y * k, a.y * distance + a.x * k)
        put(v, b.x * distance + b.y * k, b.y * distance - b.x * k)
    }

    /// The inner points of an arc around `v`.
    private mutating func addArc(_ v: LatticePoint, from a: Vector, turn: Double) {
        let steps = Int((turn.magnitude / arcStep).rounded(.up))
        guard steps > 1 else { return }
        let (s, c) = (sin(turn / Double(steps)), cos(turn / Double(steps)))
        var at = a
        for _ in 1..<steps {
            at = Vector(x: at.x * c - at.y * s, y: at.x * s + at.y * c)
            put(v, at.x * distance, at.y * distance)
        }
    }

    private mutating func addCap(_ v: LatticePoint, _ a: Vector) {
        // The way ahead is a quarter turn to the left of the normal.
        let (x, y) = cap == .square ? (-a.y * distance.magnitude, a.x * distance.magnitude) : (0, 0)
        put(v, a.x * distance + x, a.y * distance + y)
        if cap == .round { addArc(v, from: a, turn: .pi) }
        put(v, -a.x * distance + x, -a.y * distance + y)
    }
}
