import ImpressionRaster

extension Palette {
    /// Colours that are means become those of the pixels that their areas cover in the end, by Oklab; pixels along edges, which may be mixed, count a tenth.
    mutating func settle(_ picture: Raster<SIMD4<UInt8>>, _ map: LabelMap, _ histogram: ColourHistogram) {
        guard isMean.contains(true) else { return }
        var places = [SIMD3<Float>](repeating: .zero, count: 1 << 18)
        for i in histogram.used { places[i] = Self.place(histogram.mean(i)) }
        var sums = [SIMD4<Double>](repeating: .zero, count: 256)
        let cells = map.cells.span, table = places.span
        for y in 0..<map.height {
            let row = picture.row(y), first = map.cell(0, y)
            var sum = SIMD4<Float>.zero, last = cells[first]
            for x in 0..<row.count where row[x].w >= 128 {
                let i = first + x, label = cells[i]
                if label != last {
                    sums[Int(last)] += SIMD4<Double>(sum)
                    (sum, last) = (.zero, label)
                }
                let isInside = cells[i - 1] == label && cells[i + 1] == label && cells[i - map.stride] == label && cells[i + map.stride] == label
                sum += SIMD4(table[ColourHistogram.index(row[x])], 1) * (isInside ? 1 : Self.edgeShare)
            }
            sums[Int(last)] += SIMD4<Double>(sum)
        }
        for k in colors.indices where isMean[k] && sums[k + 1].w > 0 {
            let mean = sums[k + 1] / sums[k + 1].w
            colors[k] = Self.codes(SIMD3(Float(mean.x), Float(mean.y), Float(mean.z)))
        }
    }
}
