import ImpressionMachines
import ImpressionRaster

/// How a file of G-code is looked at.
public enum GCodeView: String, Sendable, CaseIterable {
    /// Layers side by side.
    case layers
    /// Everything from straight above.
    case top
    /// Everything through a lens.
    case perspective
    /// Height of the uppermost plastic, 16 bits, black the plate and white the top.
    case heights
}

/// A file of G-code as pictures of what it lays down.
struct GCodeProduct: Product {
    let noun = "G-code"
    let options: JobOptions
    let bytes: [UInt8]
    let view: GCodeView

    private func pictures() throws(JobError) -> GCodePictures {
        options.stages.begin("drawing")
        guard let pictures = GCodePictures(bytes, workers: options.workers) else { throw JobError(.data, "the G-code draws no line") }
        return pictures
    }

    func picture() throws(JobError) -> LinearPicture? {
        switch view {
        case .layers: try pictures().layers()
        case .top: try pictures().top()
        case .perspective: try pictures().perspective()
        case .heights: nil
        }
    }

    func heightMap() throws(JobError) -> Raster<UInt16>? {
        guard view == .heights else { return nil }
        let heights = try pictures().heights(), top = max(heights.pixels.max() ?? 0, 1e-6)
        return heights.map { UInt16(($0 / top * 65535).rounded()) }
    }
}
