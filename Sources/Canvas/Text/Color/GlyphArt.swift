internal import CFreeType
internal import CHarfBuzz
public import ImpressionGeometry

/// What a glyph looks like.
public enum GlyphArt: Sendable {
    /// One shape, in whatever the text is painted with.
    case outline(BezierPath)
    /// Colours of its own. Coordinates are the glyph's, at its size, y up.
    case elements([Artwork.Element])
    /// An SVG document in which the element `glyph` with the glyph's number is meant.
    ///
    /// Its unit is that of the font: `scale` leads from there to the text, where y goes down.
    case drawing([UInt8], scale: Double)
}

extension TextShaper {
    /// - Parameter foreground: What a coloured glyph takes where it asks for the text's own colour.
    public func art(_ glyph: ShapedText.Glyph, foreground: Color) -> GlyphArt {
        guard let face = face(glyph.font) else { return .outline(BezierPath()) }
        guard face.isColored else { return .outline(outline(glyph)) }
        if let document = face.svgDocument(glyph.id) { return .drawing(document, scale: glyph.size / face.unitsPerEm) }
        if let elements = face.layers(glyph.id, foreground: foreground) ?? face.bitmap(glyph.id).map({ [.picture($0)] }) {
            return .elements(elements.map { $0.transformed(by: .scale(glyph.size)) })
        }
        return .outline(outline(glyph))
    }
}

extension FontFace {
    fileprivate func svgDocument(_ glyph: UInt32) -> [UInt8]? {
        let face = hb_font_get_face(shaping)
        guard hb_ot_color_has_svg(face) != 0, let blob = hb_ot_color_glyph_reference_svg(face, glyph) else { return nil }
        defer { hb_blob_destroy(blob) }
        var length: UInt32 = 0
        guard let data = hb_blob_get_data(blob, &length), length > 0 else { return nil }
        return Array(UnsafeRawBufferPointer(start: data, count: Int(length)))
    }
}
