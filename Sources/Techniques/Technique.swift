public import ImpressionCanvas
public import ImpressionGeometry
import ImpressionRaster

/// A way from artwork to an impression. The output's type says what can follow.
///
/// A new technique is one file and one line in `Techniques.all`.
public protocol Technique: Sendable, Codable {
    associatedtype Output: Sendable
    /// The word on the command line.
    static var name: String { get }
    /// One line for `impression list techniques`.
    static var summary: String { get }
    /// Every setting with its default.
    static var options: [TechniqueOption<Self>] { get }
    /// Whether pictures are read as stored numbers, without colour management.
    var readsHeightMaps: Bool { get }
    /// The defaults.
    init()
    func impress(_ artwork: Artwork, workers: Workers) throws(TechniqueError) -> Output
}

extension Technique {
    public var readsHeightMaps: Bool { false }

    /// Whether a setting is called `name`; `-` and `_` are the same.
    public func has(_ name: String) -> Bool { Self.option(name) != nil }

    private static func option(_ name: String) -> TechniqueOption<Self>? {
        let name = String(name.map { $0 == "_" ? "-" : $0 })
        return options.first { $0.name == name }
    }

    /// Changes one setting by its name.
    public mutating func set(_ name: String, to value: String) throws(TechniqueError) {
        guard let option = Self.option(name) else {
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

extension Technique {
    /// `impress` for callers that do not know the kind of output.
    public func impressed(_ artwork: Artwork, workers: Workers) throws(TechniqueError) -> any Sendable { try impress(artwork, workers: workers) }
}

/// A technique that may have a second artwork, which a setting names: whoever reads files brings it.
public protocol SecondArtworkTechnique: Technique {
    /// Its path; empty where there is none.
    var secondArtworkPath: String { get }
    func impress(_ artwork: Artwork, second: Artwork, workers: Workers) throws(TechniqueError) -> Output
}

extension SecondArtworkTechnique {
    /// `impress` for callers that do not know the kind of output.
    public func impressed(_ artwork: Artwork, second: Artwork, workers: Workers) throws(TechniqueError) -> any Sendable {
        try impress(artwork, second: second, workers: workers)
    }
}

/// A technique that keeps less of a picture than its light: it takes the rows as they are read, and the whole is never in memory.
public protocol ScanningTechnique: Technique {
    associatedtype Scan: PictureScan
    /// For a picture of so many pixels.
    func scan(width: Int, height: Int) -> Scan
    /// - Parameter width: Of the page that the picture fills, mm.
    func impress(_ scan: Scan, width: Double, workers: Workers) throws(TechniqueError) -> Output
}

/// What is kept of a picture.
public protocol PictureScan: Sendable {
    /// Takes a row of linear light, premultiplied. Rows come from the top, each once.
    mutating func add(_ row: Span<SIMD4<Float>>, y: Int)
}
