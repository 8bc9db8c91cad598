internal import CFreeType
internal import CHarfBuzz
internal import ImpressionGeometry

/// One font at one place of its axes: its outlines by FreeType and its shaping by HarfBuzz, both from the same bytes. Belongs to one thread.
///
/// Outlines are never hinted. Everything is measured in shares of the em.
final class FontFace {
    private let library: FreeTypeLibrary
    let face: FT_Face
    /// Scaled so that one unit is one unit of the font's em.
    let shaping: OpaquePointer
    private let blob: OpaquePointer
    let unitsPerEm: Double
    let metrics: FontMetrics
    /// Whether glyphs may carry colours.
    let isColored: Bool
    private var outlines: [UInt32: BezierPath] = [:]

    /// Longer files are refused, bytes.
    static let greatestLength = 256 << 20

    convenience init(path: String, index: Int, variations: [FontVariation] = [], _ library: FreeTypeLibrary) throws(FontError) {
        guard let blob = hb_blob_create_from_file_or_fail(path) else { throw .unreadable(path: path) }
        try self.init(blob, path: path, index: index, variations, library)
    }

    /// A font in memory.
    convenience init(bytes: [UInt8], name: String, index: Int = 0, variations: [FontVariation] = [], _ library: FreeTypeLibrary) throws(FontError) {
        let blob = bytes.withUnsafeBytes { buffer in
            hb_blob_create_or_fail(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(clamping: buffer.count), HB_MEMORY_MODE_DUPLICATE, nil, nil)
        }
        guard let blob else { throw .notAFont(path: name) }
        try self.init(blob, path: name, index: index, variations, library)
    }

    /// - Parameter blob: Is taken over.
    private init(_ blob: OpaquePointer, path: String, index: Int, _ variations: [FontVariation], _ library: FreeTypeLibrary) throws(FontError) {
        var length: UInt32 = 0
        let data = hb_blob_get_data(blob, &length)
        var face: FT_Face?
        guard Int(length) <= Self.greatestLength else {
            hb_blob_destroy(blob)
            throw .tooLong(path: path, bytes: Int(length), limit: Self.greatestLength)
        }
        let status = data?.withMemoryRebound(to: UInt8.self, capacity: Int(length)) { FT_New_Memory_Face(library.handle, $0, FT_Long(length), FT_Long(index), &face) }
        guard status == 0, let face else {
            hb_blob_destroy(blob)
            throw .notAFont(path: path)
        }
        let units = Double(face.pointee.units_per_EM)
        guard units > 0 || face.pointee.face_flags & FT_Long(FT_FACE_FLAG_COLOR) != 0 else {
            FT_Done_Face(face)
            hb_blob_destroy(blob)
            throw .withoutOutlines(path: path)
        }
        (self.library, self.blob, self.face) = (library, blob, face)
        unitsPerEm = units > 0 ? units : 1000
        let hbFace = hb_face_create(blob, UInt32(clamping: index))
        shaping = hb_font_create(hbFace)
        hb_face_destroy(hbFace)
        hb_font_set_scale(shaping, Int32(unitsPerEm), Int32(unitsPerEm))
        isColored = face.pointee.face_flags & FT_Long(FT_FACE_FLAG_COLOR) != 0 || hb_ot_color_has_svg(hb_font_get_face(shaping)) != 0
        // An em of as many pixels as units: FreeType then answers in 64ths of a unit.
        FT_Set_Char_Size(face, FT_F26Dot6(unitsPerEm) * 64, 0, 72, 72)
        Self.set(variations, face, shaping)
        metrics = Self.metrics(shaping, face, unitsPerEm).scaled(by: 1 / unitsPerEm)
    }

    deinit {
        hb_font_destroy(shaping)
        FT_Done_Face(face)
        hb_blob_destroy(blob)
    }

    func glyph(for scalar: Unicode.Scalar) -> UInt32? {
        var glyph: UInt32 = 0
        return hb_font_get_nominal_glyph(shaping, scalar.value, &glyph) != 0 && glyph != 0 ? glyph : nil
    }

    /// The outline of a glyph in shares of the em, y up; empty where it has none. Kept.
    func outline(_ glyph: UInt32) -> BezierPath {
        if let known = outlines[glyph] { return known }
        var path = BezierPath()
        // Without hints, bitmaps and the box's rounding.
        if FT_Load_Glyph(face, glyph, Int32(FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP | FT_LOAD_NO_AUTOHINT)) == 0,
           face.pointee.glyph.pointee.format == FT_GLYPH_FORMAT_OUTLINE {
            path = BezierPath(outline: &face.pointee.glyph.pointee.outline, scale: 1 / (64 * unitsPerEm))
        }
        outlines[glyph] = path
        return path
    }
}

