public import ImpressionCanvas
public import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster

/// A picture raised from, or sunk into, a plate: height from lightness, or from a height map as it is.
public struct Relief: SheetTechnique, Equatable {
    public static let name = "relief"
    public static let summary = "a picture or height map as a raised or sunk surface"

    public enum Source: String, Sendable, Codable, CaseIterable {
        /// Lightness as the eye sees it (CIE L*).
        case lightness
        /// Stored values as they are, 8 or 16 bits: for height maps.
        case map
    }

    public enum Side: String, Sendable, Codable, CaseIterable { case raised, sunk }

    public var form = SheetForm()
    /// mm under the lowest place.
    public var base = 1.2
    /// mm from the lowest to the highest place.
    public var relief = 3.0
    public var source = Source.lightness
    public var side = Side.raised
    /// Dark is high.
    public var invert = false
    /// mm, standard deviation of the blur.
    public var smoothing = 0.15
    /// How strongly detail is raised against large shapes; 1 leaves it.
    public var detail = 1.0
    /// mm.
    public var detailSize = 2.0
    /// Stretches the picture's own darkest and lightest to the whole relief.
    public var stretch = true

    public init() { form.frame = 0 }

    public var readsHeightMaps: Bool { source == .map }

    public static let options: [TechniqueOption<Relief>] = [
        .length("base", \.base, 0.1...100, "thickness under the lowest place"),
        .length("relief", \.relief, 0.05...100, "height from the lowest to the highest place"),
        .choice("source", \.source, "what makes height: lightness as seen, or stored values of a height map"),
        .choice("side", \.side, "raised from the plate, or sunk into it"),
        .toggle("invert", \.invert, "dark is high"),
        .length("smoothing", \.smoothing, 0...20, "blur, standard deviation"),
        .number("detail", \.detail, 0...5, "how strongly detail is raised against large shapes"),
        .length("detail-size", \.detailSize, 0.1...100, "what counts as detail"),
        .toggle("stretch", \.stretch, "use the whole height for the picture's own range"),
    ] + SheetForm.options.map { $0.within(\.form) }

    public func impress(_ artwork: Artwork, workers: Workers) throws(TechniqueError) -> SheetImpression {
        let plan = try SheetPlan(form, for: artwork)
        guard var page = artwork.light(in: plan.window(on: artwork), columns: plan.columns, rows: plan.rows, workers: workers) else { throw .emptyPicture }
        if form.mirror { page.mirror(workers) }
        var field = page.luminance
        if source == .lightness {
            field.updateRows(workers) { _, line in
                for x in 0..<line.count { line[x] = Float(Lab.lightness(Double(min(max(line[x], 0), 1))) / 100) }
            }
        }
        if smoothing > 0 { field = field.blurred(sigma: smoothing / plan.pitch, workers: workers) }
        if detail != 1 { raiseDetail(of: &field, pitch: plan.pitch, workers) }
        scale(&field, workers)
        let made = plan.sheet(picture: field, coverage: page.coverage, frameDepth: form.frameDepth ?? base + relief, workers: workers)
        return SheetImpression(sheet: made.sheet)
    }

    private func raiseDetail(of field: inout Raster<Float>, pitch: Double, _ workers: Workers) {
        let large = field.edgePreservingBase(radius: max(1, Int((detailSize / pitch).rounded())), epsilon: 0.01, workers: workers)
        let gain = Float(detail)
        field.updateRows(workers) { y, line in
            let large = large.row(y)
            for x in 0..<line.count { line[x] = large[x] + gain * (line[x] - large[x]) }
        }
    }

    /// Values to mm: the picture's own range, or 0 … 1, to base … base + relief.
    private func scale(_ field: inout Raster<Float>, _ workers: Workers) {
        var (low, high): (Float, Float) = (0, 1)
        if stretch, let least = field.pixels.min(), let greatest = field.pixels.max() { (low, high) = (least, greatest) }
        let factor = high - low > 1e-6 ? 1 / (high - low) : 0
        let down = invert != (side == .sunk)
        field.updateRows(workers) { _, line in
            for x in 0..<line.count {
                let share = min(max((line[x] - low) * factor, 0), 1)
                line[x] = Float(base) + Float(relief) * (down ? 1 - share : share)
            }
        }
    }
}
