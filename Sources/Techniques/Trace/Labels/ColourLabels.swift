import ImpressionGeometry
import ImpressionRaster

/// A picture in a few colours: 0 is clear, 1 and on are the palette's.
struct ColourLabels {
    var map: LabelMap
    let picture: Raster<SIMD4<UInt8>>
    let palette: Palette

    init(_ picture: Raster<SIMD4<UInt8>>, _ palette: Palette, workers: Workers) {
        (self.picture, self.palette) = (picture, palette)
        map = LabelMap(width: picture.width, height: picture.height, rim: LabelMap.outside)
        let (stride, table) = (map.stride, palette.labels)
        workers.updateRuns(of: &map.cells, length: stride) { y, row in
            guard y > 0, y <= picture.height else { return }
            let (source, labels) = (picture.row(y - 1), table.span)
            for x in 0..<source.count { row[x + 1] = source[x].w < 128 ? 0 : labels[ColourHistogram.index(source[x])] }
        }
    }

    /// Gives pixels that only smooth an edge to the sides they mix: where no two by two pixels share a label, and its colour lies between those of two opposite neighbours.
    mutating func dropFringes(workers: Workers) {
        let (old, stride, height) = (map.cells, map.stride, map.height)
        let colors = palette.colors.map { SIMD3<Float>($0) }
        workers.updateRuns(of: &map.cells, length: stride) { y, row in
            guard y > 0, y <= height else { return }
            let cells = old.span
            for x in 1..<stride - 1 {
                let i = y * stride + x
                let label = cells[i]
                guard label > 0, label != cells[i - 1] || label != cells[i + 1] || label != cells[i - stride] || label != cells[i + stride] else { continue }
                if Self.isWide(cells, i, stride) { continue }
                if let side = Self.side(cells, i, stride, colors) { row[x] = side }
            }
        }
    }

    /// Whether a pixel is in a square of two by two of its label.
    @inline(__always)
    private static func isWide(_ cells: Span<UInt8>, _ i: Int, _ stride: Int) -> Bool {
        let label = cells[i]
        for dy in [-stride, stride] where cells[i &+ dy] == label {
            for dx in [-1, 1] where cells[i &+ dx] == label && cells[i &+ dx &+ dy] == label { return true }
        }
        return false
    }

    /// The nearer in colour of two opposite neighbours that the pixel's colour lies between.
    private static func side(_ cells: Span<UInt8>, _ i: Int, _ stride: Int, _ colors: [SIMD3<Float>]) -> UInt8? {
        let label = cells[i]
        for step in [1, stride, stride + 1, stride - 1] {
            let (a, b) = (cells[i - step], cells[i + step])
            guard a != b, a != label, b != label, a > 0, b > 0, a != LabelMap.outside, b != LabelMap.outside else { continue }
            let (p, q, c) = (colors[Int(a) - 1], colors[Int(b) - 1], colors[Int(label) - 1])
            let axis = q - p
            let length = (axis * axis).sum()
            let share = ((c - p) * axis).sum() / max(1, length)
            let aside = c - p - axis * share
            guard (0...1).contains(share), (aside * aside).sum() < 0.04 * length else { continue }
            return share < 0.5 ? a : b
        }
        return nil
    }
}

/// Where the boundary between two colours lies, by how much of each the mixed pixels on it hold.
struct ColourEdges: EdgeLocator {
    let picture: Raster<SIMD4<UInt8>>
    let map: LabelMap
    /// By label; nothing for 0.
    let colors: [SIMD3<Float>]

    static let isFine = true

    @inline(__always)
    func offset(left: (x: Int, y: Int), step: (x: Int, y: Int), labels: (left: UInt8, right: UInt8)) -> Double {
        guard labels.left != LabelMap.outside, labels.right != LabelMap.outside else { return 0 }
        let (x, y) = left
        var sum = share(x, y, labels) + share(x + step.x, y + step.y, labels)
        // A pixel farther off counts where it belongs to its side, else that side is taken as full.
        sum += isLabel(labels.left, x - step.x, y - step.y) ? share(x - step.x, y - step.y, labels) : 1
        sum += isLabel(labels.right, x + 2 * step.x, y + 2 * step.y) ? share(x + 2 * step.x, y + 2 * step.y, labels) : 0
        return Double(max(-0.75, min(0.75, sum - 2)))
    }

    @inline(__always)
    private func isLabel(_ label: UInt8, _ x: Int, _ y: Int) -> Bool {
        x >= 0 && y >= 0 && x < picture.width && y < picture.height && map[x, y] == label
    }

    /// How much of a pixel is the left label's, 0 … 1, if it is a mixture of the two.
    @inline(__always)
    private func share(_ x: Int, _ y: Int, _ labels: (left: UInt8, right: UInt8)) -> Float {
        let pixel = picture[x, y]
        if labels.left == 0 { return 1 - Float(pixel.w) / 255 }
        if labels.right == 0 { return Float(pixel.w) / 255 }
        let (p, q) = (colors[Int(labels.right)], colors[Int(labels.left)])
        let axis = q - p
        let c = SIMD3(Float(pixel.x), Float(pixel.y), Float(pixel.z)) - p
        return max(0, min(1, (c * axis).sum() / max(1, (axis * axis).sum())))
    }
}
