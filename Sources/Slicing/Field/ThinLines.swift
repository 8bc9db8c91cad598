import ImpressionGeometry

/// A line whose width follows the place it fills.
struct ThinLine {
    var points: [Point]
    /// Width of the gap that the line fills, mm.
    var widths: [Double]
    var isClosed: Bool

    var area: Double {
        var sum = 0.0
        for i in points.indices.dropFirst() { sum += points[i].distance(to: points[i - 1]) * (widths[i] + widths[i - 1]) / 2 }
        if isClosed, let first = points.first, let last = points.last { sum += first.distance(to: last) * (widths[0] + widths[widths.count - 1]) / 2 }
        return sum
    }
}

/// Fills places too narrow for two lines with one line along their middle.
///
/// The middle is found on grid nodes and then moved to where it lies between them: across a ridge the distance field is a tent
/// of slope 1, whose top follows from one sample at either side.
struct ThinLines {
    let frame: GridFrame
    /// Signed distance to the section's boundary and, for each node, how far it is inside what wider lines cover (negative: not covered).
    let distance: StripField
    let covered: StripField
    /// Distance at which the places begin, mm, and the least value of `-covered`.
    let floor: Double
    let clearance: Double
    /// Lines that fill less than this are left out, mm².
    let leastArea: Double

    /// - Parameter skeleton: An empty skeleton of the same frame; left with the middle lines.
    func lines(_ skeleton: inout Skeleton, leastHalf: Double) -> [ThinLine] {
        skeleton.clear()
        collect(&skeleton, leastHalf: leastHalf)
        guard !skeleton.nodes.isEmpty else { return [] }
        skeleton.thin(depth: { x, y in distance[y * frame.stride + x] }, isRidge: isRidge)
        let branches = skeleton.branches()
        return branches.compactMap { line(along: $0, skeleton) }
    }

    private func collect(_ skeleton: inout Skeleton, leastHalf: Double) {
        let level = Float(floor + leastHalf), limit = Float(-clearance)
        for y in 0..<frame.rows {
            for strip in 0..<frame.strips {
                let i = y * frame.strips + strip
                if covered.ranges[i].x >= limit || distance.ranges[i].y < level { continue }
                for x in frame.columns(ofStrip: strip) {
                    let node = y * frame.stride + x
                    if distance.values[node] >= level && covered.values[node] < limit { skeleton.insert(x, y) }
                }
            }
        }
    }

    /// A ridge is where the distance hardly grows in any direction.
    private func isRidge(_ x: Int, _ y: Int) -> Bool {
        let i = y * frame.stride + x
        let left = distance[x > 0 ? i - 1 : i], right = distance[x + 1 < frame.columns ? i + 1 : i]
        let below = distance[y > 0 ? i - frame.stride : i], above = distance[y + 1 < frame.rows ? i + frame.stride : i]
        let gx = (right - left) / Float(2 * frame.pitchX), gy = (above - below) / Float(2 * frame.pitchY)
        return gx * gx + gy * gy < 0.4
    }

    private func line(along branch: Skeleton.Branch, _ skeleton: Skeleton) -> ThinLine? {
        let nodes = branch.nodes
        var points = nodes.map { Point(Double(skeleton.column($0)) * frame.pitchX, Double(skeleton.row($0)) * frame.pitchY) }
        var halves = points.map { sample(distance, $0) - floor }
        if isSpur(branch, points, halves) { return nil }
        if points.count == 1 { return dot(at: points[0], half: halves[0]) }
        refine(&points, &halves, branch)
        smooth(&points, branch.isClosed)
        smooth(&halves, branch.isClosed)
        if !branch.isClosed {
            if !branch.endsAtBranching { extend(&points, &halves) }
            if !branch.startsAtBranching {
                points.reverse()
                halves.reverse()
                extend(&points, &halves)
            }
        }
        let line = ThinLine(points: points, widths: halves.map { 2 * max($0, 0) }, isClosed: branch.isClosed).simplified(tolerance: 0.015)
        return line.area >= leastArea ? line : nil
    }

    /// A short twig towards a corner fills nothing that its trunk does not.
    private func isSpur(_ branch: Skeleton.Branch, _ points: [Point], _ halves: [Double]) -> Bool {
        guard branch.startsAtBranching != branch.endsAtBranching else { return false }
        let trunk = branch.startsAtBranching ? halves[0] : halves[halves.count - 1]
        return points[0].distance(to: points[points.count - 1]) < trunk * 1.3 + frame.pitchX
    }

