/// How lines are drawn whose middles were found.
public struct CentreLineSettings: Sendable, Codable, Equatable {
    public enum Width: String, Sendable, Codable, CaseIterable {
        /// All lines as wide as most of them are.
        case constant
        /// Each line as wide as it is on the average.
        case each
        /// As wide as it is, everywhere: lines become areas.
        case variable
    }

    public var width = Width.each
    /// mm; nil takes it from the picture.
    public var strokeWidth: Double?
    /// Branches shorter than this many half widths of the line they leave are dropped.
    public var prune = 1.0

    static let options: [TechniqueOption<Trace>] = [
        .choice("line-width", \.centre.width, "whether centre lines are of one width, of one each, or of a width that varies"),
        .optionalLength("stroke-width", \.centre.strokeWidth, 0.001...100, "width of all centre lines instead of the picture's"),
        .number("prune", \.centre.prune, 0...20, "branches of centre lines shorter than this many half widths are dropped"),
    ]
}
