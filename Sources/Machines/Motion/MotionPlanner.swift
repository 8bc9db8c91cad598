/// Times of straight moves as a firmware with look-ahead makes them: trapezoids of constant acceleration, joined at speeds
/// that ask no axis for a sudden change above its jerk.
///
///     speed ▲    ┌──────┐            each block enters and leaves at most as fast as its joints allow,
///           │   ╱        ╲           and no faster than the neighbours can be reached by braking
///           │  ╱          ╲___
///           └─────────────────▶ time
///
/// The run starts and ends at the speed that jerk allows from rest. O(1) a move.
///
/// Source: the look-ahead planner of GRBL and Marlin, described by Simen Svale Skogsrud in grbl's documentation, with the
/// per-axis "classic jerk" rule: reversing axes count with the larger of both speeds, others with the difference.
public struct MotionPlanner: Sendable {
    public let limits: MotionLimits

    private struct Block {
        var distance: Double
        var nominal: Double
        var acceleration: Double
        /// Greatest speed at the block's beginning.
        var entry: Double
        /// Greatest speed at its end if nothing follows.
        var safe: Double
    }
    private var blocks: [Block] = []
    private var direction = SIMD4<Double>.zero

    public init(limits: MotionLimits) { self.limits = limits }

    /// Moves that are waiting for their times.
    public var count: Int { blocks.count }

    /// Adds a move.
    ///
    /// - Parameters:
    ///   - delta: x, y, z and filament, mm. A move without distance takes no time.
    ///   - speed: Asked for along the path, or of the filament where nothing else moves, mm/s.
    ///   - acceleration: mm/s²; the axes' own limits also hold.
    public mutating func append(_ delta: SIMD4<Double>, speed: Double, acceleration: Double) {
        let squares = delta * delta
        let plane = squares.x + squares.y + squares.z
        let distance = plane > 0 ? plane.squareRoot() : delta.w.magnitude
        guard distance > 0, distance.isFinite else {
            return blocks.append(Block(distance: 0, nominal: 1, acceleration: 1, entry: .infinity, safe: .infinity))
        }
        let unit = delta / distance
        let size = SIMD4(unit.x.magnitude, unit.y.magnitude, unit.z.magnitude, unit.w.magnitude)
        let least = delta.w != 0 ? limits.leastExtrudingSpeed : limits.leastTravelSpeed
        let nominal = max(Self.slowest, Self.capped(plane > 0 ? max(speed, least) : speed, size, limits.speed))
        let acceleration = max(1, Self.capped(acceleration, size, limits.acceleration))
        let safe = Self.capped(nominal, size, limits.jerk)
        var entry = safe
        if let last = blocks.last, last.distance > 0 {
            entry = min(nominal, last.nominal)
            if limits.junctionDeviation > 0, plane > 0 {
                entry = min(entry, Self.corner(direction, unit, acceleration * limits.junctionDeviation))
            } else {
                entry = Self.capped(entry, Self.jump(direction, unit), limits.jerk)
            }
        }
        blocks.append(Block(distance: distance, nominal: nominal, acceleration: acceleration, entry: entry, safe: safe))
        direction = unit
    }

    /// The times of all moves since the last call, s, in order.
    public mutating func finish() -> [Double] {
        defer { blocks.removeAll(keepingCapacity: true) }
        var exit = blocks.last?.safe ?? 0
        for i in blocks.indices.reversed() where blocks[i].distance > 0 {
            let block = blocks[i]
            let reachable = exit * exit + 2 * block.acceleration * block.distance
            if block.entry * block.entry > reachable { blocks[i].entry = reachable.squareRoot() }
            exit = blocks[i].entry
        }
        return times()
    }

    /// Forward over the blocks: no entry faster than the block before could speed up to.
    private func times() -> [Double] {
        var result = [Double](repeating: 0, count: blocks.count)
        var entry = -1.0
        for i in blocks.indices where blocks[i].distance > 0 {
            let block = blocks[i]
            let start = entry < 0 ? block.entry : min(entry, block.entry)
            let allowed = i + 1 < blocks.count && blocks[i + 1].distance > 0 ? blocks[i + 1].entry : block.safe
            let reachable = start * start + 2 * block.acceleration * block.distance
            let end = allowed * allowed > reachable ? reachable.squareRoot() : allowed
            result[i] = Self.duration(of: block, from: start, to: end)
            entry = i + 1 < blocks.count && blocks[i + 1].distance > 0 ? end : -1
        }
        return result
    }

    /// Speeding up, cruising and braking; without the plateau where the block is too short for it.
    private static func duration(of block: Block, from start: Double, to end: Double) -> Double {
        let (v, a, d) = (block.nominal, block.acceleration, block.distance)
        let ramps = (2 * v * v - start * start - end * end) / (2 * a)
        if ramps <= d { return (2 * v - start - end) / a + (d - ramps) / v }
        let peak = max(start, end, (a * d + (start * start + end * end) / 2).squareRoot())
        return (2 * peak - start - end) / a
    }

    /// `value` lowered until `value · share` keeps each axis's limit.
    @inline(__always)
    private static func capped(_ value: Double, _ share: SIMD4<Double>, _ limits: SIMD4<Double>) -> Double {
        var value = value
        if value * share.x > limits.x { value = limits.x / share.x }
        if value * share.y > limits.y { value = limits.y / share.y }
        if value * share.z > limits.z { value = limits.z / share.z }
        if value * share.w > limits.w { value = limits.w / share.w }
        return value
    }

    /// What each axis feels between two directions at unit speed.
    @inline(__always)
    private static func jump(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double> {
        SIMD4(jump(a.x, b.x), jump(a.y, b.y), jump(a.z, b.z), jump(a.w, b.w))
    }

    @inline(__always)
    private static func jump(_ a: Double, _ b: Double) -> Double {
        a * b < 0 ? max(a.magnitude, b.magnitude) : (a - b).magnitude
    }

    /// Speed through a corner, mm/s: that of an arc which touches both sides and comes as near to the corner as the junction deviation, at the
    /// move's acceleration. `reach` is their product.
    ///
    /// Source: S. K. Jeon, "Improving Grbl: cornering algorithm", 2011, which Marlin 2 and Klipper follow.
    private static func corner(_ a: SIMD4<Double>, _ b: SIMD4<Double>, _ reach: Double) -> Double {
        let cosine = -(a.x * b.x + a.y * b.y + a.z * b.z)
        if cosine > 0.999999 { return 0 }
        let half = max(0, 0.5 * (1 - max(-1, cosine))).squareRoot()
        return half > 0.999999 ? .infinity : (reach * half / (1 - half)).squareRoot()
    }

    /// Keeps divisions finite, mm/s.
    private static let slowest = 0.01
}
