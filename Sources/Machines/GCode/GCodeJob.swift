public import ImpressionGeometry
import ImpressionSlicing

/// A piece's way to a printer, apart from its lines.
public struct GCodeJob: Sendable {
    /// Of the piece.
    public var name: String
    public var profile: PrintProfile
    public var thumbnails: [Thumbnail]
    /// `YYYY-MM-DD at HH:MM:SS UTC`; readers want one. A fixed one keeps the same bytes for the same input.
    public var date: String
    /// Colour changes, pauses and own code at heights.
    public var events: [LayerEvent] = []
    /// Version of the program.
    public var version: String

    public init(name: String, profile: PrintProfile, thumbnails: [Thumbnail] = [], date: String = "2000-01-01 at 00:00:00 UTC", version: String = "0.1.0") {
        (self.name, self.profile, self.thumbnails, self.date, self.version) = (name, profile, thumbnails, date, version)
    }
}

/// A picture of the piece that printers and their front ends show.
public struct Thumbnail: Sendable, Equatable {
    public enum Format: String, Sendable {
        case png = "thumbnail", jpeg = "thumbnail_JPG", qoi = "thumbnail_QOI"
    }

    public var width: Int
    public var height: Int
    public var format: Format
    /// The encoded picture.
    public var bytes: [UInt8]

    public init(width: Int, height: Int, format: Format = .png, bytes: [UInt8]) {
        (self.width, self.height, self.format, self.bytes) = (width, height, format, bytes)
    }
}

/// A size and format that a printer wants a picture in.
public struct ThumbnailForm: Sendable, Equatable {
    public var width: Int
    public var height: Int
    public var format: Thumbnail.Format

    public init(width: Int, height: Int, format: Thumbnail.Format = .png) { (self.width, self.height, self.format) = (width, height, format) }

    /// As PrusaSlicer writes it: `16x16/QOI`; a size alone is PNG.
    init?(_ text: Substring) {
        let parts = trimmed(text).split(separator: "/", omittingEmptySubsequences: false), sides = parts[0].split(separator: "x").map { Int($0) }
        guard parts.count <= 2, sides.count == 2, let width = sides[0], let height = sides[1], (1...2048).contains(width), (1...2048).contains(height) else { return nil }
        guard let format = parts.count == 2 ? Self.words.first(where: { $0.word == trimmed(parts[1]).uppercased() })?.format : .png else { return nil }
        self.init(width: width, height: height, format: format)
    }

    var text: String { "\(width)x\(height)/\(Self.words.first { $0.format == format }?.word ?? "PNG")" }

    private static let words: [(word: String, format: Thumbnail.Format)] = [("PNG", .png), ("JPG", .jpeg), ("JPEG", .jpeg), ("QOI", .qoi)]
}

/// What a print takes.
public struct PrintReport: Sendable, Equatable {
    public var layers = 0
    /// s, by the planner.
    public var time = 0.0
    public var firstLayerTime = 0.0
    /// s and mm of filament by `Role.rawValue`; times include the travels to the lines.
    public var roleTimes = [Double](repeating: 0, count: Role.allCases.count)
    public var roleFilament = [Double](repeating: 0, count: Role.allCases.count)
    /// mm by extruder.
    public var toolFilament: [Double] = []
    public var toolChanges = 0
    /// What the purge tower took, mm³.
    public var purgeVolume = 0.0
    /// mm, without retractions.
    public var filament = 0.0
    public var filamentVolume = 0.0
    /// g.
    public var filamentMass = 0.0
    public var filamentCost = 0.0
    /// Volume of the piece's own lines, without skirt and brim, before the flow factor, mm³.
    public var pieceVolume = 0.0
    public var retractions = 0
    /// Centre lines, mm.
    public var extent = Box.empty
    /// Top of the last layer, mm.
    public var height = 0.0

    public init() {}
}
