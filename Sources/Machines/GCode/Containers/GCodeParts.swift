/// A printed file apart from its layers' text, for containers that keep its parts in different places.
struct GCodeParts: Sendable {
    /// Comments before any command: who made it and when, pictures, what a person reads.
    var opening: String
    /// Commands before the layers, and after them.
    var start: String
    var end: String
    /// Comments after all commands: what the print takes, and the settings.
    var closing: String

    var program: String
    var date: String
    /// Of the piece.
    var name: String
    var thumbnails: [Thumbnail]
    /// What the print takes, by the names of the closing comments.
    var statistics: [(key: String, value: String)]
    var settings: [(key: String, value: String)]
    var report: PrintReport
    var profile: PrintProfile
    var objects: [PrintedObject]
}

/// How a printed file's parts become bytes. Each call gives what can be written by then.
protocol GCodeContainer {
    mutating func begin(_ parts: GCodeParts) -> [UInt8]
    mutating func add(_ text: [UInt8]) -> [UInt8]
    mutating func end(_ parts: GCodeParts) -> [UInt8]
}

/// Plain text.
struct TextContainer: GCodeContainer {
    func begin(_ parts: GCodeParts) -> [UInt8] { Array((parts.opening + parts.start).utf8) }
    func add(_ text: [UInt8]) -> [UInt8] { text }
    func end(_ parts: GCodeParts) -> [UInt8] { Array((parts.end + parts.closing).utf8) }
}
