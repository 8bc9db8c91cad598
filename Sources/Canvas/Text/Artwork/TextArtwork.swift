public import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Lettering as artwork: black paths, or strokes of the single-line font, on a page that fits them.
public struct TextArtwork: Sendable, Hashable {
    public enum Alignment: String, Sendable, CaseIterable { case left, center, right }

    /// Lines are parted by `\n`.
    public var text: String
    public var font: FontQuery
    /// Whether the font of single strokes is meant, and `font` is not looked at.
    public var isSingleLine: Bool
    /// Height of the em, mm.
    public var size: Double
    /// Radius of the circle that the first line stands on, mm; negative for a line that hangs below its circle, nil for straight lines.
    public var arcRadius: Double?
    /// Added between letters, mm.
    public var letterSpacing: Double
    /// From one baseline to the next, in shares of what the font asks for.
    public var lineSpacing: Double
    public var alignment: Alignment

    public init(_ text: String, font: FontQuery = FontQuery(), isSingleLine: Bool = false, size: Double = 12, arcRadius: Double? = nil, letterSpacing: Double = 0,
                lineSpacing: Double = 1, alignment: Alignment = .center) {
        (self.text, self.font, self.isSingleLine, self.size, self.arcRadius) = (text, font, isSingleLine, size, arcRadius)
        (self.letterSpacing, self.lineSpacing, self.alignment) = (letterSpacing, lineSpacing, alignment)
    }

    /// Width of a single-line stroke, shares of the em.
    public static let strokeWidth = 0.06

    /// The artwork, a path a line, and the characters that no font has.
    ///
    /// - Throws: Where there is no font.
    public func artwork(_ shaper: TextShaper) throws(FontError) -> (artwork: Artwork, missing: [Character]) {
        let (paths, missing) = try lines(shaper)
        return (page(paths.filter { !$0.path.isEmpty }), missing)
    }

    /// What is inked, mm, about the middle of the circle or the start of the first baseline.
    ///
    /// - Throws: Where there is no font.
    public func region(_ shaper: TextShaper, tolerance: Double = 0.005) throws(FontError) -> (region: Region, missing: [Character]) {
        let (paths, missing) = try lines(shaper)
        let style = StrokeStyle(width: size * Self.strokeWidth, cap: .round, join: .round(tolerance: tolerance))
        return (Region.union(of: paths.map { line in
            let flat = line.path.flattened(tolerance: tolerance)
            return isSingleLine ? Region(stroking: flat, style) : Region(flat)
        }), missing)
    }

    private func lines(_ shaper: TextShaper) throws(FontError) -> (paths: [(name: String, path: BezierPath)], missing: [Character]) {
        var missing: [Character] = [], paths: [(name: String, path: BezierPath)] = [], y = 0.0
        let style = TextStyle(font, size: size, letterSpacing: letterSpacing)
        let metrics = isSingleLine ? SingleLineFont.shared.metrics.scaled(by: size) : try shaper.metrics(style)
        let step = (metrics.ascent - metrics.descent + metrics.lineGap) * lineSpacing
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            let letters = isSingleLine ? singleLine(line, &missing) : try outlines(line, style, shaper, &missing)
            paths.append((line, set(letters, y: y, step: step)))
            y -= step
        }
        return (paths, missing)
    }

    // MARK: Letters

    /// A letter with its room on the line.
    private struct Letter {
        var path: BezierPath
        var advance: Double
    }

    private func outlines(_ line: String, _ style: TextStyle, _ shaper: TextShaper, _ missing: inout [Character]) throws(FontError) -> [Letter] {
        let shaped = try shaper.shape([TextRun(line, style)])
        missing += shaped.missing.map { Character($0) }
        return shaped.clusters.map { cluster in
            var path = BezierPath()
            for glyph in cluster.glyphs { path.append(shaper.outline(glyph).transformed(by: .translation(glyph.x, glyph.y))) }
            return Letter(path: path, advance: cluster.advance)
        }
    }

    private func singleLine(_ line: String, _ missing: inout [Character]) -> [Letter] {
        var letters: [Letter] = []
        for character in line {
            guard let glyph = SingleLineFont.shared[character] else {
                missing.append(character)
                continue
            }
            letters.append(Letter(path: glyph.path.transformed(by: .scale(size)), advance: glyph.advance * size + letterSpacing))
        }
        if !letters.isEmpty { letters[letters.count - 1].advance -= letterSpacing }
        return letters
    }

    // MARK: Lines

    private func set(_ letters: [Letter], y: Double, step: Double) -> BezierPath {
        let width = letters.reduce(0) { $0 + $1.advance }
        var x = switch alignment {
        case .left: 0.0
        case .center: -width / 2
        case .right: -width
        }
        var path = BezierPath()
        for letter in letters {
            path.append(letter.path.transformed(by: place(x, letter.advance, y)))
            x += letter.advance
        }
        return path
    }

    /// Where a letter goes: its middle on the line, or on the circle around the origin.
    private func place(_ x: Double, _ advance: Double, _ y: Double) -> Transform {
        guard let radius = arcRadius else { return .translation(x, y) }
        // Lines below the first come nearer to the middle above it, and go away from it below.
        let own = max(radius.magnitude + (radius > 0 ? y : -y), size / 10)
        let angle = (x + advance / 2) / radius.magnitude
        if radius > 0 { return .rotation(Angle(radians: -angle)) * .translation(-advance / 2, own) }
        return .rotation(Angle(radians: angle)) * .translation(-advance / 2, -own)
    }

    private func page(_ lines: [(name: String, path: BezierPath)]) -> Artwork {
        let margin = isSingleLine ? size * Self.strokeWidth / 2 : 0
        var box = Box.empty
        for line in lines {
            for polyline in line.path.flattened(tolerance: size / 1000) { for point in polyline.points { box.add(point) } }
        }
        guard !box.isEmpty else { return Artwork(width: 0, height: 0) }
        box = box.expanded(by: margin)
        let move = Transform.translation(-box.min.x, -box.min.y)
        let stroke = Stroke(.color(.black), style: StrokeStyle(width: size * Self.strokeWidth, cap: .round, join: .round))
        return Artwork(width: box.width, height: box.height, elements: lines.map { line in
            .path(PaintedPath(line.path.transformed(by: move), fill: isSingleLine ? nil : Fill(.color(.black)), stroke: isSingleLine ? stroke : nil, name: line.name))
        })
    }
}
