internal import CHarfBuzz
public import ImpressionGeometry

/// Text to glyphs and glyphs to outlines. Belongs to one thread; what it returns does not.
public final class TextShaper {
    public let library: FontLibrary
    private let freeType = FreeTypeLibrary()
    private var faces: [FontID: FontFace?] = [:]
    /// Why a font that was chosen could not be used, in the order of the attempts.
    public private(set) var faults: [FontError] = []

    public init(_ library: FontLibrary = .system) { self.library = library }

    /// One line of text. Line ends are set as spaces.
    ///
    /// - Parameter direction: Of the line; nil takes that of the first strong letter.
    /// - Throws: Where there is no font at all.
    public func shape(_ runs: [TextRun], direction: TextDirection? = nil) throws(FontError) -> ShapedText {
        guard !library.isEmpty else { throw .noFonts }
        let text = ParagraphText(runs)
        let fonts = try runs.map { run throws(FontError) in try font(for: run.style) }
        let bidi = BidiParagraph(text.scalars, direction: direction)
        let items = try Itemization(text, bidi, fonts, self).items
        var clusters: [[ShapedText.Cluster]] = []
        for i in items.indices { clusters.append(shape(items[i], items.neighbourhood(of: i), of: text)) }
        let order = BidiParagraph.visualOrder(items.map(\.level))
        var shaped = ShapedText(clusters: order.flatMap { clusters[$0] }, runMetrics: [], missing: [])
        for (run, id) in zip(runs, fonts) { shaped.runMetrics.append((face(id)?.metrics ?? .none).scaled(by: run.style.size)) }
        shaped.missing = items.filter(\.isMissing).flatMap { text.scalars[$0.scalars] }.filter { !$0.properties.isDefaultIgnorableCodePoint && !$0.properties.isWhitespace }
        shaped.space(runs, text)
        return shaped
    }

    /// The outline of a glyph at its size, from the glyph's own origin, y up.
    public func outline(_ glyph: ShapedText.Glyph) -> BezierPath {
        face(glyph.font)?.outline(glyph.id).transformed(by: .scale(glyph.size)) ?? BezierPath()
    }

    /// The metrics of the first font that a style finds, at its size.
    public func metrics(_ style: TextStyle) throws(FontError) -> FontMetrics {
        guard !library.isEmpty else { throw .noFonts }
        return (face(try font(for: style))?.metrics ?? .none).scaled(by: style.size)
    }

    // MARK: Fonts

    /// The first font of a style that can be opened.
    func font(for style: TextStyle) throws(FontError) -> FontID {
        for id in fonts(for: style) where face(id) != nil { return id }
        throw faults.last ?? .noFonts
    }

    /// A style's fonts in order of preference.
    func fonts(for style: TextStyle) -> [FontID] {
        library.candidates(style.font).map { FontID(record: $0, variations: library.records[$0].variations(for: style)) }
    }

    /// Opened once; nil where it cannot be.
    func face(_ id: FontID) -> FontFace? {
        if let known = faces[id] { return known }
        let record = library.records[id.record]
        let face: FontFace?
        do throws(FontError) {
            face = try FontFace(path: record.path, index: record.index, variations: id.variations, freeType)
        } catch {
            faults.append(error)
            face = nil
        }
        faces[id] = .some(face)
        return face
    }

    // MARK: Shaping

    /// The clusters of a stretch of one font, script, language and direction; from left to right.
    ///
    /// - Parameter neighbourhood: The stretch with letters of other fonts beside it: pairs across the border are kerned as within this font,
    ///   unless letters would grow together across it.
    private func shape(_ item: TextItem, _ neighbourhood: Range<Int>, of text: ParagraphText) -> [ShapedText.Cluster] {
        if neighbourhood != item.scalars {
            var wide = item
            wide.scalars = neighbourhood
            let all = shape(wide, of: text), own = all.filter { item.scalars.contains($0.scalars.lowerBound) }
            let low = own.map(\.scalars.lowerBound).min(), high = own.map(\.scalars.upperBound).max()
            if low == item.scalars.lowerBound, high == item.scalars.upperBound { return own }
        }
        return shape(item, of: text)
    }

    private func shape(_ item: TextItem, of text: ParagraphText) -> [ShapedText.Cluster] {
        guard let face = face(item.font), let buffer = hb_buffer_create() else { return [] }
        defer { hb_buffer_destroy(buffer) }
        let style = text.runs[item.run].style
        text.values.withUnsafeBufferPointer { all in
            hb_buffer_add_codepoints(buffer, all.baseAddress, Int32(all.count), UInt32(item.scalars.lowerBound), Int32(item.scalars.count))
        }
        hb_buffer_set_direction(buffer, item.isRightToLeft ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
        hb_buffer_set_script(buffer, item.script)
        if !style.language.isEmpty { hb_buffer_set_language(buffer, hb_language_from_string(style.language, -1)) }
        var features = style.allFeatures.map { hb_feature_t(tag: $0.tag.code, value: $0.value, start: 0, end: UInt32.max) }
        hb_shape(face.shaping, buffer, &features, UInt32(features.count))
        return clusters(in: buffer, item, face, text)
    }

    private func clusters(in buffer: OpaquePointer, _ item: TextItem, _ face: FontFace, _ text: ParagraphText) -> [ShapedText.Cluster] {
        var count: UInt32 = 0
        guard let infos = hb_buffer_get_glyph_infos(buffer, &count), let positions = hb_buffer_get_glyph_positions(buffer, &count) else { return [] }
        var result: [ShapedText.Cluster] = [], x = 0.0, y = 0.0, current: UInt32?
        for i in 0..<Int(count) {
            let (info, position) = (infos[i], positions[i])
            if info.cluster != current {
                let run = text.run[Int(info.cluster)], size = text.runs[run].style.size
                result.append(ShapedText.Cluster(scalars: Int(info.cluster)..<Int(info.cluster), run: run, isRightToLeft: item.isRightToLeft,
                                                 glyphs: [], advance: 0, width: 0, metrics: face.metrics.scaled(by: size)))
                (x, y, current) = (0, 0, info.cluster)
            }
            let last = result.count - 1, size = text.runs[result[last].run].style.size, scale = size / face.unitsPerEm
            let glyph = ShapedText.Glyph(font: item.font, id: info.codepoint, x: (x + Double(position.x_offset)) * scale,
                                         y: (y + Double(position.y_offset)) * scale, size: size)
            result[last].glyphs.append(glyph)
            x += Double(position.x_advance)
            y += Double(position.y_advance)
            result[last].advance = x * scale
            result[last].width = x * scale
        }
        return Self.closed(result, item)
    }

    /// Each cluster reaches to the next one in the order of reading.
    private static func closed(_ clusters: [ShapedText.Cluster], _ item: TextItem) -> [ShapedText.Cluster] {
        var result = clusters, end = item.scalars.upperBound
        for i in item.isRightToLeft ? Array(result.indices) : result.indices.reversed() {
            result[i].scalars = result[i].scalars.lowerBound..<max(end, result[i].scalars.lowerBound)
            end = result[i].scalars.lowerBound
        }
        return result
    }
}

extension FontMetrics {
    static let none = FontMetrics(ascent: 0.8, descent: -0.2, lineGap: 0, xHeight: 0.5, capHeight: 0.7, underline: -0.1, underlineThickness: 0.05,
                                  strikeout: 0.25, subscriptShift: 0.2, superscriptShift: 0.4)
}
