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

extension ArtForm {
    /// - Parameters:
    ///   - standard: Of the longer side where no size is told, mm; nil keeps the artwork's own.
    ///   - isMirrored: Whether left and right are swapped.
    func formed(_ artwork: Artwork, standard: Double?, isMirrored: Bool = false, workers: Workers) throws(TechniqueError) -> FormedArt {
        guard artwork.width > 0, artwork.height > 0, !artwork.elements.isEmpty else { throw .emptyPicture }
        if artwork.elements.allSatisfy({ if case .picture = $0 { true } else { false } }) {
            // A picture is traced: its colours become areas that fit.
            var trace = Trace(.colour)
            (trace.colors, trace.seams) = (.count(min(colors, 128)), false)
            return try formed(try trace.impress(artwork, workers: workers).artwork, standard: standard, isMirrored: isMirrored, workers: workers)
        }
        var settings = PartitionSettings()
        settings.grid = 64
        (settings.gradientSteps, settings.colorCount) = (steps, colors)
        settings.palette = palette.compactMap { Color(hex: $0) }
        let page = artwork.page, largest = max(page.width, page.height)
        var box = page
        if crop == .drawing {
            // To a size that suits the lattice, coarsely, for its bounds alone.
            let fit = 200 / largest
            var sketch = settings
            (sketch.transform, sketch.tolerance, sketch.gradientSteps) = (.scale(fit), 0.02, 1)
            sketch.palette = [.black]
            box = artwork.partitioned(sketch, workers: workers).whole.bounds
            guard !box.isEmpty, box.width > 0, box.height > 0 else { throw .emptyPicture }
            box = box.mapped(by: .scale(1 / fit))
        }
        let (scale, tooLarge) = try scale(of: box, standard: standard)
        settings.transform = .scale(isMirrored ? -scale : scale, scale) * .translation(-box.center.x, -box.center.y)
        settings.tolerance = detail
        let partition = artwork.partitioned(settings, workers: workers)
        guard !partition.parts.isEmpty else { throw .emptyPicture }
        return FormedArt(parts: partition.parts, box: box.mapped(by: settings.transform), notes: tooLarge + partition.findings.map { ("simplified-artwork", $0.description) })
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

    /// Treats what is too narrow in a drawing of one colour; of several it is only told, for each colour, since where materials meet none can grow.
    func makePrintable(_ art: inout FormedArt) {
        if art.parts.count == 1 {
            art.parts[0].region = printable(art.parts[0].region, &art.notes)
        } else if minimumWidth > 0 {
            tell(art.parts.flatMap { $0.region.narrowPlaces(under: minimumWidth) }, of: art.parts.reduce(0) { $0 + $1.region.area }, .keep, &art.notes)
        }
    }

    /// A region whose narrow places are widened or dropped, with a note that says how much they are.
    func printable(_ region: Region, _ notes: inout [(code: String, message: String)]) -> Region {
        guard minimumWidth > 0, !region.isEmpty else { return region }
        let narrow = region.narrowPlaces(under: minimumWidth)
        guard !narrow.isEmpty else { return region }
        tell(narrow, of: region.area, thin, &notes)
        switch thin {
        case .keep: return region
        case .drop: return region.subtracting(Region.union(of: narrow))
        case .widen: return region.union(Region.union(of: narrow.map { $0.widened(to: minimumWidth) }))
        }
    }

    private func tell(_ narrow: [Region], of whole: Double, _ thin: Thin, _ notes: inout [(code: String, message: String)]) {
        if narrow.isEmpty { return }
        let area = narrow.reduce(0) { $0 + $1.area }, what = switch thin {
        case .widen: "were widened"
        case .drop: "were dropped"
        case .keep: "were kept and may not print"
        }
        notes.append(("thin-detail", "\(narrow.count) places narrower than \(shown(minimumWidth)) mm, \(shown((area * 100).rounded() / 100)) mm² of \(shown((whole * 100).rounded() / 100)) mm², \(what)"))
    }
}

extension Region {
    /// The parts that no disc of a diameter reaches, corners left out: those are narrower than they are worth.
    func narrowPlaces(under width: Double) -> [Region] {
        // The opening of what is exactly as wide must not lose it to rounding.
        let lost = subtracting(opened(by: width / 2 * 0.98, tolerance: width / 200).offset(by: width / 100))
        return lost.islands.filter { $0.area > width * width / 8 }
    }

    /// Grown about its middle lines until it is as wide as told.
    fileprivate func widened(to width: Double) -> Region {
        let lines = medialAxis().pruned(angle: .degrees(120)).paths(tolerance: width / 50).map { Polyline($0.map(\.center)) }
        let style = StrokeStyle(width: width, cap: .round, join: .round(tolerance: width / 100))
        if lines.isEmpty, let middle = centroid { return Region(stroking: [Polyline([middle])], style) }
        return Region(stroking: lines, style)
    }
}
