extension Region {
    /// This region grown (or, for a negative distance, shrunk) by `distance`.
    ///
    /// With round joins the result lies between the exact offsets by `distance` and by `distance` nearer to zero
    /// by the join's tolerance, give or take two lattice units.
    /// Growing beyond the lattice's rim stops at the rim.
    ///
    /// - Parameter distance: mm.
    public func offset(by distance: Double, join: Join = .round) -> Region {
        guard distance.isFinite, (distance * LatticePoint.unitsPerMillimetre).magnitude >= 0.5, !isEmpty else { return self }
        if distance < 0 && vanishes(by: -distance) { return .empty }
        var curve = OffsetCurve(distance: distance, join: join)
        for i in 0..<contours.count { curve.add(ring: contours[i]) }
        return Region(curve.contours, fill: .positive)
    }

    /// Whether the bounds alone show that shrinking leaves nothing.
    private func vanishes(by distance: Double) -> Bool {
        guard let (low, high) = contours.latticeBounds else { return true }
        let least = Double(min(Int64(high.x) - Int64(low.x), Int64(high.y) - Int64(low.y)))
        return 2 * distance * LatticePoint.unitsPerMillimetre > least + 2
    }

    /// The region shrunk by each of many growing distances.
    ///
    /// Each starts from the one before, whose corners are fewer, so their errors add: with a round join each
    /// step is drawn at its share of the tolerance. Ends early once nothing is left; the rest are empty.
    ///
    /// - Parameter distances: mm, not negative, in ascending order.
    public func insets(by distances: [Double], join: Join = .round) -> [Region] {
        let fineJoin: Join = if case .round(let tolerance) = join { .round(tolerance: tolerance / Double(max(1, distances.count))) } else { join }
        var rest = self
        var done = 0.0
        return distances.map { distance in
            rest = rest.offset(by: done - distance, join: fineJoin)
            done = max(done, distance)
            return rest
        }
    }

    /// What is left after shrinking by `radius` and growing again: parts narrower than twice the radius are gone.
    ///
    /// The result lies inside of this region (to the tolerance) and holds every disc of that radius that this region holds.
    public func opened(by radius: Double, tolerance: Double = 0.005) -> Region {
        offset(by: -radius, join: .round(tolerance: tolerance)).offset(by: radius, join: .round(tolerance: tolerance))
    }

    /// What is left after growing by `radius` and shrinking again: gaps narrower than twice the radius are filled.
    public func closed(by radius: Double, tolerance: Double = 0.005) -> Region {
        offset(by: radius, join: .round(tolerance: tolerance)).offset(by: -radius, join: .round(tolerance: tolerance))
    }
}

/// How lines become areas.
public struct StrokeStyle: Sendable, Hashable {
    /// Full width, mm.
    public var width: Double
    public var cap: Cap
    public var join: Join
    /// Lengths of dashes and gaps in turn, mm; empty for a whole line. An odd count is used twice over.
    public var dashes: [Double]
    /// Where in the pattern a line starts, mm.
    public var dashOffset: Double

    public init(width: Double, cap: Cap = .butt, join: Join = .mitre, dashes: [Double] = [], dashOffset: Double = 0) {
        self.width = width
        self.cap = cap
        self.join = join
        self.dashes = dashes
        self.dashOffset = dashOffset
    }
}

extension Region {
    /// The area that a pen of the style's width covers along lines.
    public init(stroking lines: some Sequence<Polyline>, _ style: StrokeStyle) { self.init(Contours(stroking: lines, style), fill: .positive) }
}

extension Contours {
    /// Raw outlines of strokes: they wind around a place positively exactly where the pen covers it.
    public init(stroking lines: some Sequence<Polyline>, _ style: StrokeStyle) {
        self.init()
        guard style.width > 0, style.width.isFinite else { return }
        var curve = OffsetCurve(distance: style.width / 2, join: style.join, cap: style.cap)
        for line in lines {
            for part in line.dashed(style.dashes, offset: style.dashOffset) { Self.stroke(part, &curve) }
        }
        self = curve.contours
    }

    private static func stroke(_ line: Polyline, _ curve: inout OffsetCurve) {
        let points = line.points.map { LatticePoint($0) }
        if line.isClosed && points.count > 1 {
            curve.add(ring: points[...])
            curve.add(ring: Array(points.reversed())[...])
        } else {
            curve.add(line: points[...])
        }
    }
}
