#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

extension Polyline {
    /// The dashes of this line. An empty pattern, or one with a negative, endless or no length at all, leaves the line whole.
    ///
    /// - Parameters:
    ///   - pattern: Lengths of dashes and gaps in turn, mm; an odd count is used twice over.
    ///   - offset: Where in the pattern the line starts, mm.
    public func dashed(_ pattern: [Double], offset: Double = 0) -> [Polyline] {
        let lengths = pattern.count % 2 == 0 ? pattern : pattern + pattern
        let period = lengths.reduce(0, +)
        // Finer than the lattice is a grey that no line can show.
        guard period.isFinite, period > 1e-6, offset.isFinite, lengths.allSatisfy({ $0 >= 0 }), points.count > 1 else { return [self] }
        var rest = fmod(offset, period)
        if rest < 0 { rest += period }
        var index = 0
        while rest >= lengths[index] && rest > 0 {
            rest -= lengths[index]
            index = (index + 1) % lengths.count
        }
        return cut(lengths, startingAt: index, remaining: lengths[index] - rest)
    }

    private func cut(_ lengths: [Double], startingAt first: Int, remaining: Double) -> [Polyline] {
        var (index, remaining) = (first, remaining)
        var dashes: [Polyline] = []
        var dash: [Point] = index % 2 == 0 ? [points[0]] : []
        for (p, q) in zip(points, isClosed ? points.dropFirst() + points.prefix(1) : points.dropFirst()) {
            let length = p.distance(to: q)
            var done = 0.0
            while length - done > remaining {
                done += remaining
                let at = p.mix(q, done / length)
                if index % 2 == 0 {
                    dash.append(at)
                    dashes.append(Polyline(dash))
                    dash = []
                } else {
                    dash = [at]
                }
                index = (index + 1) % lengths.count
                remaining = lengths[index]
            }
            remaining -= length - done
            if index % 2 == 0 { dash.append(q) }
        }
        if dash.count > 1 { dashes.append(Polyline(dash)) }
        return joiningEnds(dashes, startsInDash: first % 2 == 0, endsInDash: dash.count > 1)
    }

    /// In a closed line the last dash runs on into the first.
    private func joiningEnds(_ dashes: [Polyline], startsInDash: Bool, endsInDash: Bool) -> [Polyline] {
        guard isClosed, startsInDash, endsInDash, dashes.count > 1, let last = dashes.last else { return dashes }
        var joined = dashes
        joined.removeLast()
        joined[0].points = last.points + joined[0].points.dropFirst()
        return joined
    }
}
