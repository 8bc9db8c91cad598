import ImpressionCanvas
import ImpressionCodecs
import ImpressionGeometry
import ImpressionRaster
import ImpressionTechniques

extension DrawingImpression: TechniqueResult {
    var statistics: [(name: String, value: JSON)] {
        [("size_mm", .array([.number(artwork.width), .number(artwork.height)]))] + figures.map { ($0.name, .integer($0.count)) }
    }

    func product(_ setting: ResultSetting) -> any Product { DrawingProduct(artwork, setting) }
}

/// A vector drawing: as a picture it is drawn, as a model its visible colours are extruded.
struct DrawingProduct: Product {
    let noun = "a drawing"
    private let artwork: Artwork
    private let setting: ResultSetting
    /// Made when the first output needs it.
    private var solid: SolidProduct?
    /// The same as one body.
    private var whole: SolidProduct?

    /// Pixels along the longer side of a drawing that is written as a picture.
    private static let longest = 2048

    init(_ artwork: Artwork, _ setting: ResultSetting) { (self.artwork, self.setting) = (artwork, setting) }

    var options: JobOptions { setting.options }
    var notes: [(code: String, message: String)] { (solid ?? whole)?.impression.notes ?? [] }

    func drawing() -> Artwork? { artwork }
    func picture() -> LinearPicture? { LinearPicture(artwork, longest: Self.longest, workers: options.workers) }

    mutating func model() throws(JobError) -> Model? {
        var extruded = try extruded()
        defer { solid = extruded }
        return try extruded.model()
    }

    mutating func wholeModel() throws(JobError) -> Model? {
        var body = if let whole { whole } else { try extruded { extrusion, workers throws(TechniqueError) in try extrusion.impressWhole(artwork, workers: workers) } }
        defer { whole = body }
        return try body.wholeModel()
    }

    mutating func thumbnail(width: Int, height: Int) throws(JobError) -> LinearPicture? {
        var extruded = try extruded()
        defer { solid = extruded }
        return try extruded.thumbnail(width: width, height: height)
    }

    private func extruded() throws(JobError) -> SolidProduct {
        if let solid { return solid }
        return try extruded { extrusion, workers throws(TechniqueError) in try extrusion.impress(artwork, workers: workers) }
    }

    private func extruded(_ impress: (Extrusion, Workers) throws(TechniqueError) -> SolidImpression) throws(JobError) -> SolidProduct {
        do throws(TechniqueError) {
            return SolidProduct(impression: try impress(Extrusion(), options.workers), setting: setting)
        } catch { throw JobError(.data, "\(setting.origin): \(error)") }
    }
}
