public import ImpressionGeometry
public import ImpressionRaster

/// What a piece looks like lit from behind, and how far that is from the picture.
public struct Proof: Sendable {
    /// Luminance through the piece, 1 at the thickness that shows as white; row 0 at the front.
    public var luminance: Raster<Float>
    /// The proof on the left, the original on the right, row 0 at the top.
    public var picture: LinearPicture
    /// Mean CIEDE2000 between the greys of proof and original, over the picture's area.
    public var meanDeltaE00: Double
    /// Mean structural similarity of their sRGB code values.
    public var structuralSimilarity: Double
}

extension SheetLight {
    /// The proof of a thickness over the field's grid, whether the field's own or what a printer deposited.
    ///
    /// Light is taken to spread inside the plastic by `scatter` before it leaves.
    /// - Parameters:
    ///   - thickness: mm; 0 is a hole, which shows the lamp.
    ///   - scatter: Standard deviation, mm.
    ///   - pitch: mm a sample.
    public func proof(of thickness: Raster<Float>, pitch: Double, scatter: Double = 0, workers: Workers = .one) -> Proof {
        let seen = seenThrough(thickness, pitch: pitch, scatter: scatter, workers)
        let difference = meanDifference(seen, workers)
        let similarity = structuralSimilarity(shownCodes(seen, workers), shownCodes(original, workers), workers: workers) ?? 0
        return Proof(luminance: seen, picture: sideBySide(seen, workers), meanDeltaE00: difference, structuralSimilarity: similarity)
    }

    private func seenThrough(_ thickness: Raster<Float>, pitch: Double, scatter: Double, _ workers: Workers) -> Raster<Float> {
        let white = curve.transmittance(thinnest)
        let top = Double(thickness.pixels.max() ?? 0)
        let steps = 4096
        let table = (0...steps).map { Float(min(1, curve.transmittance(Double($0) / Double(steps) * max(top, 1e-6)) / white)) }
        var seen = thickness
        let scale = Float(Double(steps) / max(top, 1e-6))
        seen.updateRows(workers) { _, line in
            for x in 0..<line.count {
                let place = max(line[x], 0) * scale
                let step = min(Int(place), steps - 1)
                line[x] = table[step] + (table[step + 1] - table[step]) * min(place - Float(step), 1)
            }
        }
        return scatter > 0 ? seen.blurred(sigma: scatter / pitch, workers: workers) : seen
    }

    /// Greys differ in L* alone.
    private func meanDifference(_ seen: Raster<Float>, _ workers: Workers) -> Double {
        let sums = workers.map(seen.height) { y -> (Double, Int) in
            let (a, b, shown) = (seen.row(y), original.row(y), shows.row(y))
            var (sum, count) = (0.0, 0)
            for x in 0..<a.count where shown[x] {
                let (l, m) = (Lab.lightness(Double(min(max(a[x], 0), 1))), Lab.lightness(Double(min(max(b[x], 0), 1))))
                sum += greyDifference(l, m)
                count += 1
            }
            return (sum, count)
        }
        let count = sums.reduce(0) { $0 + $1.1 }
        return count == 0 ? 0 : sums.reduce(0) { $0 + $1.0 } / Double(count)
    }

    /// Code values where the picture shows; middle grey elsewhere, so that frames do not count.
    private func shownCodes(_ luminance: Raster<Float>, _ workers: Workers) -> Raster<Float> {
        var codes = luminance
        codes.updateRows(workers) { y, line in
            let shown = shows.row(y)
            for x in 0..<line.count { line[x] = shown[x] ? SRGB.encoded(line[x]) : 0.5 }
        }
        return codes
    }

    private func sideBySide(_ seen: Raster<Float>, _ workers: Workers) -> LinearPicture {
        let gap = max(4, seen.width / 60)
        var picture = LinearPicture(width: 2 * seen.width + gap, height: seen.height, filledWith: .one)
        picture.updateRows(workers) { y, line in
            let row = seen.height - 1 - y
            let (left, right, shown) = (seen.row(row), original.row(row), shows.row(row))
            for x in 0..<left.count {
                line[x] = SIMD4(left[x], left[x], left[x], 1)
                if shown[x] { line[left.count + gap + x] = SIMD4(right[x], right[x], right[x], 1) }
            }
        }
        return picture
    }
}

/// CIEDE2000 of two greys: only the lightness term is left. Source: Sharma, Wu and Dalal (2005), eq. 15.
private func greyDifference(_ l: Double, _ m: Double) -> Double {
    let off = ((l + m) / 2 - 50) * ((l + m) / 2 - 50)
    return abs(l - m) / (1 + 0.015 * off / (20 + off).squareRoot())
}
