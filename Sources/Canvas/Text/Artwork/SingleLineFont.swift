public import ImpressionGeometry

/// The font of single strokes that comes with the program: printable ASCII, and the letters of Latin-1.
public struct SingleLineFont: Sendable {
    public static let shared = SingleLineFont()
    /// What `--font` calls it.
    public static let name = "single-line"

    public struct Glyph: Sendable {
        /// In shares of the em.
        public var advance: Double
        /// Open strokes in shares of the em, y up.
        public var path: BezierPath
    }

    private var glyphs: [Character: Glyph] = [:]
    /// Grid units of an em: a capital is 0.7 em high, as in most fonts.
    private static let em = 20.0

    /// Shares of the em.
    public let metrics = FontMetrics(ascent: 0.95, descent: -0.25, lineGap: 0, xHeight: 0.475, capHeight: 0.7, underline: -0.15, underlineThickness: 0.05,
                                     strikeout: 0.25, subscriptShift: 0.15, superscriptShift: 0.35)

    private init() {
        glyphs[" "] = Glyph(advance: 6 / Self.em, path: BezierPath())
        glyphs["\u{A0}"] = glyphs[" "]
        for line in singleLineGlyphs.split(separator: "\n") {
            var words = line.split(separator: " ")
            guard words.count > 2, let letter = words.removeFirst().first, let advance = Double(words.removeFirst()) else { continue }
            glyphs[letter] = Glyph(advance: advance / Self.em, path: Self.path(words))
        }
        var marks: [Character: BezierPath] = [:]
        for line in singleLineMarks.split(separator: "\n") {
            let words = line.split(separator: " ")
            if let mark = words.first?.first { marks[mark] = Self.path(Array(words.dropFirst())) }
        }
        for word in singleLineComposites.split(separator: " ") {
            let parts = Array(word)
            guard parts.count == 3, var glyph = glyphs[parts[1]], let mark = marks[parts[2]] else { continue }
            let isHigh = parts[1].isUppercase && parts[2] != "¸"
            glyph.path.append(mark.transformed(by: .translation(glyph.advance / 2, isHigh ? 4.5 / Self.em : 0)))
            glyphs[parts[0]] = glyph
        }
    }

    /// nil where the font does not have the letter.
    public subscript(letter: Character) -> Glyph? { glyphs[letter] }

    /// Letters in their order.
    public var letters: [Character] { glyphs.keys.sorted() }

    private static func path(_ words: [Substring]) -> BezierPath {
        var path = BezierPath(), i = 0
        func number(_ k: Int) -> Double { i + k < words.count ? (Double(words[i + k]) ?? 0) / em : 0 }
        func point(_ k: Int) -> Point { Point(number(k), number(k + 1)) }
        while i < words.count {
            switch words[i] {
            case "m":
                path.move(to: point(1))
                i += 3
            case "l":
                path.line(to: point(1))
                i += 3
            case "q":
                path.quadratic(point(1), to: point(3))
                i += 5
            case "o":
                path.append(BezierPath(ellipse: point(1), radii: point(3)))
                i += 5
            default:
                // Angles are no lengths.
                let arc = EllipticArc(center: point(1), radii: point(3), start: .degrees(number(5) * em), sweep: .degrees(number(6) * em))
                if path.isEmpty { path.move(to: arc.point(at: 0)) }
                path.arc(arc)
                i += 7
            }
        }
        return path
    }
}
