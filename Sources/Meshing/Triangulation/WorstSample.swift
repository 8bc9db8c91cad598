/// The levels of one tile's samples, and the search for the one that a triangle misses most.
struct TileSamples {
    /// Cells of the tile; there is one sample more each way.
    let columns: Int
    let rows: Int
    /// Row after row; NaN where a sample does not count.
    let levels: UnsafePointer<Float>

    /// A sample and by how much a triangle misses it.
    struct Miss {
        var error: Float
        var x: Int32
        var y: Int32
    }

    /// Lattice steps between samples.
    static let step: Int32 = 64

    /// The worst sample in or on the triangle a, b, c (counter-clockwise), not counting the tile's border.
    ///
    /// Rows are cut out as spans whose ends are exact: an edge meets a row at a multiple of 2⁻²⁰ samples,
    /// `Double` finds it to 2⁻⁴⁰, and a nudge of 2⁻²² settles the ties. So no sample on a shared edge is lost.
    @inline(__always)
    func worst(_ a: TilePoint, _ b: TilePoint, _ c: TilePoint) -> Miss {
        var miss = Miss(error: 0, x: 0, y: 0)
        let shift: Int32 = 6, round = Self.step &- 1
        let top = min(max(a.y, b.y, c.y) >> shift, Int32(truncatingIfNeeded: rows) &- 1)
        let bottom = max((min(a.y, b.y, c.y) &+ round) >> shift, 1)
        guard bottom <= top else { return miss }
        let right = min(max(a.x, b.x, c.x) >> shift, Int32(truncatingIfNeeded: columns) &- 1)
        let left = max((min(a.x, b.x, c.x) &+ round) >> shift, 1)
        guard left <= right else { return miss }
        let abx = b.x &- a.x, aby = b.y &- a.y, acx = c.x &- a.x, acy = c.y &- a.y
        let area = Int(abx) &* Int(acy) &- Int(aby) &* Int(acx)
        // By Pick's theorem the smallest triangle between samples holds no other one.
        if area == 4096 && (a.x | a.y | b.x | b.y | c.x | c.y) & round == 0 { return miss }
        let scale = 64 / Double(area)
        let ab = Double(b.level) - Double(a.level), ac = Double(c.level) - Double(a.level)
        let perColumn = (ab * Double(acy) - ac * Double(aby)) * scale
        let perRow = (ac * Double(abx) - ab * Double(acx)) * scale
        let origin = Double(a.level) - perColumn * Double(a.x) * 0x1p-6 - perRow * Double(a.y) * 0x1p-6

        var low = a, middle = b, high = c
        if middle.y < low.y { swap(&low, &middle) }
        if high.y < low.y { swap(&low, &high) }
        if high.y < middle.y { swap(&middle, &high) }
        let long = Edge(low, high), lower = Edge(low, middle), upper = Edge(middle, high)
        let isMiddleRight = Int(middle.x &- low.x) &* Int(high.y &- low.y) > Int(middle.y &- low.y) &* Int(high.x &- low.x)
        var y = bottom
        while y <= top {
            let height = Double(y)
            let one = long.x(height)
            let isLower = y << shift <= middle.y && middle.y > low.y
            let other = isLower ? lower.x(height) : upper.x(height)
            let first = max(Self.ceiling(isMiddleRight ? one : other), left)
            let last = min(Self.floor(isMiddleRight ? other : one), right)
            if first <= last { scan(y, first, last, origin + perRow * height, perColumn, &miss) }
            y &+= 1
        }
        return miss
    }

    @inline(__always)
    private func scan(_ y: Int32, _ first: Int32, _ last: Int32, _ origin: Double, _ perColumn: Double, _ miss: inout Miss) {
        let row = levels + Int(y) &* (columns &+ 1)
        var x = first
        if last &- first >= 15 {
            if !row.exceeds(miss.error, from: Int(first), to: Int(last), Float(origin + perColumn * Double(first)), Float(perColumn)) { return }
        }
        var level = origin + perColumn * Double(first)
        while x <= last {
            let error = Float(abs(level - Double(row[Int(x)])))
            if error > miss.error { miss = Miss(error: error, x: x, y: y) }
            level += perColumn
            x &+= 1
        }
    }

    /// A line that gives x, in samples, for a row.
    private struct Edge {
        let x0: Double
        let y0: Double
        let slope: Double

        @inline(__always)
        init(_ p: TilePoint, _ q: TilePoint) {
            x0 = Double(p.x) * 0x1p-6
            y0 = Double(p.y) * 0x1p-6
            slope = Double(q.x &- p.x) / Double(q.y &- p.y)
        }

        @inline(__always) func x(_ y: Double) -> Double { x0 + (y - y0) * slope }
    }

    /// Adding 1.5 · 2⁵² leaves the nearest integer in the low bits; half a step less the nudge turns nearest into up or down.
    @inline(__always)
    private static func ceiling(_ x: Double) -> Int32 { Int32(truncatingIfNeeded: Int(bitPattern: UInt((x + (0.5 - 0x1p-22) + 0x1.8p52).bitPattern))) }
    @inline(__always)
    private static func floor(_ x: Double) -> Int32 { Int32(truncatingIfNeeded: Int(bitPattern: UInt((x - (0.5 - 0x1p-22) + 0x1.8p52).bitPattern))) }
}

extension UnsafePointer<Float> {
    /// Whether a sample of a long run may be missed by more than `error`; eight at a time.
    @inline(__always)
    fileprivate func exceeds(_ error: Float, from first: Int, to last: Int, _ origin: Float, _ perColumn: Float) -> Bool {
        let ramp = SIMD8<Float>(0, 1, 2, 3, 4, 5, 6, 7) * perColumn
        let limit = SIMD8<Float>(repeating: error * (1 - 0x1p-16))
        var x = first
        while x &+ 7 <= last {
            let run = UnsafeRawPointer(self + x).loadUnaligned(as: SIMD8<Float>.self)
            let level = ramp + (origin + perColumn * Float(x &- first))
            let difference = level - run
            let square = difference * difference
            if any(square .> limit * limit) { return true }
            x &+= 8
        }
        while x <= last {
            let difference = origin + perColumn * Float(x &- first) - self[x]
            if abs(difference) > error * (1 - 0x1p-16) { return true }
            x &+= 1
        }
        return false
    }
}
