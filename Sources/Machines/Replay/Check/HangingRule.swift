import ImpressionGeometry

/// Walls lie on something.
///
/// What each layer covers is marked on a grid; of every wall above, the places over bare cells count, unless it is a bridge or an overhang by its name.
/// Fill spans from line to line by its nature and is not looked at.
struct HangingRule: CheckRule {
    static let name = "hanging"
    static let summary = "walls in the air, bridges and overhangs apart"
    private let share: Double
    private var layer = -1
    /// Of the first line: what lies there lies on the plate.
    private var lowest: Double?
    private var below = PlateCells(), own = PlateCells()
    private var hanging = 0.0
    private var drawn = 0.0
    private var worst: (share: Double, layer: Int) = (0, 0)

    init(_ settings: CheckSettings) { share = settings.hangingShare }

    mutating func see(_ step: CheckStep) -> String? {
        guard step.kind == .extrude, step.layer >= 0, step.feature != .custom else { return nil }
        if step.layer != layer { turn(to: step.layer) }
        own.mark(step.from, step.to, width: step.width)
        let ground = lowest ?? step.z
        lowest = ground
        guard step.z > ground + 1e-6, step.isWall else { return nil }
        drawn += step.length
        hanging += step.length * (1 - below.coveredShare(step.from, step.to, reach: step.width / 2 + PlateCells.pitch))
        return nil
    }

    private mutating func turn(to next: Int) {
        if drawn > 1, hanging / drawn > worst.share { worst = (hanging / drawn, layer) }
        (below, own, hanging, drawn, layer) = (own, PlateCells(), 0, 0, next)
    }

    mutating func finish(_ statistics: GCodeReplay.Statistics) -> String? {
        turn(to: layer + 1)
        guard worst.share > share else { return nil }
        return "\(decimal((worst.share * 1000).rounded() / 10)) % of the walls of layer \(worst.layer) lie over nothing"
    }
}

/// Which cells of the plate lines have covered. Tiles of 32 × 32 cells are made where something lies.
struct PlateCells: Sendable {
    /// mm.
    static let pitch = 0.2
    private var tiles: [SIMD2<Int32>: [UInt32]] = [:]

    mutating func mark(_ a: Point, _ b: Point, width: Double) {
        visit(a, b, width / 2) { tile, row, bit in tiles[tile, default: [UInt32](repeating: 0, count: 32)][row] |= bit }
    }

    /// Share of a line's places that have a covered cell within `reach`.
    func coveredShare(_ a: Point, _ b: Point, reach: Double) -> Double {
        let steps = max(1, min(10_000, Int((a.distance(to: b) / Self.pitch).rounded(.up))))
        var covered = 0
        for i in 0..<steps where isCovered(a.mix(b, (Double(i) + 0.5) / Double(steps)), reach) { covered += 1 }
        return Double(covered) / Double(steps)
    }

    private func isCovered(_ p: Point, _ reach: Double) -> Bool {
        for (dx, dy) in [(0.0, 0.0), (reach, 0), (-reach, 0), (0, reach), (0, -reach)] {
            let (x, y) = (cell(p.x + dx), cell(p.y + dy))
            if let tile = tiles[SIMD2(x >> 5, y >> 5)], tile[Int(y & 31)] >> UInt32(x & 31) & 1 == 1 { return true }
        }
        return false
    }

    private func cell(_ value: Double) -> Int32 { Int32(max(-1e8, min(1e8, (value / Self.pitch).rounded(.down)))) }

    private func visit(_ a: Point, _ b: Point, _ radius: Double, _ body: (SIMD2<Int32>, Int, UInt32) -> Void) {
        let radius = min(radius, 5), d = b - a, length = d.squaredLength
        let low = Point(min(a.x, b.x) - radius, min(a.y, b.y) - radius), high = Point(max(a.x, b.x) + radius, max(a.y, b.y) + radius)
        guard high.x - low.x < 2000, high.y - low.y < 2000 else { return }
        for y in cell(low.y)...cell(high.y) {
            // Where the capsule lies in this row: from the ends and the sides of the band.
            let cy = (Double(y) + 0.5) * Self.pitch
            var left = Double.infinity, right = -Double.infinity
            for end in [a, b] {
                let h = radius * radius - (cy - end.y) * (cy - end.y)
                if h >= 0 { (left, right) = (min(left, end.x - h.squareRoot()), max(right, end.x + h.squareRoot())) }
            }
            if length > 1e-12, abs(d.y) > 1e-9 {
                let n = d.perpendicular * (radius / length.squareRoot())
                for side in [n, -n] {
                    let t = (cy - a.y - side.y) / d.y
                    if t >= 0, t <= 1 { (left, right) = (min(left, a.x + side.x + d.x * t), max(right, a.x + side.x + d.x * t)) }
                }
            }
            guard left <= right else { continue }
            let first = cell(left + Self.pitch / 2), last = cell(right - Self.pitch / 2)
            if first > last { continue }
            for x in first...last { body(SIMD2(x >> 5, y >> 5), Int(y & 31), 1 << UInt32(x & 31)) }
        }
    }
}
