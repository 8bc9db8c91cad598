public import ImpressionCanvas
import ImpressionCodecs
import ImpressionGeometry
import ImpressionRaster
import ImpressionTechniques

/// A drawing or picture as pixels.
public struct RenderJob: Sendable {
    public var input: String
    /// PNG files, or `-` for standard output.
    public var outputs: [String]
    /// Wanted size; one of both follows from the other. Without either a CSS pixel of the drawing becomes a pixel.
    public var width: Size?
    public var height: Size?
    /// Pixels an inch: of lengths in `width` and `height`, of the drawing where no size is asked for, and noted in the PNG.
    public var dpi = 96.0
    /// Laid below; nil leaves the ground transparent.
    public var background: Color?
    /// Whether colours are mixed as light instead of by code values.
    public var isLinear = false
    public var options = JobOptions()

    public enum Size: Sendable, Equatable {
        case pixels(Int)
        case millimetres(Double)

        /// `300`, `300px` or a length.
        public init?(_ text: String) {
            let digits = text.hasSuffix("px") ? text.dropLast(2) : text[...]
            if let pixels = Int(digits) { self = .pixels(pixels) } else {
                guard let length = Quantity.length(text), length > 0 else { return nil }
                self = .millimetres(length)
            }
        }
    }

    public init(input: String, outputs: [String]) { (self.input, self.outputs) = (input, outputs) }

    public mutating func setSize(width: String?, height: String?) throws(JobError) {
        func size(_ name: String, _ text: String?) throws(JobError) -> Size? {
            guard let text else { return nil }
            guard let size = Size(text) else { throw JobError(.usage, "--\(name) \(text) is not a size such as 300px or 120mm") }
            return size
        }
        (self.width, self.height) = (try size("width", width), try size("height", height))
    }

    /// - Parameter text: A CSS colour.
    public mutating func setBackground(_ text: String?) throws(JobError) {
        guard let text else { return }
        guard let color = Color(css: text) else { throw JobError(.usage, "--background \(text) is not a colour such as white or #e0e0e0") }
        background = color
    }

    public func run() throws(JobError) -> JobReport {
        guard !outputs.isEmpty else { throw JobError(.usage, "nothing to write: name an output with -o") }
        guard dpi >= 1, dpi <= 100_000 else { throw JobError(.usage, "--dpi \(dpi) is outside 1 … 100000") }
        for path in outputs where path != "-" && fileExtension(path) != "png" { throw JobError(.usage, "\(path): render writes .png") }
        var files = FileWork(options: options)
        options.stages.begin("reading")
        let artwork = try files.artwork(input)
        let (columns, rows, scale) = try pixels(of: artwork)
        options.stages.begin("rendering")
        let map = Transform(scale.x, 0, 0, -scale.y, 0, artwork.height * scale.y)
        let rendered = artwork.rendered(columns: columns, rows: rows, by: map, options: RenderOptions(background: background, isLinear: isLinear, workers: options.workers))
        let png = encodePNG(rendered.srgb8(options.workers), level: 4, pixelsPerMillimetre: scale.x)
        for path in outputs { try files.write(path, format: "png", bytes: png) }
        files.report.set("pixels", .array([.integer(columns), .integer(rows)]))
        files.report.set("size_mm", .array([.number(artwork.width), .number(artwork.height)]))
        return files.report
    }

    /// The picture's size and pixels a millimetre. With one side given both axes have its scale; a row that is covered in part counts.
    private func pixels(of artwork: Artwork) throws(JobError) -> (columns: Int, rows: Int, scale: Point) {
        func count(_ size: Size?) -> Double? {
            switch size {
            case .pixels(let n): Double(n)
            case .millimetres(let length): length * dpi / 25.4
            case nil: nil
            }
        }
        let across = count(width).map { $0 / artwork.width }, down = count(height).map { $0 / artwork.height }
        let scale = Point(across ?? down ?? dpi / 25.4, down ?? across ?? dpi / 25.4)
        // A hair less, so that 300.0000001 is 300.
        let size = Point((artwork.width * scale.x - 1e-6).rounded(.up), (artwork.height * scale.y - 1e-6).rounded(.up))
        let limit = 32767.0
        guard size.x >= 1, size.y >= 1, size.x <= limit, size.y <= limit, size.x * size.y <= Double(options.maxPixels) else {
            throw JobError(.usage, "a picture of \(size.x) × \(size.y) pixels is outside 1 … 32767 a side or more than --max-pixels")
        }
        return (Int(size.x), Int(size.y), scale)
    }
}
