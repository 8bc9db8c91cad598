internal import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A pattern of dashes and gaps, an even count of lengths that are not negative and not all zero.
struct DashPattern {
    private let lengths: [Double]
    let period: Double
    /// Where in the pattern a line starts, 0 … period.
    private let phase: Double

    /// nil where the line is whole.
    init?(_ style: StrokeStyle) {
        let dashes = style.dashes
        guard !dashes.isEmpty, dashes.allSatisfy({ $0 >= 0 }) else { return nil }
        lengths = dashes.count % 2 == 0 ? dashes : dashes + dashes
        period = lengths.reduce(0, +)
        guard period > 0, period.isFinite else { return nil }
        let rest = style.dashOffset.isFinite ? fmod(style.dashOffset, period) : 0
        phase = rest < 0 ? rest + period : rest
    }

    /// The share that dashes take.
    var density: Double { stride(from: 0, to: lengths.count, by: 2).reduce(0) { $0 + lengths[$1] } / period }

    /// About how many dashes of lines are seen.
    func count(on lines: [StrokeLine], _ view: StrokeView) -> Double {
        lines.reduce(0) { sum, line in
            zip(line.points, line.points.dropFirst()).reduce(sum) { sum, side in
                let (enter, leave) = view.window.seen(side.0, side.1)
                return enter < leave ? sum + side.0.distance(to: side.1) * (leave - enter) / period * Double(lengths.count / 2) : sum
            }
        }
    }

    /// The dashes along a line. Those out of sight are passed over without being made.
    func dashes(of line: StrokeLine, _ view: StrokeView) -> [StrokeLine] {
        guard line.points.count > 1 else { return [line] }
        var walk = Walk(pattern: self)
        walk.begin(at: line.points[0])
        let count = line.points.count
        for i in 0..<(line.isClosed ? count : count - 1) {
            let j = (i + 1) % count
            walk.go(from: line.points[i], to: line.points[j], smooth: line.isSmooth[j], view)
        }
        return walk.finish(closed: line.isClosed)
    }

    private struct Walk {
        let pattern: DashPattern
        var index = 0
        var remaining = 0.0
        var dash = StrokeLine()
        var dashes: [StrokeLine] = []
        var startsInDash = false
        /// Whether the first dash was left out because it is not seen.
        var skippedFirst = false

        var isOn: Bool { index % 2 == 0 }

        init(pattern: DashPattern) {
            self.pattern = pattern
            seek(pattern.phase)
        }

        /// To a place in the pattern, 0 … period.
        mutating func seek(_ place: Double) {
            var rest = place
            index = 0
            while index < pattern.lengths.count - 1, rest > 0, rest >= pattern.lengths[index] {
                rest -= pattern.lengths[index]
                index += 1
            }
            remaining = max(0, pattern.lengths[index] - rest)
        }

        mutating func begin(at p: Point) {
            startsInDash = isOn
            if isOn { dash.add(p, smooth: false) }
        }

        mutating func go(from p: Point, to q: Point, smooth: Bool, _ view: StrokeView) {
            let length = p.distance(to: q)
            guard length > 0, length.isFinite else { return }
            var done = 0.0
            let (enter, leave) = view.window.seen(p, q)
            let isSeen = enter <= leave
            skip(to: isSeen ? max(0, enter * length - pattern.period) : length, &done, p, q, length)
            while done + remaining < min(length, leave * length + pattern.period), isSeen {
                done += remaining
                toggle(at: p.mix(q, done / length), along: q - p)
            }
            skip(to: length, &done, p, q, length)
            while done + remaining < length {
                done += remaining
                toggle(at: p.mix(q, done / length), along: q - p)
            }
            remaining -= length - done
            if isOn { dash.add(q, smooth: smooth) }
        }

        private mutating func toggle(at p: Point, along direction: Point) {
            if isOn {
                dash.add(p, smooth: false)
                end(along: direction)
            }
            index = (index + 1) % pattern.lengths.count
            remaining = pattern.lengths[index]
            if isOn { dash.add(p, smooth: false) }
        }

        private mutating func end(along direction: Point?) {
            dash.isSmooth[dash.isSmooth.count - 1] = false
            dash.direction = direction
            dashes.append(dash)
            dash = StrokeLine()
        }

        /// Passes a stretch that is not seen, to where the pattern would be after it.
        private mutating func skip(to place: Double, _ done: inout Double, _ p: Point, _ q: Point, _ length: Double) {
            guard place - done > 4 * pattern.period else { return }
            if dashes.isEmpty, startsInDash { skippedFirst = true }
            let used = pattern.lengths[..<index].reduce(0, +) + pattern.lengths[index] - remaining
            seek(fmod(used + place - done, pattern.period))
            done = place
            dash = StrokeLine()
            if isOn { dash.add(p.mix(q, place / length), smooth: false) }
        }

        mutating func finish(closed: Bool) -> [StrokeLine] {
            let endsInDash = dash.points.count > 1
            if endsInDash { end(along: nil) }
            // Around a closed line the last dash runs on into the first.
            if closed, startsInDash, endsInDash, !skippedFirst, dashes.count > 1, let last = dashes.last {
                dashes.removeLast()
                dashes[0].points = last.points + dashes[0].points.dropFirst()
                dashes[0].isSmooth = last.isSmooth.dropLast() + dashes[0].isSmooth
            }
            return dashes
        }
    }
}

extension Box {
    /// The shares of a line's length between which it may be seen in the box; the first is greater where it is not.
    func seen(_ p: Point, _ q: Point) -> (enter: Double, leave: Double) {
        var (enter, leave) = (0.0, 1.0)
        for (a, d, low, high) in [(p.x, q.x - p.x, min.x, max.x), (p.y, q.y - p.y, min.y, max.y)] {
            if d == 0 {
                if a < low || a > high { return (1, 0) }
                continue
            }
            let (s, t) = ((low - a) / d, (high - a) / d)
            enter = Swift.max(enter, Swift.min(s, t))
            leave = Swift.min(leave, Swift.max(s, t))
        }
        return (enter, leave)
    }
}
