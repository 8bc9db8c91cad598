import ImpressionGeometry
import ImpressionRaster

/// Numbers drawn with a round pen, so that pictures of layers can name their heights without any font.
struct StrokeDigits {
    /// Height of a figure, pixels.
    let size: Double

    /// Lines of each figure on a grid of 4 × 6, y down.
    private static let glyphs: [Character: [[(Double, Double)]]] = [
        "0": [[(1, 0), (3, 0), (4, 1.2), (4, 4.8), (3, 6), (1, 6), (0, 4.8), (0, 1.2), (1, 0)]],
        "1": [[(0.6, 1.2), (2.2, 0), (2.2, 6)]],
        "2": [[(0.1, 1.3), (1, 0.1), (3, 0), (4, 1.2), (3.8, 2.4), (0, 6), (4, 6)]],
        "3": [[(0.2, 0), (3.9, 0), (2, 2.4), (3.2, 2.6), (4, 3.7), (3.8, 5), (2.8, 6), (1, 6), (0, 5)]],
        "4": [[(3, 6), (3, 0), (0, 4.2), (4, 4.2)]],
        "5": [[(3.7, 0), (0.5, 0), (0.3, 2.7), (2.6, 2.4), (3.9, 3.4), (3.9, 4.9), (2.8, 6), (1, 6), (0, 5.2)]],
        "6": [[(3.3, 0), (1.4, 1.2), (0.1, 3.6), (0.2, 5), (1.2, 6), (2.9, 6), (4, 4.9), (3.8, 3.5), (2.8, 2.7), (1.2, 2.8), (0.1, 3.8)]],
        "7": [[(0, 0), (4, 0), (1.5, 6)]],
        "8": [[(2, 2.8), (0.6, 2.1), (0.3, 1), (1.2, 0), (2.8, 0), (3.7, 1), (3.4, 2.1), (2, 2.8), (0.4, 3.6), (0, 4.8), (1, 6), (3, 6), (4, 4.8), (3.6, 3.6), (2, 2.8)]],
        "9": [[(3.9, 2.2), (2.8, 3.2), (1.2, 3.3), (0.2, 2.4), (0, 1.1), (1.1, 0), (2.8, 0), (3.8, 1), (3.9, 2.4), (2.6, 4.8), (0.7, 6)]],
        ".": [[(0.8, 5.9), (0.8, 6)]],
        "m": [[(0, 6), (0, 2.4)], [(0, 3.4), (0.9, 2.4), (1.8, 2.6), (2, 3.6), (2, 6)], [(2, 3.4), (2.9, 2.4), (3.8, 2.6), (4, 3.6), (4, 6)]],
    ]

    private func advance(_ character: Character) -> Double { (character == "." ? 3 : character == " " ? 2.6 : 6) * size / 6 }

    func width(_ text: String) -> Double { text.reduce(0) { $0 + advance($1) } - size / 3 }

    /// Draws over a picture, the upper left corner at a pixel.
    func draw(_ text: String, at corner: Point, colour: SIMD3<Float>, on picture: inout LinearPicture) {
        let unit = size / 6, radius = max(0.55, size / 15)
        var pen = corner
        for character in text {
            for line in Self.glyphs[character] ?? [] {
                for (a, b) in zip(line, line.dropFirst()) {
                    stroke(pen + Point(a.0, a.1) * unit, pen + Point(b.0, b.1) * unit, radius, colour, &picture)
                }
            }
            pen = pen + Point(advance(character), 0)
        }
    }

    private func stroke(_ a: Point, _ b: Point, _ radius: Double, _ colour: SIMD3<Float>, _ picture: inout LinearPicture) {
        let reach = radius + 1, d = b - a, square = d.squaredLength
        let rows = Int(max(0, min(a.y, b.y) - reach))..<max(Int(max(0, min(a.y, b.y) - reach)), min(picture.height, Int(max(a.y, b.y) + reach) + 1))
        let columns = Int(max(0, min(a.x, b.x) - reach))..<max(Int(max(0, min(a.x, b.x) - reach)), min(picture.width, Int(max(a.x, b.x) + reach) + 1))
        for y in rows {
            for x in columns {
                let p = Point(Double(x) + 0.5, Double(y) + 0.5), t = square > 0 ? max(0, min(1, (p - a).dot(d) / square)) : 0
                let cover = Float(max(0, min(1, radius + 0.5 - p.distance(to: a + d * t))))
                if cover > 0 { picture[x, y] = picture[x, y] * (1 - cover) + SIMD4(colour, 1) * cover }
            }
        }
    }
}
