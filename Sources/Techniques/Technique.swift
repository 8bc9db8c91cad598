public import ImpressionCanvas
public import ImpressionGeometry

/// A way from artwork to an impression. The output's type says what can follow.
///
/// A new technique is one file and one line in `Techniques.all`.
public protocol Technique: Sendable, Codable {
    associatedtype Output
    /// The word on the command line.
    static var name: String { get }
    /// One line for `impression list techniques`.
    static var summary: String { get }
    /// Every setting with its default.
    static var options: [TechniqueOption<Self>] { get }
    /// The defaults.
    init()
    func impress(_ artwork: Artwork, workers: Workers) throws(TechniqueError) -> Output
}

extension Technique {
    /// Changes one setting by its name.
    public mutating func set(_ name: String, to value: String) throws(TechniqueError) {
        guard let option = Self.options.first(where: { $0.name == name || $0.name == name.replacing("_", with: "-") }) else {
            throw .unknownOption(name, technique: Self.name, suggestion: nearestWord(to: name, among: Self.options.map(\.name)))
        }
        try option.set(&self, value)
    }

    /// What a reader of the help or the guide sees of each setting.
    public static var settings: [SettingSummary] {
        let defaults = Self()
        return options.map { SettingSummary(name: $0.name, placeholder: $0.placeholder, meaning: $0.meaning, isSwitch: $0.isSwitch, standard: $0.text(defaults)) }
    }
}

/// A setting as text.
public struct SettingSummary: Sendable, Equatable {
    public let name: String
    public let placeholder: String
    public let meaning: String
    public let isSwitch: Bool
    /// The default.
    public let standard: String
}
