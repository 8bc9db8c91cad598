import ImpressionCanvas
import ImpressionGeometry
import ImpressionTechniques

/// Text in place of an input file, as a person writes it.
public struct Lettering: Sendable, Hashable {
    var artwork: TextArtwork

    /// - Parameters:
    ///   - text: Lines are parted by line ends, or by `\n` written out.
    ///   - font: Family and words for weight, width and slant, such as `Noto Sans:bold`; `single-line` for strokes.
    ///   - size: Height of the em.
    ///   - arc: Radius of the circle that the text stands on; negative for a text that hangs below its circle.
    ///   - letterSpacing: Added between letters.
    ///   - lineSpacing: In shares of what the font asks for.
    ///   - alignment: `left`, `center` or `right`.
    public init(_ text: String, font: String = "sans-serif", size: String = "12mm", arc: String? = nil, letterSpacing: String = "0mm", lineSpacing: Double = 1,
                alignment: String = "center") throws(JobError) {
        let lines = text.split(separator: "\\n", omittingEmptySubsequences: false).joined(separator: "\n")
        guard lines.contains(where: { !$0.isWhitespace }) else { throw JobError(.usage, "--text is empty") }
        guard lines.unicodeScalars.count <= 10_000 else { throw JobError(.usage, "--text has \(lines.unicodeScalars.count) characters; the limit is 10000") }
        artwork = TextArtwork(lines)
        artwork.isSingleLine = font == SingleLineFont.name
        if !artwork.isSingleLine {
            guard let query = FontQuery(font) else { throw JobError(.usage, "--font \(font) is no font such as \"Noto Sans:bold\" or single-line") }
            artwork.font = query
        }
        artwork.size = try Self.length("--size", size, 0.1...2000)
        artwork.letterSpacing = try Self.length("--letter-spacing", letterSpacing, -500...500)
        if let arc {
            let radius = try Self.length("--text-arc", arc, -5000...5000)
            guard radius.magnitude >= 0.5 else { throw JobError(.usage, "--text-arc \(arc) is less than 0.5 mm") }
            artwork.arcRadius = radius
        }
        guard (0.1...20).contains(lineSpacing) else { throw JobError(.usage, "--line-spacing \(lineSpacing) is outside 0.1 … 20") }
        artwork.lineSpacing = lineSpacing
        guard let alignment = TextArtwork.Alignment(rawValue: alignment) else {
            throw JobError(.usage, "--align \(alignment) is none of \(TextArtwork.Alignment.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        artwork.alignment = alignment
    }

    private static func length(_ name: String, _ text: String, _ limits: ClosedRange<Double>) throws(JobError) -> Double {
        guard let length = Quantity.length(text), limits.contains(length) else {
            throw JobError(.usage, "\(name) \(text) is not a length from \(limits.lowerBound) to \(limits.upperBound) mm")
        }
        return length
    }

    /// What the outputs are called after.
    public var name: String { String(artwork.text.prefix { $0 != "\n" }.prefix(60)) }
}

extension FileWork {
    /// The lettering as artwork; letters that no font has become diagnostics.
    mutating func artwork(_ lettering: Lettering) throws(JobError) -> Artwork {
        let library = FontLibrary.system
        if !lettering.artwork.isSingleLine {
            for family in lettering.artwork.font.families where !library.has(family: family) {
                let near = nearestWord(to: family, among: library.families).map { "; did you mean \"\($0)\"?" } ?? ""
                throw JobError(.configuration, "there is no font \"\(family)\"\(near)")
            }
        }
        do throws(FontError) {
            let (artwork, missing) = try lettering.artwork.artwork(TextShaper(library))
            if let first = missing.first {
                report.diagnostics.append(Diagnostic(.warning, "missing-letter", "no font has \"\(first)\"\(missing.count > 1 ? " and \(missing.count - 1) other characters" : "")"))
            }
            guard artwork.width > 0, artwork.height > 0 else { throw FontError.withoutOutlines(path: lettering.name) }
            return artwork
        } catch { throw JobError(.data, error.description) }
    }
}
