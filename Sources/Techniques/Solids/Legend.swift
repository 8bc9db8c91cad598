import ImpressionCanvas
import ImpressionGeometry

/// Lettering on a coin: along the rim, or across its field.
struct Legend: Sendable, Equatable, Codable {
    /// Reads from the left over the coin's head, standing outwards.
    var top = ""
    /// Reads from the left under its foot, standing inwards.
    var bottom = ""
    var font = "sans-serif:bold"
    /// Height of the em, mm; nil is a ninth of the diameter, or less where the text is long.
    var size: Double?

    static let options: [TechniqueOption<Legend>] = [
        .value("legend", \.top, placeholder: "TEXT", expected: "a text", "lettering along the rim, over the head", read: { $0 }, text: { $0 }),
        .value("legend-bottom", \.bottom, placeholder: "TEXT", expected: "a text", "lettering along the rim, under the foot", read: { $0 }, text: { $0 }),
        .value("legend-font", \.font, placeholder: "FONT", expected: "a family and words such as Noto Sans:bold, or single-line", "of all lettering on the coin",
               read: { $0 == SingleLineFont.name || FontQuery($0) != nil ? $0 : nil }, text: { $0 }),
        .optionalLength("legend-size", \.size, 0.5...100, "height of the em; auto suits the coin and the text"),
    ]

    var isEmpty: Bool { top.allSatisfy(\.isWhitespace) && bottom.allSatisfy(\.isWhitespace) }

    /// Both texts about the origin, their outermost places at a distance from it.
    ///
    /// - Parameter radius: mm.
    func ring(within radius: Double, _ notes: inout [(code: String, message: String)]) throws(TechniqueError) -> Region {
        let texts = [(top, 1.0), (bottom, -1.0)].filter { !$0.0.allSatisfy(\.isWhitespace) }
        let usual = size ?? radius / 4.2
        var widths = 0.0
        for (text, _) in texts { widths += try lettering(text, usual, &notes).bounds.width }
        // Full circle less a gap of an em beside each text.
        let room = 2 * .pi * (radius - usual) - 1.2 * usual * Double(texts.count)
        guard widths > 0 else { throw .conflict("legend: the font has none of its letters") }
        let shrunk = size == nil ? min(usual, usual * room / widths) : usual
        guard shrunk > 0.4, size == nil || widths <= room else { throw .conflict("legend is too long: it takes \(shown(widths.rounded())) mm of a circle of \(shown(room.rounded())) mm") }
        var ring = Region.empty
        for (text, side) in texts {
            var ignored: [(code: String, message: String)] = []
            // Where the letters end outwards is known once they are set.
            let trial = try lettering(text, shrunk, arc: side * (radius - shrunk), &ignored), own = radius - shrunk + radius - trial.reach
            ring = ring.union(try lettering(text, shrunk, arc: side * own, &ignored))
        }
        return ring
    }

    /// A text about its own middle.
    func across(_ text: String, fitting radius: Double, _ notes: inout [(code: String, message: String)]) throws(TechniqueError) -> Region {
        let usual = try lettering(text.split(separator: "\\n", omittingEmptySubsequences: false).joined(separator: "\n"), 10, &notes), box = usual.bounds
        guard !usual.isEmpty else { throw .conflict("reverse: the font has none of its letters") }
        let middle = Region(usual.polylines.map { Polyline($0.points.map { $0 - box.center }, isClosed: true) }), scale = radius / max(middle.reach, 1e-6)
        return Region(middle.polylines.map { Polyline($0.points.map { $0 * scale }, isClosed: true) })
    }

    private func lettering(_ text: String, _ size: Double, arc: Double? = nil, _ notes: inout [(code: String, message: String)]) throws(TechniqueError) -> Region {
        var artwork = TextArtwork(text, isSingleLine: font == SingleLineFont.name, size: size, arcRadius: arc, letterSpacing: size * 0.06)
        if !artwork.isSingleLine {
            artwork.font = FontQuery(font) ?? artwork.font
            for family in artwork.font.families where !FontLibrary.system.has(family: family) { throw .conflict("there is no font \"\(family)\"") }
        }
        do throws(FontError) {
            let (region, missing) = try artwork.region(TextShaper(FontLibrary.system))
            if let first = missing.first { notes.append(("missing-letter", "no font has \"\(first)\"")) }
            return region
        } catch { throw .conflict("legend: \(error)") }
    }
}

extension Region {
    /// The greatest distance of a place from the origin, mm.
    var reach: Double { contours.points.reduce(0) { max($0, $1.point.length) } }
}
