internal import ImpressionRaster

extension HeightField {
    /// Finite thickness of at least 0.01 mm; no outline where it says nothing; the seam's two columns equal.
    func cleaned(isClosed: Bool, thickest: Double) -> HeightField {
        let least = SheetParts.leastThickness, most = max(Float(min(thickest, 1e6)), least)
        var result = self
        result.heights = heights.map { $0.isFinite ? min(max($0, least), most) : least }
        if let outline, outline.pixels.allSatisfy({ $0 > 0 }) { result.outline = nil }
        guard isClosed else { return result }
        for y in 0..<rows {
            result.heights[columns - 1, y] = result.heights[0, y]
            if result.outline != nil { result.outline?[columns - 1, y] = outline?[0, y] ?? 1 }
        }
        return result
    }

    /// Some of the rows.
    func rows(_ range: ClosedRange<Int>) -> HeightField {
        func cut(_ raster: Raster<Float>) -> Raster<Float> {
            Raster(width: raster.width, height: range.count, pixels: Array(raster.pixels[range.lowerBound * raster.width..<(range.upperBound + 1) * raster.width]))
        }
        return HeightField(heights: cut(heights), pitch: pitch, outline: outline.map(cut))
    }

    /// The same bilinear surface with `factor` times as many samples each way.
    func refined(_ factor: Int) -> HeightField {
        guard factor > 1 else { return self }
        func refine(_ raster: Raster<Float>) -> Raster<Float> {
            let width = (columns - 1) * factor + 1, height = (rows - 1) * factor + 1
            var result = Raster<Float>(width: width, height: height, filledWith: 0)
            for y in 0..<height {
                let y0 = min(y / factor, rows - 2), v = Float(y - y0 * factor) / Float(factor)
                for x in 0..<width {
                    let x0 = min(x / factor, columns - 2), u = Float(x - x0 * factor) / Float(factor)
                    let low = raster[x0, y0] * (1 - u) + raster[x0 + 1, y0] * u
                    let high = raster[x0, y0 + 1] * (1 - u) + raster[x0 + 1, y0 + 1] * u
                    result[x, y] = low * (1 - v) + high * v
                }
            }
            return result
        }
        return HeightField(heights: refine(heights), pitch: pitch / Double(factor), outline: outline.map(refine))
    }
}
