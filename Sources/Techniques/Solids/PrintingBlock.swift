public import ImpressionCanvas
public import ImpressionGeometry
import ImpressionMeshing

/// A block to print from: what inks stands up (relief, as in woodcut and letterpress) or lies deep (intaglio, as in engraving), mirrored, with marks to lay paper by.
public struct PrintingBlock: SolidTechnique, Equatable {
    public static let name = "plate"
    public static let summary = "a mirrored printing block, relief or intaglio, with registration pins"

    public enum Process: String, Sendable, Codable, CaseIterable { case relief, intaglio }
    public enum Registration: String, Sendable, Codable, CaseIterable { case none, pins, holes }

    public var form = ArtForm()
    public var process = Process.relief
    /// mm.
    public var margin = 8.0
    /// Thickness over all, mm; 23.317 is type high.
    public var height = 5.0
    /// Of what is cut away around the lines, or of the grooves, mm.
    public var depth = 1.2
    /// Of the walls of a relief, from upright.
    public var draft = Angle(degrees: 5)
    /// Of an intaglio groove.
    public var bit = Angle(degrees: 60)
    public var registration = Registration.pins
    /// Diameter and height of pins, mm.
    public var pin = 4.0
    public var pinHeight = 2.0
    public var mirror = true
    public var color = "#d7ccc8"

    public init() {}

    public static let options: [TechniqueOption<PrintingBlock>] = [
        .choice("process", \.process, "relief prints from what stands up, intaglio from what lies deep"),
        .length("margin", \.margin, 0...200, "block around the drawing"),
        .length("block-height", \.height, 1...100, "thickness of the block over all; 23.317 is type high"),
        .length("depth", \.depth, 0.1...20, "of what is cut away"),
        .angle("draft", \.draft, 0...45, "how far a relief's walls lean outwards to the ground"),
        .angle("bit", \.bit, 20...150, "angle of intaglio grooves"),
        .choice("registration", \.registration, "pins or holes in two corners, to lay paper and blocks by"),
        .length("pin", \.pin, 1...20, "diameter of pins or holes"),
        .length("pin-height", \.pinHeight, 0.2...20, "how far pins stand over the printing face"),
        .toggle("mirror", \.mirror, "swap left and right, so that the print reads right"),
        .color("color", \.color, "of the block"),
    ] + ArtForm.options.map { $0.within(\.form) }

    public func impress(_ artwork: Artwork, workers: Workers) throws(TechniqueError) -> SolidImpression {
        guard depth < height else { throw .conflict("depth = \(shown(depth)) goes through the block, block-height = \(shown(height))") }
        var art = try form.formed(artwork, standard: 80, isMirrored: mirror, workers: workers)
        let ink = try form.inked(&art), profile = WallProfile.drafted(from: height - depth, to: height, by: draft)
        let room = max(margin, profile.greatestOffset + 0.5) + (registration == .none ? 0 : pin + 2)
        let block = Region(art.box.expanded(by: room)), box = block.bounds
        let inset = pin / 2 + 1.5
        let marks = [Point(box.min.x + inset, box.max.y - inset), Point(box.max.x - inset, box.max.y - inset)].map { Region.disc($0, radius: pin / 2) }
        let floor = process == .relief ? height - depth : height
        var solid = Solid(block, from: 0, to: floor, foot: .chamfer(width: 0.4, height: 0.4))
        switch process {
        case .relief: solid = solid.adding(Solid([Solid.Piece(ink, profile)]))
        case .intaglio: solid = solid.cutting(Solid([Solid.Piece(ink, .carved(from: height, angle: bit, depth: depth))]))
        }
        switch registration {
        case .none: break
        case .pins: for mark in marks { solid = solid.adding(Solid(mark, from: floor, to: height + pinHeight, head: .chamfer(width: pin / 8, height: pin / 8))) }
        case .holes: for mark in marks { solid = solid.cutting(Solid(mark, from: 0, to: floor)) }
        }
        var made = SolidImpression(notes: art.notes)
        made.add(solid, "block", Color(hex: color) ?? .white)
        return made
    }
}
