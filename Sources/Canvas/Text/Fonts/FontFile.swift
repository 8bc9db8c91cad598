internal import CHarfBuzz
public import ImpressionGeometry

/// One font in memory, by itself: no lookup and no other font to fall back on. Belongs to one thread.
public final class FontFile {
    private let face: FontFace

    /// - Parameters:
    ///   - name: For messages.
    ///   - index: Which font of a collection.
    public init(bytes: [UInt8], name: String = "font", index: Int = 0) throws(FontError) {
        face = try FontFace(bytes: bytes, name: name, index: index, FreeTypeLibrary())
    }

    /// A line of text from the origin to the right, y up.
    ///
    /// - Parameter size: Height of the em, mm.
    public func outline(of text: String, size: Double) -> BezierPath {
        guard let buffer = hb_buffer_create() else { return BezierPath() }
        defer { hb_buffer_destroy(buffer) }
        for (i, scalar) in text.unicodeScalars.enumerated() { hb_buffer_add(buffer, scalar.value, UInt32(clamping: i)) }
        hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE)
        hb_buffer_guess_segment_properties(buffer)
        hb_shape(face.shaping, buffer, nil, 0)
        var count: UInt32 = 0, path = BezierPath(), x = 0.0
        guard let infos = hb_buffer_get_glyph_infos(buffer, &count), let positions = hb_buffer_get_glyph_positions(buffer, &count) else { return path }
        let unit = size / face.unitsPerEm
        for i in 0..<Int(count) {
            let place = Transform.translation(x + Double(positions[i].x_offset) * unit, Double(positions[i].y_offset) * unit) * .scale(size)
            path.append(face.outline(infos[i].codepoint).transformed(by: place))
            x += Double(positions[i].x_advance) * unit
        }
        return path
    }

    /// What a glyph with colours of its own is painted as, in shares of the em; nil for others.
    public func layers(ofGlyph glyph: UInt32) -> [Artwork.Element]? {
        face.isColored ? face.layers(glyph, foreground: .black) ?? face.bitmap(glyph).map { [.picture($0)] } : nil
    }
}
