extension Polyline {
    /// A simpler line that stays within `tolerance` of this one, and this one within `tolerance` of it.
    ///
    ///     ·   ·                 tolerance = 0.5
    ///   ·   ·   ·   ·   →   ·───────────·
    ///
    /// End points are kept, and of a closed line the first point and the one farthest from it.
    /// It may cross itself where this one comes near itself: regions have their own ``Region/simplified(tolerance:)``.
    /// O(n log n) expected, O(n²) worst.
    ///
    /// - Parameter tolerance: Greatest allowed distance, mm. Zero drops only points in line.
    ///
    /// Source: Douglas and Peucker, "Algorithms for the reduction of the number of points
    /// required to represent a digitized line or its caricature", Cartographica 10(2), 1973.
    public func simplified(tolerance: Double) -> Polyline {
        guard points.count > 2 else { return self }
        let ring = isClosed ? points + [points[0]] : points
        var isKept = [Bool](repeating: false, count: ring.count)
        isKept[0] = true
        isKept[ring.count - 1] = true
        var pending = [(0, ring.count - 1)]
        while let (low, high) = pending.popLast() {
            guard let (far, distance) = Self.farthest(ring, low, high), distance > tolerance * tolerance else { continue }
            isKept[far] = true
            pending.append((low, far))
            pending.append((far, high))
        }
        let kept = ring.indices.filter { isKept[$0] && !(isClosed && $0 == ring.count - 1) }.map { ring[$0] }
        return Polyline(kept, isClosed: isClosed)
    }

    private static func farthest(_ points: [Point], _ low: Int, _ high: Int) -> (Int, Double)? {
        guard high - low > 1 else { return nil }
        let (a, d) = (points[low], points[high] - points[low])
        let squaredLength = d.squaredLength
        var (far, most) = (low + 1, -1.0)
        for i in low + 1..<high {
            let p = points[i] - a
            let t = squaredLength > 0 ? max(0, min(1, p.dot(d) / squaredLength)) : 0
            let distance = (p - d * t).squaredLength
            if distance > most { (far, most) = (i, distance) }
        }
        return (far, most)
    }
}
