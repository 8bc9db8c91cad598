import ImpressionGeometry
import ImpressionMeshing
import ImpressionSlicing
import Testing

@Suite struct FieldReplayTests {
    /// Draws every line with the width that fills, and counts on a fine raster how many lines cover each spot of the layer.
    @Test func `lines cover large layers almost everywhere and almost nowhere twice`() {
        let field = Fields.noise(101, pitch: 0.2, seed: 6), pixel = 0.04, side = 500
        let slicer = FieldSlicer(field, settings: .plain())
        for index in [1, 4] {
            let layer = slicer.layer(index), middle = layer.z - layer.height / 2
            var lines = [UInt8](repeating: 0, count: side * side), last = [Int32](repeating: -1, count: side * side)
            for (number, path) in layer.paths.enumerated() {
                for i in 0..<(path.isClosed ? path.count : path.count - 1) {
                    let k = path.start + i, l = path.start + (i + 1) % path.count
                    let a = Point(layer.x[k] + 10, layer.y[k] + 10), b = Point(layer.x[l] + 10, layer.y[l] + 10)
                    let half = beadSpacing(width: Double(layer.width[k] + layer.width[l]) / 2, height: layer.height) / 2
                    let x0 = max(0, Int((min(a.x, b.x) - half) / pixel)), x1 = min(side - 1, Int((max(a.x, b.x) + half) / pixel))
                    let y0 = max(0, Int((min(a.y, b.y) - half) / pixel)), y1 = min(side - 1, Int((max(a.y, b.y) + half) / pixel))
                    let along = b - a, square = along.squaredLength
                    guard x0 <= x1, y0 <= y1, square > 0 else { continue }
                    for y in y0...y1 {
                        for x in x0...x1 where last[y * side + x] != Int32(number) {
                            let offset = Point((Double(x) + 0.5) * pixel, (Double(y) + 0.5) * pixel) - a
                            let t = offset.dot(along) / square
                            // Round where segments join, square at a line's free ends.
                            if !path.isClosed && (i == 0 && t < 0 || i == path.count - 2 && t > 1) { continue }
                            guard (offset - along * max(0, min(1, t))).length <= half else { continue }
                            last[y * side + x] = Int32(number)
                            lines[y * side + x] += 1
                        }
                    }
                }
            }
            var inside = 0.0, bare = 0.0, twice = 0.0
            for y in 0..<side {
                for x in 0..<side {
                    let column = Int((Double(x) + 0.5) * pixel / 0.2), row = Int((Double(y) + 0.5) * pixel / 0.2)
                    guard Double(field.heights[column, row]) >= middle, Double(field.heights[column + 1, row + 1]) >= middle else { continue }
                    inside += 1
                    if lines[y * side + x] == 0 { bare += 1 }
                    if lines[y * side + x] > 1 { twice += 1 }
                }
            }
            #expect(bare / inside < 0.03 && twice / inside < 0.03, "layer \(index): bare \(bare / inside), twice \(twice / inside)")
        }
    }
}
