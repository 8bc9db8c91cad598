import ImpressionCanvas
import ImpressionGeometry
import ImpressionRaster

extension Trace {
    /// The axis leaves out branches whose two sides are seen under less than this: those into corners and round ends.
    private static let leastAngle = Angle(degrees: 125)
    /// Chords of outlines and axes, pixels.
    private static let chord = 0.1

    /// Lines along the middles of what is dark.
    func centreLines(of scan: TraceScan, _ frame: TraceFrame, _ workers: Workers, _ count: inout TracedCount) throws(TechniqueError) -> [Artwork.Element] {
        let outline = try outlines(of: scan, frame, workers).path(of: 0)
        let region = Region(outline.flattened(tolerance: Self.chord * frame.pixel))
        let axis = region.medialAxis().pruned(angle: Self.leastAngle)
        let strokes = StrokeGraph(axis, tolerance: Self.chord * frame.pixel, prune: centre.prune).strokes()
        let common = Self.median(strokes.map { ($0.meanWidth, $0.length) })
        return strokes.map { stroke in
            let path = LineFitting(stroke.disks.map(\.center), step: frame.pixel).path(tolerance: tolerance.pixels(frame.pixel) * frame.pixel * 4 / 7)
            count.add(path)
            if centre.width == .variable, centre.strokeWidth == nil {
                let area = Region(brushing: Polyline(stroke.disks.map(\.center)), widths: stroke.disks.map { 2 * $0.clearance }, tolerance: Self.chord * frame.pixel)
                return .path(PaintedPath(BezierPath(area), fill: Fill(.color(.black))))
            }
            let width = centre.strokeWidth ?? (centre.width == .constant ? common : stroke.meanWidth)
            return .path(PaintedPath(path, stroke: Stroke(.color(.black), style: StrokeStyle(width: width, cap: .round, join: .round))))
        }
    }

    /// Half of the length is of at most this width.
    private static func median(_ widths: [(width: Double, length: Double)]) -> Double {
        let sorted = widths.sorted { $0.width < $1.width }
        var rest = sorted.reduce(0) { $0 + $1.length } / 2
        for (width, length) in sorted {
            rest -= length
            if rest <= 0 { return width }
        }
        return sorted.last?.width ?? 0
    }
}

extension StrokeGraph.Line {
    /// By length; of a dot its own.
    var meanWidth: Double {
        var (sum, length) = (0.0, 0.0)
        for (a, b) in zip(disks, disks.dropFirst()) {
            let part = a.center.distance(to: b.center)
            sum += part * (a.clearance + b.clearance)
            length += part
        }
        return length > 0 ? sum / length : 2 * (disks.first?.clearance ?? 0)
    }
}
