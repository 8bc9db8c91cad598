public import ImpressionGeometry

/// Why no G-code was written: the value and the limit.
public enum GCodeError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A coordinate or width that is not finite, or absurdly large.
    case notDrawable(layer: Int, value: Double)
    case outsideBed(extent: Box, bed: Box, printer: String)
    case tooHigh(height: Double, limit: Double, printer: String)
    /// A macro in the custom G-code called `setting`.
    case macro(setting: String, MacroError)
    case nothingToPrint
    /// The temporary file that holds the layers.
    case spool(reason: String)

    public var description: String {
        switch self {
        case .notDrawable(let layer, let value): "layer \(layer) has a line with the value \(value), which cannot be drawn"
        case .outsideBed(let extent, let bed, let printer):
            "the piece with its skirt and brim spans \(millimetres(extent.width)) × \(millimetres(extent.height)) mm (x \(millimetres(extent.min.x)) … \(millimetres(extent.max.x)), "
                + "y \(millimetres(extent.min.y)) … \(millimetres(extent.max.y))), more than the bed of \(printer), \(millimetres(bed.width)) × \(millimetres(bed.height)) mm"
        case .tooHigh(let height, let limit, let printer): "the piece is \(millimetres(height)) mm high, more than the \(millimetres(limit)) mm of \(printer)"
        case .macro(let setting, let error): "\(setting), \(error)"
        case .nothingToPrint: "no layer holds a line: the piece is thinner than the nozzle can draw"
        case .spool(let reason): "cannot keep the layers in a temporary file: \(reason)"
        }
    }
}

private func millimetres(_ value: Double) -> String { value.magnitude < 1e8 ? decimal((value * 100).rounded() / 100) : "\(value)" }
