import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

extension SheetPlan {
    /// Puts frame, hole, foot, seam and poles on the picture's thicknesses and makes the sheet.
    ///
    /// - Parameters:
    ///   - picture: Thickness of each sample, mm, row 0 at the front.
    ///   - coverage: 0 … 1; where it is below one half the piece is cut away. nil cuts nothing.
    ///   - frameDepth: Thickness of the frame, mm.
    func sheet(picture: Raster<Float>, coverage: Raster<Float>?, frameDepth: Double, workers: Workers) -> (sheet: Sheet, shows: Raster<Bool>) {
        var heights = picture
        if form.isClosed { closeSeam(of: &heights, workers) }
        if form.shape == .sphere { calmPoles(of: &heights) }
        var shows = Raster<Bool>(width: columns, height: rows, filledWith: true)
        var outline = Raster<Float>(width: columns, height: rows, filledWith: 1)
        let hole = hole
        heights.updateRows(workers) { y, line in
            for x in 0..<line.count {
                let place = Point(Double(x) * pitch, Double(y) * pitch)
                let nearHole = hole.map { place.distance(to: $0.center) < $0.radius + 2 } ?? false
                if distanceToEdge(place) < frame - 1e-9 || nearHole { line[x] = Float(frameDepth) }
                if form.foot > 0, place.y <= form.footHeight { line[x] = Float(max(form.foot, Double(line[x]))) }
            }
        }
        shows.updateRows(workers) { y, line in
            for x in 0..<line.count {
                let place = Point(Double(x) * pitch, Double(y) * pitch)
                let nearHole = hole.map { place.distance(to: $0.center) < $0.radius + 2 } ?? false
                line[x] = distanceToEdge(place) >= max(frame - 1e-9, 0) && !nearHole && !(form.foot > 0 && place.y <= form.footHeight)
                    && (coverage.map { $0[x, y] >= 0.5 } ?? true)
            }
        }
        let cut = form.outline != .rectangle || hole != nil || coverage != nil
        if cut {
            outline.updateRows(workers) { y, line in
                for x in 0..<line.count {
                    let place = Point(Double(x) * pitch, Double(y) * pitch)
                    // A rectangle's own edge is the grid's edge: it needs no line of its own.
                    var distance = form.outline == .rectangle ? 1e3 : distanceToEdge(place)
                    if let hole { distance = min(distance, place.distance(to: hole.center) - hole.radius) }
                    if let coverage { distance = min(distance, Double(coverage[x, y] - 0.5) * 2 * pitch) }
                    line[x] = Float(distance)
                }
            }
        }
        let field = HeightField(heights: heights, pitch: pitch, outline: cut ? outline : nil)
        return (Sheet(field: field, bend: bend, pose: pose), shows)
    }

    /// Eases both ends of every row to their common mean, so that the last column equals the first.
    private func closeSeam(of heights: inout Raster<Float>, _ workers: Workers) {
        let reach = min(max(1, Int(form.seam / pitch)), max(1, columns / 2))
        heights.updateRows(workers) { _, line in
            let last = line.count - 1
            guard last > 0 else { return }
            let mean = (line[0] + line[last]) / 2
            let (left, right) = (mean - line[0], mean - line[last])
            for i in 0..<min(reach, line.count) {
                let u = Float(i) / Float(reach)
                let weight = 1 - u * u * (3 - 2 * u)
                line[i] += left * weight
                if last - i > i { line[last - i] += right * weight }
            }
            line[0] = mean
            line[last] = mean
        }
    }

    /// Near a pole every row fades into its mean, and the pole itself has one thickness: no pinch.
    private func calmPoles(of heights: inout Raster<Float>) {
        let fade = 12.0 * .pi / 180
        for y in 0..<rows {
            let latitude = form.south.radians + (form.north.radians - form.south.radians) * Double(y) / Double(max(1, rows - 1))
            let nearness = (abs(latitude) - (.pi / 2 - fade)) / fade
            guard nearness > 0 else { continue }
            var sum: Float = 0
            for x in 0..<columns { sum += heights[x, y] }
            let (mean, weight) = (sum / Float(columns), Float(min(1, nearness * 1.05)))
            for x in 0..<columns { heights[x, y] += (mean - heights[x, y]) * weight }
        }
    }
}
