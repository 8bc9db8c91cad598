import ImpressionCanvas
import ImpressionGeometry
import ImpressionRaster

/// How artwork becomes flat areas for a body: its size, its colours, its finest detail. All solid techniques share it.
public struct ArtForm: Sendable, Equatable, Codable {
    public enum Crop: String, Sendable, Codable, CaseIterable { case drawing, page }

    /// What becomes of places that are narrower than the nozzle can draw.
    public enum Thin: String, Sendable, Codable, CaseIterable { case widen, drop, keep }

    public enum Ink: String, Sendable, Codable, CaseIterable {
        /// Dark colours, or everything where nothing is dark.
        case dark
        case light
        /// Everything that is drawn.
        case drawn
    }

    /// Of the drawing, mm; where both are nil its longer side has the technique's usual size.
    public var width: Double?
    public var height: Double?
    public var crop = Crop.drawing
    /// Most colours.
    public var colors = 8
    /// As `#rrggbb`; where not empty, colours become the nearest of these.
    public var palette: [String] = []
    public var steps = 1
    public var ink = Ink.dark
    /// Lightness (CIE L*, as a share) below which a colour is dark.
    public var threshold = 0.6
    /// mm.
    public var minimumWidth = 0.4
    public var thin = Thin.widen
    /// Greatest distance of a chord from its curve, mm.
    public var detail = 0.01

    public init() {}

    static let options: [TechniqueOption<ArtForm>] = [
        .optionalLength("width", \.width, 1...1000, "width of the drawing"),
        .optionalLength("height", \.height, 1...1000, "height of the drawing"),
        .choice("crop", \.crop, "what is measured: the drawing itself, or its whole page"),
        .value("colors", \.colors, placeholder: "N", expected: "a whole number from 1 to 256", "most colours; the least missed are merged",
               read: { Int($0).flatMap { (1...256).contains($0) ? $0 : nil } }, text: { "\($0)" }),
        .value("palette", \.palette, placeholder: "#RRGGBB,…", expected: "colours as #rrggbb with commas between", "colours to use; each colour of the drawing becomes the nearest",
               read: { text in
                   let words = text == "auto" ? [] : text.split(separator: ",").map(String.init)
                   return words.allSatisfy { Color(hex: $0) != nil } ? words : nil
               }, text: { $0.isEmpty ? "auto" : $0.joined(separator: ",") }),
        .value("steps", \.steps, placeholder: "N", expected: "a whole number from 1 to 64", "bands that a gradient is cut into; 1 takes its mean colour",
               read: { Int($0).flatMap { (1...64).contains($0) ? $0 : nil } }, text: { "\($0)" }),
        .choice("ink", \.ink, "what is drawn where one material draws: dark or light colours, or all that is drawn"),
        .number("threshold", \.threshold, 0...1, "lightness up to which a colour is dark"),
        .length("minimum-width", \.minimumWidth, 0...10, "what is narrower than this the nozzle cannot draw"),
        .choice("thin", \.thin, "what becomes of places that are too narrow: widen, drop or keep"),
        .length("detail", \.detail, 0.001...1, "greatest distance of chords from curves"),
    ]
}

/// An artwork as flat areas about the origin, mm.
struct FormedArt {
    var parts: [ColourPartition.Part]
    /// Of all that is drawn, or of the page where that was asked for.
    var box: Box
    var notes: [(code: String, message: String)]

    var whole: Region { Region.union(of: parts.map(\.region)) }
}

extension Artwork {
    /// Whether there is anything but pictures in it, or nothing at all.
    fileprivate var isDrawing: Bool { elements.isEmpty || !elements.allSatisfy { if case .picture = $0 { true } else { false } } }
}

extension ArtForm {
    /// - Parameters:
    ///   - standard: Of the longer side where no size is told, mm; nil keeps the artwork's own.
    ///   - isMirrored: Whether left and right are swapped.
    func formed(_ artwork: Artwork, standard: Double?, isMirrored: Bool = false, workers: Workers) throws(TechniqueError) -> FormedArt {
        guard artwork.isDrawing else {
            // A picture is traced: its colours become areas that fit.
            var trace = Trace(.colour)
            (trace.colors, trace.seams) = (.count(min(colors, 128)), false)
            return try formed(try trace.impress(artwork, workers: workers).artwork, standard: standard, isMirrored: isMirrored, workers: workers)
        }
        let (settings, box, tooLarge) = try partition(of: artwork, standard: standard, isMirrored: isMirrored, workers: workers)
        let partition = artwork.partitioned(settings, workers: workers)
        guard !partition.parts.isEmpty else { throw .emptyPicture }
        return FormedArt(parts: partition.parts, box: box, notes: tooLarge + partition.findings.map { ("simplified-artwork", $0.description) })
    }

