public import ImpressionGeometry

/// Loops that widen the first layer's grip, side by side around the outlines, outermost first, counter-clockwise. Empty without a brim.
///
/// They are iso-lines of the outlines' distance field, so outlines may be of any shape and number; holes stay free.
///
/// - Parameter outlines: Closed outlines, mm; inside by the even-odd rule.
public func brim(around outlines: [Polyline], settings: SliceSettings) -> [Polyline] {
    var box = Box.empty
    for outline in outlines { box.add(outline.bounds) }
    let count = settings.brimLoopCount, spacing = settings.firstLayerSpacing
    guard count > 0, !box.isEmpty, box.min.x.isFinite, box.max.x.isFinite, box.min.y.isFinite, box.max.y.isFinite else { return [] }
    let field = outsideDistance(to: outlines, within: box, reach: Double(count) * spacing, spacing: spacing)
    var tracer = ContourTracer(), loops = Loops(), result: [Polyline] = []
    for loop in (0..<count).reversed() {
        tracer.trace(ContourTracer.Bound(field.values, atLeast: -(Double(loop) + 0.5) * spacing), tolerance: 0.01, into: &loops)
        result += loops.polylines(movedBy: field.origin).filter { $0.signedArea > 0 }
    }
    return result
}

/// Minus the distance to the outlines outside them, something positive inside, on a grid that reaches `reach` beyond `box`.
private func outsideDistance(to outlines: [Polyline], within box: Box, reach: Double, spacing: Double) -> (values: StripField, origin: Point) {
    // A quarter of a line, unless the plate is so large that memory would suffer.
    let margin = reach + 2 * spacing, area = (box.width + 2 * margin) * (box.height + 2 * margin)
    let pitch = max(spacing / 4, (area / 4e6).squareRoot())
    let origin = box.min - Point(margin, margin)
    let frame = GridFrame(columns: 2 + Int((box.width + 2 * margin) / pitch), rows: 2 + Int((box.height + 2 * margin) / pitch), pitchX: pitch, pitchY: pitch)
    var loops = Loops()
    for outline in outlines {
        for point in outline.points {
            loops.x.append(point.x - origin.x)
            loops.y.append(point.y - origin.y)
        }
        loops.closeLoop()
    }
    var field = StripField(unset: frame)
    let far = reach + 2 * pitch
    field.setSquaredDistances(to: loops, on: .inside, reach: far, backReach: far)
    for y in 0..<frame.rows {
        let turns = crossings(of: loops, at: Double(y) * pitch)
        var next = 0
        for strip in 0..<frame.strips {
            let isTouched = field.isTouched(y * frame.strips + strip)
            for x in frame.columns(ofStrip: strip) {
                while next < turns.count && turns[next] <= Double(x) * pitch { next += 1 }
                let node = y * frame.stride + x
                let distance = isTouched ? field.values[node].squareRoot() : Float(far)
                field.values[node] = next % 2 == 1 ? distance : -distance
            }
            field.measure(y, strip)
        }
    }
    return (field, origin)
}

/// Where a horizontal line meets closed polygons, from left to right.
private func crossings(of loops: Loops, at y: Double) -> [Double] {
    var result: [Double] = []
    for loop in 0..<loops.count {
        var j = loops.starts[loop + 1] - 1
        for i in loops.range(loop) {
            if (loops.y[i] <= y) != (loops.y[j] <= y) {
                result.append(loops.x[i] + (loops.x[j] - loops.x[i]) * (y - loops.y[i]) / (loops.y[j] - loops.y[i]))
            }
            j = i
        }
    }
    return result.sorted()
}