    /// A round place: a stroke as long as makes its area.
    private func dot(at center: Point, half: Double) -> ThinLine? {
        let offset = Point(half * .pi / 4, 0)
        let line = ThinLine(points: [center - offset, center + offset], widths: [2 * half, 2 * half], isClosed: false)
        return line.area >= leastArea ? line : nil
    }

    private func refine(_ points: inout [Point], _ halves: inout [Double], _ branch: Skeleton.Branch) {
        let nodes = points, step = max(frame.pitchX, frame.pitchY), last = nodes.count - 1
        for i in nodes.indices {
            if i == 0 && branch.startsAtBranching || i == last && branch.endsAtBranching { continue }
            let ahead = nodes[branch.isClosed ? (i + 2) % nodes.count : min(last, i + 2)]
            let behind = nodes[branch.isClosed ? (i + nodes.count - 2) % nodes.count : max(0, i - 2)]
            let tangent = ahead - behind
            guard tangent.squaredLength > 0 else { continue }
            let normal = tangent.perpendicular * (1 / tangent.length)
            let left = sample(distance, nodes[i] + normal * step), right = sample(distance, nodes[i] - normal * step)
            let shift = max(-step, min(step, (left - right) / 2))
            points[i] = nodes[i] + normal * shift
            halves[i] = max(halves[i], (left + right) / 2 + step - floor)
        }
    }

    /// Runs the last end on to the boundary or to what is covered already.
    private func extend(_ points: inout [Point], _ halves: inout [Double]) {
        let end = points[points.count - 1], half = halves[halves.count - 1]
        let back = points[max(0, points.count - 5)]
        guard end != back, half > 0 else { return }
        let step = min(frame.pitchX, frame.pitchY) / 4
        let direction = (end - back) * (step / end.distance(to: back))
        var tip = end, steps = 0.0
        while steps * step < 2 * half {
            let next = tip + direction
            if sample(distance, next) <= floor || sample(covered, next) > -clearance { break }
            tip = next
            steps += 1
        }
        guard steps > 0 else { return }
        points.append(tip)
        halves.append(half)
    }

    /// A field between its nodes, held at the border's values beyond.
    private func sample(_ field: StripField, _ point: Point) -> Double {
        let u = max(0, min(Double(frame.columns - 1), point.x / frame.pitchX)), v = max(0, min(Double(frame.rows - 1), point.y / frame.pitchY))
        let x = min(max(0, frame.columns - 2), Int(u)), y = min(max(0, frame.rows - 2), Int(v))
        let s = u - Double(x), t = v - Double(y), i = y * frame.stride + x
        let low = Double(field[i]) * (1 - s) + Double(field[i + 1]) * s
        let high = Double(field[i + frame.stride]) * (1 - s) + Double(field[i + frame.stride + 1]) * s
        return low * (1 - t) + high * t
    }
}

private protocol Averaged {
    static func + (a: Self, b: Self) -> Self
    static func * (a: Self, k: Double) -> Self
}
extension Double: Averaged {}
extension Point: Averaged {}

/// 1 2 1 over neighbours, twice; the ends of open lines stay.
private func smooth<Value: Averaged>(_ values: inout [Value], _ isClosed: Bool) {
    let n = values.count
    guard n > 2 else { return }
    for _ in 0..<2 {
        let was = values
        for i in isClosed ? 0..<n : 1..<n - 1 {
            values[i] = (was[(i + n - 1) % n] + was[(i + 1) % n]) * 0.25 + was[i] * 0.5
        }
    }
}

extension ThinLine {
    /// The line without points that its neighbours stand for within `tolerance`, in place and in width.
    func simplified(tolerance: Double) -> ThinLine {
        guard points.count > 2 else { return self }
        var isKept = [Bool](repeating: false, count: points.count)
        isKept[0] = true
        isKept[points.count - 1] = true
        var stack = [(0, points.count - 1)]
        while let (a, b) = stack.popLast() {
            var worst = tolerance, split = -1
            for i in a + 1..<max(a + 1, b) {
                let error = deviation(of: i, from: a, b)
                if error > worst { (worst, split) = (error, i) }
            }
            guard split >= 0 else { continue }
            isKept[split] = true
            stack.append((a, split))
            stack.append((split, b))
        }
        let kept = points.indices.filter { isKept[$0] }
        return ThinLine(points: kept.map { points[$0] }, widths: kept.map { widths[$0] }, isClosed: isClosed)
    }

    private func deviation(of i: Int, from a: Int, _ b: Int) -> Double {
        let side = points[b] - points[a], offset = points[i] - points[a]
        let t = side.squaredLength > 0 ? max(0, min(1, offset.dot(side) / side.squaredLength)) : 0
        return max((offset - side * t).length, abs(widths[i] - widths[a] - (widths[b] - widths[a]) * t) / 2)
    }
}