    /// All that is drawn as one part, whatever its colours: what the parts of ``formed(_:standard:isMirrored:workers:)`` are together.
    func drawn(_ artwork: Artwork, workers: Workers) throws(TechniqueError) -> FormedArt {
        guard artwork.isDrawing, steps == 1 else {
            var art = try formed(artwork, standard: nil, workers: workers)
            art.parts = [ColourPartition.Part(color: art.parts[0].color, region: art.whole)]
            return art
        }
        let (settings, box, tooLarge) = try partition(of: artwork, standard: nil, isMirrored: false, workers: workers)
        let area = artwork.drawnArea(settings, workers: workers)
        guard !area.isEmpty else { throw .emptyPicture }
        return FormedArt(parts: [ColourPartition.Part(color: .black, region: area)], box: box, notes: tooLarge)
    }

    /// How artwork is cut up, and the box that it then has.
    private func partition(of artwork: Artwork, standard: Double?, isMirrored: Bool, workers: Workers) throws(TechniqueError) -> (PartitionSettings, Box, notes: [(code: String, message: String)]) {
        guard artwork.width > 0, artwork.height > 0, !artwork.elements.isEmpty else { throw .emptyPicture }
        var settings = PartitionSettings()
        (settings.grid, settings.roundsOnce) = (64, false)
        (settings.gradientSteps, settings.colorCount) = (steps, colors)
        settings.palette = palette.compactMap { Color(hex: $0) }
        let page = artwork.page, largest = max(page.width, page.height)
        var box = page
        if crop == .drawing {
            // To a size that suits the lattice, coarsely, for its bounds alone.
            let fit = 200 / largest
            var sketch = settings
            (sketch.transform, sketch.tolerance, sketch.gradientSteps) = (.scale(fit), 0.02, 1)
            box = artwork.drawnArea(sketch, workers: workers).bounds
            guard !box.isEmpty, box.width > 0, box.height > 0 else { throw .emptyPicture }
            box = box.mapped(by: .scale(1 / fit))
        }
        let (scale, tooLarge) = try scale(of: box, standard: standard)
        settings.transform = .scale(isMirrored ? -scale : scale, scale) * .translation(-box.center.x, -box.center.y)
        settings.tolerance = detail
        return (settings, box.mapped(by: settings.transform), tooLarge)
    }

    /// mm. Bodies have room on the lattice up to this size.
    private static let largest = 1000.0

    /// A drawing that says it is larger than any printer is made as large as may be, and told; a size that was asked for is an error.
    private func scale(of box: Box, standard: Double?) throws(TechniqueError) -> (Double, notes: [(code: String, message: String)]) {
        let longest = max(box.width, box.height)
        let scale = switch (width, height) {
        case (let width?, let height?): min(width / box.width, height / box.height)
        case (let width?, nil): width / box.width
        case (nil, let height?): height / box.height
        case (nil, nil): standard.map { $0 / longest } ?? 1
        }
        if longest * scale <= Self.largest { return (scale, []) }
        guard width == nil, height == nil else { throw .conflict("the body would be \(shown((longest * scale).rounded())) mm long, the limit is \(shown(Self.largest)) mm") }
        return (Self.largest / longest, [("large-artwork", "the drawing is \(shown((longest * scale).rounded())) mm long and is made \(shown(Self.largest)) mm: set width or height")])
    }

    /// What one material draws, without what is too narrow for it.
    func inked(_ art: inout FormedArt) throws(TechniqueError) -> Region {
        let chosen = art.parts.filter { part in
            let lightness = part.color.lab.l / 100
            return switch ink {
            case .dark: lightness <= threshold
            case .light: lightness > threshold
            case .drawn: true
            }
        }
        var parts = chosen
        if parts.isEmpty {
            art.notes.append(("no-ink", "no colour is \(ink.rawValue), so everything that is drawn counts"))
            parts = art.parts
        }
        return printable(Region.union(of: parts.map(\.region)), &art.notes)
    }
}
