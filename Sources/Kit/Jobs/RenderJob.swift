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
        let (columns, rows) = try pixels(of: artwork)
        options.stages.begin("rendering")
        let rendered = artwork.rendered(columns: columns, rows: rows, options: RenderOptions(background: background, isLinear: isLinear, workers: options.workers))
        let density = Double(columns) / artwork.width
        let png = encodePNG(rendered.srgb8(options.workers), level: 4, pixelsPerMillimetre: density)
        for path in outputs { try files.write(path, format: "png", bytes: png) }
        files.report.set("pixels", .array([.integer(columns), .integer(rows)]))
        files.report.set("size_mm", .array([.number(artwork.width), .number(artwork.height)]))
        return files.report
    }

    /// A row that is covered in part counts whole.
    private func pixels(of artwork: Artwork) throws(JobError) -> (columns: Int, rows: Int) {
        let perMillimetre = dpi / 25.4
        func count(_ size: Size?) -> Double? {
            switch size {
            case .pixels(let n): Double(n)
            case .millimetres(let length): length * perMillimetre
            case nil: nil
            }
        }
        let ratio = artwork.height / artwork.width
        let (width, height) = (count(width), count(height))
        let columns = (width ?? height.map { $0 / ratio } ?? artwork.width * perMillimetre) - 1e-6
        let rows = (height ?? width.map { $0.rounded(.up) * ratio } ?? artwork.height * perMillimetre) - 1e-6
        let limit = 32767.0
        guard columns.isFinite, rows.isFinite, columns > 0, rows > 0, columns <= limit, rows <= limit, columns * rows <= Double(options.maxPixels) else {
            throw JobError(.usage, "a picture of \(columns.rounded(.up)) × \(rows.rounded(.up)) pixels is outside 1 … 32767 a side or more than --max-pixels")
        }
        return (Int(columns.rounded(.up)), Int(rows.rounded(.up)))
    }
}
