public import ImpressionCanvas
public import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster

/// A picture seen when light shines through a plate of varying thickness.
///
/// Thickness follows from *linear* luminance through the plastic's transmittance curve, after the picture's tones were fitted to the range
/// that the thickness span can show.
public struct Lithophane: SheetTechnique, Equatable {
    public static let name = "lithophane"
    public static let summary = "a picture in the thickness of a plate, seen against the light"

    public enum Backdrop: String, Sendable, Codable, CaseIterable {
        /// Transparent parts are cut out of the piece.
        case cutout
        /// Transparent parts are as thin as the brightest tone.
        case thin
        /// Transparent parts are as thick as the darkest.
        case thick
    }

    public var form = SheetForm()
    public var tones = ToneMap()
    /// mm, brightest to darkest.
    public var thickness: ClosedRange<Double> = 0.8...3.2
    public var material = LithophaneMaterial.whitePLA
    /// 1/mm; above 0 it takes the place of the material's curve.
    public var absorption = 0.0
    /// Measured steps, `mm:transmittance,…`; they take the place of both.
    public var wedge: [WedgeStep] = []
    public var backdrop = Backdrop.cutout

    public init() {}

    /// A lithophane between two thicknesses, mm.
    public init(thickness: ClosedRange<Double>) { self.thickness = thickness }

    public static let options: [TechniqueOption<Lithophane>] = [
        .lengths("thickness", \.thickness, 0.1...20, "thickness of the brightest and of the darkest tone"),
        .choice("material", \.material, "plastic whose light curve is used"),
        .number("absorption", \.absorption, 0...20, "light curve exp(-a·t) instead of the material's; 0 keeps the material's"),
        .value("wedge", \.wedge, placeholder: "MM:T,…", expected: "steps such as 0.4:0.62,0.8:0.45 with rising thickness and falling transmittance",
               "light curve measured on your own filament", read: WedgeStep.steps, text: { $0.map(\.text).joined(separator: ",") }),
        .choice("backdrop", \.backdrop, "what transparent parts of the picture become"),
        .number("brightness", \.tones.brightness, -1...1, "added to lightness"),
        .number("contrast", \.tones.contrast, 0...5, "times lightness about the middle"),
        .number("gamma", \.tones.gamma, 0.1...10, "exponent on lightness"),
        .toggle("invert", \.tones.invert, "swap light and dark"),
        .number("detail", \.tones.detail, 0...2, "how much local contrast is kept where the material's range is short"),
        .length("detail-size", \.tones.detailSize, 0.1...100, "what counts as local"),
    ] + SheetForm.options.map { $0.within(\.form) }

    /// The light curve in force.
    public var curve: TransmittanceCurve {
        if let measured = TransmittanceCurve(wedge: wedge.map { ($0.thickness, $0.transmittance) }) { return measured }
        return absorption > 0 ? TransmittanceCurve(absorption: absorption) : material.curve
    }

    public func impress(_ artwork: Artwork, workers: Workers) throws(TechniqueError) -> SheetImpression {
        let plan = try SheetPlan(form, for: artwork)
        guard var page = artwork.light(in: plan.window(on: artwork), columns: plan.columns, rows: plan.rows, workers: workers) else { throw .emptyPicture }
        if form.mirror { page.mirror(workers) }
        let curve = curve
        let (thin, thick) = (thickness.lowerBound, thickness.upperBound)
        let brightest = curve.transmittance(thin)
        let darkest = curve.transmittance(thick) / brightest
        var field = tones.applied(to: page.luminance, darkest: darkest, pitch: plan.pitch, workers: workers)
        let table = ThicknessTable(curve: curve, span: thickness, brightest: brightest)
        let (coverage, behind) = (page.coverage, Float(backdrop == .thick ? thick : thin))
        field.updateRows(workers) { y, line in
            for x in 0..<line.count {
                line[x] = table.thickness(luminance: line[x])
                if let coverage, backdrop != .cutout { line[x] += (behind - line[x]) * (1 - min(1, max(0, coverage[x, y]))) }
            }
        }
        let made = plan.sheet(picture: field, coverage: backdrop == .cutout ? page.coverage : nil, frameDepth: form.frameDepth ?? thick, workers: workers)
        var light = SheetLight(curve: curve, thinnest: thin, original: page.luminance, shows: made.shows)
        if tones.invert { light.original = ToneMap.inverted(light.original) }
        return SheetImpression(sheet: made.sheet, light: light, notes: notes(darkest: darkest))
    }

    private func notes(darkest: Double) -> [(code: String, message: String)] {
        guard darkest > 0.25 else { return [] }
        return [("short-range", "a thickness of \(shown(thickness.lowerBound)) to \(shown(thickness.upperBound)) mm darkens only to \(Int((darkest * 100).rounded())) % of the brightest tone: a wider span shows more contrast")]
    }
}

/// One step of a measured wedge.
public struct WedgeStep: Sendable, Equatable, Codable {
    public var thickness: Double
    public var transmittance: Double

    var text: String { "\(shown(thickness)):\(shown(transmittance))" }

    static let steps: @Sendable (String) -> [WedgeStep]? = { text in
        var steps: [WedgeStep] = []
        for word in text.split(separator: ",") {
            let parts = word.split(separator: ":")
            guard parts.count == 2, let t = Quantity.length(String(parts[0])), let light = Quantity.number(String(parts[1])) else { return nil }
            steps.append(WedgeStep(thickness: t, transmittance: light))
        }
        return TransmittanceCurve(wedge: steps.map { ($0.thickness, $0.transmittance) }) == nil ? nil : steps
    }
}

/// Thickness by luminance, from a table over the square root of luminance: fine where the eye is.
private struct ThicknessTable {
    private let values: [Float]

    init(curve: TransmittanceCurve, span: ClosedRange<Double>, brightest: Double) {
        values = (0...2048).map { step in
            let root = Double(step) / 2048
            return Float(curve.thickness(for: root * root * brightest, in: span))
        }
    }

    func thickness(luminance: Float) -> Float {
        let place = min(max(luminance, 0), 1).squareRoot() * 2048
        let step = min(Int(place), 2047)
        return values[step] + (values[step + 1] - values[step]) * (place - Float(step))
    }
}
