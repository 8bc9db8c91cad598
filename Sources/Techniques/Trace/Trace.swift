public import ImpressionCanvas
public import ImpressionGeometry
import ImpressionRaster

/// A picture as curves: outlines of what is dark, areas of a few colours that share their edges, or the middles of lines.
public struct Trace: ScanningTechnique, Equatable {
    public static let name = "trace"
    public static let summary = "a picture as curves: outlines, colours that fit together, or centre lines"

    public enum Mode: String, Sendable, Codable, CaseIterable {
        case outline
        case colour
        case centreLine = "centre-line"
    }

    public enum Source: String, Sendable, Codable, CaseIterable {
        /// Light and dark as seen on white paper.
        case luminance
        /// What is covered.
        case alpha
    }

    public var mode = Mode.outline
    /// Of the page, mm; nil keeps the artwork's.
    public var width: Double?
    public var source = Source.luminance
    public var threshold = Threshold.otsu
    public var invert = false
    public var turns = TurnPolicy.minority
    /// Area up to which specks are dropped, or of which colours' areas are the smallest; nil is the mode's own.
    public var despeckle: TraceMeasure?
    /// α of the paper.
    public var corner = 1.0
    public var tolerance = TraceMeasure.pixels(0.7)
    public var colors = PaletteChoice.count(8)
    /// Whether what lies under the edges of neighbouring colours is painted, so that the ground does not shine through smoothed edges.
    public var seams = true
    public var centre = CentreLineSettings()
    public var seed: UInt64 = 0

    public init() {}

    public init(_ mode: Mode) { self.mode = mode }

    public static let options: [TechniqueOption<Trace>] = [
        .choice("mode", \.mode, "outlines of what is dark, areas of colour, or the middles of lines"),
        .optionalLength("width", \.width, 0.1...2000, "width of the page"),
        .choice("source", \.source, "what outlines and lines are taken from"),
        .value("threshold", \.threshold, placeholder: "otsu|adaptive|N", expected: "otsu, adaptive, or a share of white from 0 to 1",
               "tones below it are dark", read: Threshold.read, text: \.text),
        .toggle("invert", \.invert, "take what is light instead of what is dark"),
        .choice("turns", \.turns, "what is joined where two areas touch at a corner"),
        .value("despeckle", \.despeckle, placeholder: "AREA", expected: "an area such as 4px or 0.5mm2, or auto", "areas up to this are dropped; of colours, merged",
               read: { $0 == "auto" ? .some(nil) : TraceMeasure.read($0).map(Optional.some) }, text: { $0?.text ?? "auto" }),
        .number("corner", \.corner, 0...2, "sharpness from which on a corner stays one: 0 gives polygons, above 4/3 all is smooth"),
        .value("tolerance", \.tolerance, placeholder: "LENGTH", expected: "a length such as 0.2px or 0.05mm", "how far joined curves may stray",
               read: TraceMeasure.read, text: \.text),
        .value("colors", \.colors, placeholder: "N|#RRGGBB,…", expected: "a number of colours from 1 to 128, or colours such as #FF0000,#FFFFFF",
               "how many colours, or which", read: PaletteChoice.read, text: \.text),
        .toggle("seams", \.seams, "paint under the edges between colours, so that no ground shines through"),
        .value("seed", \.seed, placeholder: "N", expected: "a whole number", "seed of the choice of colours", read: { UInt64($0) }, text: { "\($0)" }),
    ] + CentreLineSettings.options

    public func impress(_ artwork: Artwork, workers: Workers) throws(TechniqueError) -> DrawingImpression {
        let scale = width.map { $0 / artwork.width } ?? 1
        guard scale.isFinite, scale > 0 else { throw .emptyPicture }
        var drawing = DrawingImpression(Artwork(width: artwork.width * scale, height: artwork.height * scale))
        var count = TracedCount()
        for placed in pictures(of: artwork, workers) where !placed.picture.isEmpty {
            drawing.artwork.elements += try elements(of: TraceScan(placed.picture, scanKind, workers), TraceFrame(placed, .scale(scale)), workers, &count)
        }
        try finish(&drawing, count)
        return drawing
    }

    public func scan(width: Int, height: Int) -> TraceScan { TraceScan(width: width, height: height, scanKind) }