// MARK: - Variations and metrics

extension FontFace {
    private static func set(_ variations: [FontVariation], _ face: FT_Face, _ shaping: OpaquePointer) {
        guard !variations.isEmpty, face.pointee.face_flags & FT_Long(FT_FACE_FLAG_MULTIPLE_MASTERS) != 0 else { return }
        var values = variations.map { hb_variation_t(tag: $0.tag.code, value: Float($0.value)) }
        hb_font_set_variations(shaping, &values, UInt32(values.count))
        var master: UnsafeMutablePointer<FT_MM_Var>?
        guard FT_Get_MM_Var(face, &master) == 0, let axes = master else { return }
        defer { FT_Done_MM_Var(face.pointee.glyph.pointee.library, master) }
        var coordinates: [FT_Fixed] = (0..<Int(axes.pointee.num_axis)).map { i in
            let axis = axes.pointee.axis[i]
            let wanted = variations.last { FT_ULong($0.tag.code) == axis.tag }.map { FT_Fixed(max(-32768, min(32767, $0.value)) * 65536) } ?? axis.def
            return max(axis.minimum, min(axis.maximum, wanted))
        }
        FT_Set_Var_Design_Coordinates(face, FT_UInt(coordinates.count), &coordinates)
    }

    /// The axes' tags and ranges; empty for a font that does not vary.
    var axes: [(tag: FontTag, range: ClosedRange<Double>)] {
        let count = hb_ot_var_get_axis_count(hb_font_get_face(shaping))
        return (0..<min(count, 64)).compactMap { i in
            var one: UInt32 = 1, axis = hb_ot_var_axis_info_t()
            guard hb_ot_var_get_axis_infos(hb_font_get_face(shaping), i, &one, &axis) > 0, axis.min_value <= axis.max_value else { return nil }
            return (FontTag(code: axis.tag), Double(axis.min_value)...Double(axis.max_value))
        }
    }

    /// In units of the font. What it leaves out is guessed as browsers do.
    private static func metrics(_ shaping: OpaquePointer, _ face: FT_Face, _ units: Double) -> FontMetrics {
        func value(_ tag: hb_ot_metrics_tag_t) -> Double? {
            var position: Int32 = 0
            return hb_ot_metrics_get_position(shaping, tag, &position) != 0 ? Double(position) : nil
        }
        let ascent = value(HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER) ?? Double(face.pointee.ascender)
        let descent = value(HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER) ?? Double(face.pointee.descender)
        let xHeight = value(HB_OT_METRICS_TAG_X_HEIGHT).flatMap { $0 > 0 ? $0 : nil } ?? (ascent - descent) * 0.45
        return FontMetrics(
            ascent: ascent, descent: descent, lineGap: value(HB_OT_METRICS_TAG_HORIZONTAL_LINE_GAP) ?? 0, xHeight: xHeight,
            capHeight: value(HB_OT_METRICS_TAG_CAP_HEIGHT).flatMap { $0 > 0 ? $0 : nil } ?? ascent * 0.8,
            underline: value(HB_OT_METRICS_TAG_UNDERLINE_OFFSET) ?? -units / 9,
            underlineThickness: value(HB_OT_METRICS_TAG_UNDERLINE_SIZE).flatMap { $0 > 0 ? $0 : nil } ?? units / 12,
            strikeout: value(HB_OT_METRICS_TAG_STRIKEOUT_OFFSET).flatMap { $0 != 0 ? $0 : nil } ?? xHeight / 2,
            subscriptShift: value(HB_OT_METRICS_TAG_SUBSCRIPT_EM_Y_OFFSET).flatMap { $0 != 0 ? $0 : nil } ?? units * 0.2,
            superscriptShift: value(HB_OT_METRICS_TAG_SUPERSCRIPT_EM_Y_OFFSET).flatMap { $0 != 0 ? $0 : nil } ?? units * 0.4)
    }
}

/// FreeType's own state. Belongs to one thread.
final class FreeTypeLibrary {
    let handle: FT_Library?

    init() {
        var handle: FT_Library?
        self.handle = FT_Init_FreeType(&handle) == 0 ? handle : nil
    }

    deinit { FT_Done_FreeType(handle) }
}
