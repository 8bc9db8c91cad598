extension MedialAxis {
    /// The disks along an edge, both ends included. Neither a centre nor a clearance taken linearly between two of them is off by more than `tolerance`.
    ///
    /// - Parameter tolerance: mm; never taken smaller than a tenth of a lattice unit.
    public func disks(along edge: Edge, tolerance: Double) -> [Disk] {
        let (start, end) = (vertices[edge.start], vertices[edge.end])
        let tolerance = max(tolerance, 0.1 / LatticePoint.unitsPerMillimetre)
        var inner: [Disk] = []
        switch (edge.left, edge.right) {
        case (.edge, .edge): break
        case (.vertex, .vertex): hyperbola(start, end, ends(of: edge.left).0, ends(of: edge.right).0, tolerance, &inner)
        case (.vertex, .edge): parabola(start, end, ends(of: edge.left).0, ends(of: edge.right), tolerance, &inner)
        case (.edge, .vertex): parabola(start, end, ends(of: edge.right).0, ends(of: edge.left), tolerance, &inner)
        }
        return [start] + inner + [end]
    }

    /// With the line as the axis of s, the clearance is (s² + d²)/2d; a chord over Δs is off by Δs²/8d, in clearance and in place.
    private func parabola(_ start: Disk, _ end: Disk, _ focus: Point, _ line: (Point, Point), _ tolerance: Double, _ inner: inout [Disk]) {
        let along = (line.1 - line.0) * (1 / line.0.distance(to: line.1))
        let distance = along.cross(focus - line.0)
        let (s, t) = ((start.center - focus).dot(along), (end.center - focus).dot(along))
        guard distance > 0 else { return }
        let steps = (abs(t - s) / (8 * distance * tolerance).squareRoot()).rounded(.up)
        guard steps > 1, steps < 1e7 else { return }
        let vertex = focus - along.perpendicular * distance
        for i in 1..<Int(steps) {
            let u = s + (t - s) * Double(i) / steps
            let height = (u * u + distance * distance) / (2 * distance)
            inner.append(Disk(center: vertex + along * u + along.perpendicular * height, clearance: height))
        }
    }

    /// The centres are in line; the clearance √(t² + h²) is not. It is cut where it is farthest from its chord.
    private func hyperbola(_ start: Disk, _ end: Disk, _ a: Point, _ b: Point, _ tolerance: Double, _ inner: inout [Disk]) {
        let middle = a.mix(b, 0.5)
        let h = a.distance(to: b) / 2
        let length = start.center.distance(to: end.center)
        guard length > 0 else { return }
        let along = (end.center - start.center) * (1 / length)
        let from = (start.center - middle).dot(along)
        func disk(_ t: Double) -> Disk { Disk(center: start.center + along * (t - from), clearance: (t * t + h * h).squareRoot()) }
        func cut(_ s: Double, _ t: Double, _ depth: Int) {
            let (rs, rt) = ((s * s + h * h).squareRoot(), (t * t + h * h).squareRoot())
            let slope = (rt - rs) / (t - s)
            let middle = h * slope / max(1e-12, 1 - slope * slope).squareRoot()
            guard depth > 0, middle > s, middle < t, rs + slope * (middle - s) - (middle * middle + h * h).squareRoot() > tolerance else { return }
            cut(s, middle, depth - 1)
            inner.append(disk(middle))
            cut(middle, t, depth - 1)
        }
        cut(from, from + length, 24)
    }
}
