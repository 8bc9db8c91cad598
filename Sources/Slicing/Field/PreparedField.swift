import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster

/// A height field on the slicing grid, without detail that the nozzle cannot draw.
///
/// Guarantee: the grid's pitch is about a quarter of the nozzle. The surface is low-passed over the nozzle's own size
/// (binomial, σ = one pitch), yet no height moves by more than `bound` and no level's outline by more than half a cell, so that ripples under that
/// amplitude vanish and steps stay where they are. Resampling keeps the volume.
struct PreparedField: Sendable {
    let frame: GridFrame
    /// Thickness at the nodes, mm.
    let heights: StripField
    /// Distance to the outline at the nodes, mm, positive inside; nil where the whole rectangle is material.
    let outline: StripField?
    let least: Float
    let greatest: Float
    let skins: Skins?

    init(_ field: HeightField, settings: SliceSettings, workers: Workers) {
        let nozzle = max(settings.nozzleDiameter, 0.05), bound = settings.layerHeight / 2
        let resampling = Resampling(columns: field.columns, rows: field.rows, pitch: field.pitch, target: nozzle / 4)
        frame = resampling.frame
        var raw = resampling.apply(to: field.heights, workers: workers)
        Self.smooth(&raw, frame, bound: Float(bound), workers: workers)
        heights = StripField(frame: frame, values: raw)
        outline = field.outline.map { StripField(frame: resampling.frame, values: resampling.apply(to: $0, workers: workers)) }
        least = heights.ranges.reduce(.infinity) { min($0, $1.x) }
        greatest = heights.ranges.reduce(-.infinity) { max($0, $1.y) }
        let spacing = beadSpacing(width: settings.lineWidth, height: settings.layerHeight)
        skins = Skins(heights, settings: settings, spacing: max(spacing, settings.lineWidth / 4), workers: workers)
    }

    /// A low-pass along rows, then along columns; then held within `bound` of what was.
    ///
    /// In either direction a height moves by no more than `share` of its lesser step to a neighbour. Order is kept along rows and columns, and
    /// whatever level is cut, its outline moves by `share` of a cell there at most: level places stay as they are.
    private static func smooth(_ heights: inout [Float], _ frame: GridFrame, bound: Float, workers: Workers) {
        guard frame.columns > 2, frame.rows > 2 else { return }
        let original = heights
        var across = [Float](repeating: 0, count: frame.count)
        workers.updateRuns(of: &across, length: frame.stride) { y, row in
            let source = original.span.extracting(y * frame.stride..<y * frame.stride + frame.columns)
            let inner = inner(frame.columns)
            for x in 0..<frame.columns where !inner.contains(x) { row[x] = smooth(at: x, of: frame.columns) { source[$0] } }
            for x in inner {
                let near = source[x - 1] + source[x + 1], second = source[x - 2] + source[x + 2]
                let smooth = weigh(source[x], near, second, source[x - 3] + source[x + 3], source[x - 4] + source[x + 4])
                row[x] = held(smooth, source[x - 1], source[x], source[x + 1])
            }
        }
        let rows = across
        workers.updateRuns(of: &heights, length: frame.stride) { y, row in
            let all = rows.span
            func put(_ x: Int, _ smooth: Float) {
                let was = row[x], low = was - bound, high = was + bound
                row[x] = smooth < low ? low : smooth > high ? high : smooth
            }
            guard inner(frame.rows).contains(y) else {
                for x in 0..<frame.columns { put(x, smooth(at: y, of: frame.rows) { all[$0 * frame.stride + x] }) }
                return
            }
            func line(_ i: Int) -> Range<Int> { (y + i) * frame.stride..<(y + i) * frame.stride + frame.columns }
            let a = all.extracting(line(-4)), b = all.extracting(line(-3)), c = all.extracting(line(-2)), d = all.extracting(line(-1))
            let e = all.extracting(line(0)), f = all.extracting(line(1)), g = all.extracting(line(2)), h = all.extracting(line(3)), i = all.extracting(line(4))
            for x in 0..<frame.columns { put(x, held(weigh(e[x], d[x] + f[x], c[x] + g[x], b[x] + h[x], a[x] + i[x]), d[x], e[x], f[x])) }
        }
    }

    /// Places that have all their neighbours.
    private static func inner(_ count: Int) -> Range<Int> { min(4, count)..<max(min(4, count), count - 4) }

    /// Near the border; what would lie beyond it goes on as on this side.
    private static func smooth(at place: Int, of count: Int, _ source: (Int) -> Float) -> Float {
        let here = source(place)
        func pair(_ step: Int) -> Float { value(place - step, count, source) + value(place + step, count, source) }
        return held(weigh(here, pair(1), pair(2), pair(3), pair(4)), value(place - 1, count, source), here, value(place + 1, count, source))
    }

    /// The border's value and once more the way to it from as far inside.
    private static func value(_ place: Int, _ count: Int, _ source: (Int) -> Float) -> Float {
        let last = count - 1
        if place < 0 { return 2 * source(0) - source(min(last, -place)) }
        return place > last ? 2 * source(last) - source(max(0, 2 * last - place)) : source(place)
    }

    /// The binomial 1 4 6 4 1 (σ = one pitch) and once more of what it took: curved surfaces stay as they are, up to the third power, and what changes
    /// from sample to sample is gone. Source: Tukey, "Exploratory data analysis", 1977, who calls it twicing.
    @inline(__always)
    private static func weigh(_ here: Float, _ first: Float, _ second: Float, _ third: Float, _ fourth: Float) -> Float {
        (122 * here + 72 * first + 4 * second - 8 * third - fourth) * (1 / 256)
    }

    /// Half a cell in all, of two directions that are square to each other.
    private static let share: Float = 0.353

    /// `smooth`, no farther from `here` than a share of the lesser step to the two neighbours.
    @inline(__always)
    private static func held(_ smooth: Float, _ before: Float, _ here: Float, _ after: Float) -> Float {
        let (a, b) = ((here - before).magnitude, (here - after).magnitude), reach = share * (a < b ? a : b)
        return smooth < here - reach ? here - reach : smooth > here + reach ? here + reach : smooth
    }
}
