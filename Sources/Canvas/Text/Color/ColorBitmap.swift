internal import CFreeType
internal import ImpressionGeometry
internal import ImpressionRaster

/// Glyphs that are pictures: tables CBDT and sbix.
extension FontFace {
    /// The largest picture of a glyph, in shares of the em, y up; nil where it has none.
    func bitmap(_ glyph: UInt32) -> PlacedPicture? {
        let strikes = Int(face.pointee.num_fixed_sizes)
        guard strikes > 0, let sizes = face.pointee.available_sizes else { return nil }
        let best = (0..<strikes).max { sizes[$0].y_ppem < sizes[$1].y_ppem } ?? 0
        guard sizes[best].y_ppem > 0, FT_Select_Size(face, Int32(best)) == 0 else { return nil }
        defer { FT_Set_Char_Size(face, FT_F26Dot6(unitsPerEm) * 64, 0, 72, 72) }
        guard FT_Load_Glyph(face, glyph, Int32(FT_LOAD_COLOR | FT_LOAD_NO_HINTING)) == 0, let slot = face.pointee.glyph,
              slot.pointee.format == FT_GLYPH_FORMAT_BITMAP, let picture = LinearPicture(slot.pointee.bitmap) else { return nil }
        let pixel = 64 / Double(sizes[best].y_ppem)
        let (left, top) = (Double(slot.pointee.bitmap_left) * pixel, Double(slot.pointee.bitmap_top) * pixel)
        let box = Box(min: Point(left, top - Double(picture.height) * pixel), max: Point(left + Double(picture.width) * pixel, top))
        return PlacedPicture(picture, in: box)
    }
}

extension Raster where Pixel == SIMD4<Float> {
    /// nil for anything but colours of one byte each, or for a size that no glyph has.
    fileprivate init?(_ bitmap: FT_Bitmap) {
        let (width, height) = (Int(bitmap.width), Int(bitmap.rows))
        guard bitmap.pixel_mode == UInt8(FT_PIXEL_MODE_BGRA.rawValue), (1...4096).contains(width), (1...4096).contains(height), let bytes = bitmap.buffer else { return nil }
        self.init(width: width, height: height, filledWith: .zero)
        for y in 0..<height {
            // Rows may go upwards: then the pitch is negative and the first row is the buffer's.
            let row = bytes + y * Int(bitmap.pitch.magnitude)
            for x in 0..<width {
                let alpha = Float(row[4 * x + 3]) / 255
                guard alpha > 0 else { continue }
                func light(_ value: UInt8) -> Float { SRGB.decoded(min(1, Float(value) / 255 / alpha)) * alpha }
                self[x, y] = SIMD4(light(row[4 * x + 2]), light(row[4 * x + 1]), light(row[4 * x]), alpha)
            }
        }
    }
}