    public func impress(_ scan: TraceScan, width: Double, workers: Workers) throws(TechniqueError) -> DrawingImpression {
        guard scan.width > 0, scan.height > 0 else { throw .emptyPicture }
        let width = self.width ?? width
        var drawing = DrawingImpression(Artwork(width: width, height: width * Double(scan.height) / Double(scan.width)))
        var count = TracedCount()
        drawing.artwork.elements = try elements(of: scan, TraceFrame(scan, page: drawing.artwork.page), workers, &count)
        try finish(&drawing, count)
        return drawing
    }

    private func finish(_ drawing: inout DrawingImpression, _ count: TracedCount) throws(TechniqueError) {
        guard count.pictures > 0 else { throw .emptyPicture }
        drawing.figures = [("areas", count.areas), ("paths", count.paths), ("pieces", count.pieces)]
        if count.paths == 0 { drawing.notes.append(("nothing-found", "nothing was found to trace: look at --threshold, --invert and --despeckle")) }
    }

    /// Pixels along the longer side of a drawing that is traced as it looks.
    private static let longest = 2048.0

    /// The artwork's pictures; of artwork with anything else in it, one of the whole page.
    private func pictures(of artwork: Artwork, _ workers: Workers) -> [PlacedPicture] {
        let pictures = artwork.elements.compactMap { if case .picture(let placed) = $0 { placed } else { nil } }
        let scale = Self.longest / max(artwork.width, artwork.height)
        guard pictures.count < artwork.elements.count, scale.isFinite, scale > 0 else { return pictures }
        let (columns, rows) = (max(1, Int((artwork.width * scale).rounded())), max(1, Int((artwork.height * scale).rounded())))
        let page = artwork.rendered(columns: columns, rows: rows, options: RenderOptions(workers: workers)).light(workers)
        return [PlacedPicture(page, in: artwork.page)]
    }

    private func elements(of scan: TraceScan, _ frame: TraceFrame, _ workers: Workers, _ count: inout TracedCount) throws(TechniqueError) -> [Artwork.Element] {
        count.pictures += 1
        switch mode {
        case .outline:
            let map = try outlines(of: scan, frame, workers)
            return [painted(map.path(of: 0), .black, &count)].compactMap(\.self)
        case .colour:
            let (map, palette) = try areas(of: scan, frame, workers)
            var elements = seams ? map.seams(palette, width: frame.pixel) : []
            for (i, color) in palette.enumerated() {
                if let element = painted(map.path(of: i), color.color, name: color.hexadecimal, &count) { elements.append(element) }
            }
            return elements
        case .centreLine:
            return try centreLines(of: scan, frame, workers, &count)
        }
    }

    private func painted(_ path: BezierPath, _ color: Color, name: String = "", _ count: inout TracedCount) -> Artwork.Element? {
        guard !path.isEmpty else { return nil }
        count.add(path)
        return .path(PaintedPath(path, fill: Fill(.color(color)), name: name))
    }
}

/// Where a picture lies on the page.
struct TraceFrame: Sendable {
    /// From pixels, y down from the picture's upper left, to the page.
    let page: Transform
    /// Edge of a pixel, mm.
    let pixel: Double

    init(_ placed: PlacedPicture, _ scale: Transform) {
        let (sx, sy) = (placed.box.width / Double(placed.picture.width), placed.box.height / Double(placed.picture.height))
        page = scale * placed.transform * Transform(sx, 0, 0, -sy, placed.box.min.x, placed.box.max.y)
        pixel = page.meanScale
    }

    /// Of a picture that fills its page.
    init(_ scan: TraceScan, page box: Box) {
        let (sx, sy) = (box.width / Double(scan.width), box.height / Double(scan.height))
        page = Transform(sx, 0, 0, -sy, box.min.x, box.max.y)
        pixel = page.meanScale
    }
}

/// How much was found.
struct TracedCount {
    var (pictures, areas, paths, pieces) = (0, 0, 0, 0)

    mutating func add(_ path: BezierPath) {
        areas += 1
        paths += path.verbs.count(where: { $0 == .move })
        pieces += path.verbs.count(where: { $0 == .line || $0 == .cubic }) + path.verbs.count(where: { $0 == .close })
    }
}
