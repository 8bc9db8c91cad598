/// A chain seen from the chord between its ends: x along the chord from its middle, y to its left.
///
/// A circle through both ends has its centre at (0, 1/bend). Bend 0 is the chord itself; a positive bend runs
/// counter-clockwise with the chain. Arcs of less than a half turn never meet but at the ends, and sweep the disc
/// over the chord as the bend grows.
struct ChordFrame {
    private let origin: Point
    private let ahead: Point
    /// Half the chord.
    private let half: Double

    /// An arc below a half turn between the ends.
    struct Arc {
        /// Of the centre above the chord.
        let height: Double
        let radius: Double
    }

    /// `nil` where the ends are one, or not finite.
    init?(_ a: Point, _ b: Point) {
        let chord = b - a
        let length = chord.length
        guard length > 0, length.isFinite else { return nil }
        origin = a
        ahead = chord * (1 / length)
        half = length / 2
    }

    @inline(__always)
    private func local(_ p: Point) -> Point {
        let d = p - origin
        return Point(d.dot(ahead) - half, ahead.cross(d))
    }

    /// A local place in the plane.
    func place(_ p: Point) -> Point { origin + ahead * (p.x + half) + ahead.perpendicular * p.y }

    func arc(_ bend: Double, _ limits: ArcLimits) -> Arc? {
        let height = 1 / bend
        let radius = (half * half + height * height).squareRoot()
        guard limits.radii.contains(radius), half <= limits.tangent * height.magnitude else { return nil }
        return Arc(height: height, radius: radius)
    }

    // MARK: Sufficient tests

    /// Whether the chord stands for the inner points of a chain.
    ///
    /// A point walks on the chord below the farthest place that the chain has reached. O(m).
    func lineFits(_ points: Span<Point>, _ tolerance: Double) -> Bool {
        let limit = tolerance * tolerance
        var reached = -half
        for i in points.indices {
            let p = local(points[i])
            reached = max(reached, min(half, p.x))
            let lag = p.x - reached
            if !(lag * lag + p.y * p.y <= limit) { return false }
        }
        return true
    }

    /// Whether an arc stands for the inner points of a chain.
    ///
    /// A point walks on the arc in the direction from the centre to the farthest place that the chain has reached.
    /// O(m), no root but where the chain runs back.
    func arcFits(_ arc: Arc, _ points: Span<Point>, _ tolerance: Double) -> Bool {
        let turn = arc.height > 0 ? 1.0 : -1.0
        let (inner, outer, limit) = ((arc.radius - tolerance) * (arc.radius - tolerance), (arc.radius + tolerance) * (arc.radius + tolerance), tolerance * tolerance)
        let last = Point(half, -arc.height)
        var previous = Point(-half, -arc.height)
        var reached = previous
        for i in 0...points.count {
            let p = i < points.count ? local(points[i]) - Point(0, arc.height) : last
            // The side keeps clear of the inner circle.
            let side = p - previous
            if previous.dot(side) < 0 && p.dot(side) > 0 {
                let area = previous.cross(side)
                if !(area * area >= inner * side.squaredLength) { return false }
            }
            if reached.cross(p) * turn < 0 || reached == last {
                // Behind: the walking point waits.
                if !((p - reached * (arc.radius / reached.length)).squaredLength <= limit) { return false }
            } else if p.cross(last) * turn < 0 {
                // Beyond the end.
                if !((p - last).squaredLength <= limit) { return false }
                reached = last
            } else {
                let distance = p.squaredLength
                if !(distance >= inner && distance <= outer) { return false }
                reached = p
            }
            previous = p
        }
        return true
    }

    // MARK: Necessary conditions

    /// Bends whose circles pass near every place that was looked at.
    struct Bends {
        private let low: Double
        private let high: Double
        private let leastSquares: Double

        fileprivate init(low: Double, high: Double, leastSquares: Double) {
            (self.low, self.high, self.leastSquares) = (low, high, leastSquares)
        }

        var middle: Double { (low + high) / 2 }

        /// The bend of least squares, or the rim on its side.
        var best: Double { max(low, min(high, leastSquares)) }
    }
}

extension ChordFrame {
    /// The bends that are left when each inner point, and the middle of each long side, lies near the circle; `nil` where none is.
    ///
    /// With q = x² + y² − h² − ε² for half the chord h, a place is within ε of the circle of bend v where
    /// (q v − 2 y)² ≤ 4 ε² (h² v² + 1): between two roots, or beyond one of them. O(m), and most failures end early.
    func bends(_ points: Span<Point>, _ limits: ArcLimits) -> Bends? {
        guard var range = range(limits) else { return nil }
        let tolerance = limits.tolerance
        // Shorter sides leave their arc by less than a 16th of the tolerance.
        let long = max(limits.radii.lowerBound, half) * tolerance / 2
        var (sum, weight) = (0.0, 0.0)
        var previous = Point(-half, 0)
        for i in 0...points.count {
            let p = i < points.count ? local(points[i]) : Point(half, 0)
            if (p - previous).squaredLength > long && !restrict(&range, previous.mix(p, 0.5), tolerance) { return nil }
            if i < points.count {
                if !restrict(&range, p, tolerance) { return nil }
                let power = p.squaredLength - half * half
                sum += 2 * p.y * power
                weight += power * power
            }
            previous = p
        }
        let best = weight > 0 ? sum / weight : 0
        let flattest = 1 / (limits.radii.upperBound * limits.radii.upperBound - half * half).squareRoot()
        if best > 0 { range.low = max(range.low, flattest) } else { range.high = min(range.high, -flattest) }
        return range.low <= range.high ? Bends(low: range.low, high: range.high, leastSquares: best) : nil
    }

    /// The bends that sweep and least radius allow.
    private func range(_ limits: ArcLimits) -> (low: Double, high: Double)? {
        guard half < limits.radii.upperBound else { return nil }
        var steepest = limits.tangent / half
        let least = limits.radii.lowerBound
        if half < least { steepest = min(steepest, 1 / (least * least - half * half).squareRoot()) }
        return steepest > 0 ? (-steepest, steepest) : nil
    }

    /// Leaves the bends whose circles pass within `tolerance` of a place; `false` where none is left.
    @inline(__always)
    private func restrict(_ range: inout (low: Double, high: Double), _ p: Point, _ tolerance: Double) -> Bool {
        let (y, square) = (p.y, tolerance * tolerance)
        let q = p.squaredLength - half * half - square
        // a v² − 2 b v + g ≤ 0
        let a = q * q - 4 * square * half * half
        let g = 4 * (y * y - square)
        if a <= 0 && g <= 0 { return true }
        // Outside of the disc over the chord.
        if a > 0 && q > 0 { return false }
        let b = (2 * q * y).magnitude
        let root = 2 * tolerance * max(0, q * q + half * half * g).squareRoot()
        // With y < 0 the roots are those of b > 0 when q < 0, else of b < 0.
        let near = g / ((q < 0 ? b : -b) + root)
        let far = a > 0 ? (b + root) / a : .infinity
        if y < 0 {
            range = (max(range.low, near), min(range.high, far))
        } else {
            range = (max(range.low, -far), min(range.high, -near))
        }
        return range.low <= range.high
    }
}
