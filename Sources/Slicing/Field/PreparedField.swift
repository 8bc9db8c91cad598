import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster

/// A height field on the slicing grid, without detail that the nozzle cannot draw.
///
/// Guarantee: the grid's pitch is about a quarter of the nozzle. The surface is low-passed over the nozzle's own size
/// (binomial, σ = one pitch), yet no height moves by more than `bound`, so that ripples under that amplitude vanish
/// and steps stay where they are. Resampling keeps the volume.
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

    /// 1 4 6 4 1 along rows, then along columns, mirrored at the border; then held within `bound` of what was.
    private static func smooth(_ heights: inout [Float], _ frame: GridFrame, bound: Float, workers: Workers) {
        guard frame.columns > 2, frame.rows > 2 else { return }
        let original = heights
        var across = [Float](repeating: 0, count: frame.count)
        workers.updateRuns(of: &across, length: frame.stride) { y, row in
            let source = original.span.extracting(y * frame.stride..<y * frame.stride + frame.columns)
            let last = frame.columns - 1
            for x in [0, 1, last - 1, last] where x >= 0 {
                func at(_ i: Int) -> Float { source[mirrored(x + i, last)] }
                row[x] = (at(-2) + at(2) + 4 * (at(-1) + at(1)) + 6 * at(0)) / 16
            }
            guard last > 3 else { return }
            for x in 2...last - 2 {
                row[x] = (source[x - 2] + source[x + 2] + 4 * (source[x - 1] + source[x + 1]) + 6 * source[x]) * 0.0625
            }
        }
        let blurred = across
        workers.updateRuns(of: &heights, length: frame.stride) { y, row in
            func line(_ i: Int) -> Range<Int> {
                let start = mirrored(y + i, frame.rows - 1) * frame.stride
                return start..<start + frame.columns
            }
            let all = blurred.span
            let a = all.extracting(line(-2)), b = all.extracting(line(-1)), c = all.extracting(line(0))
            let d = all.extracting(line(1)), e = all.extracting(line(2))
            for x in 0..<frame.columns {
                let smooth = (a[x] + e[x] + 4 * (b[x] + d[x]) + 6 * c[x]) * 0.0625
                let was = row[x], low = was - bound, high = was + bound
                row[x] = smooth < low ? low : smooth > high ? high : smooth
            }
        }
    }
}

/// An index reflected at 0 and `last`.
private func mirrored(_ i: Int, _ last: Int) -> Int {
    let i = i < 0 ? -i : i
    return i > last ? max(0, 2 * last - i) : i
}
