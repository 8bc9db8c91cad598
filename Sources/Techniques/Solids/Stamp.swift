public import ImpressionCanvas
public import ImpressionGeometry
import ImpressionMeshing

/// A rubber or plastic stamp: the drawing mirrored, its walls leaning outwards to the ground, on a plate with a grip.
public struct Stamp: SolidTechnique, Equatable {
    public static let name = "stamp"
    public static let summary = "a mirrored stamp with leaning walls, on a plate or a grip"

    public enum Mount: String, Sendable, Codable, CaseIterable {
        /// The plate alone, to be glued on.
        case plate
        /// A waisted grip under the plate; it prints without supports.
        case grip
    }

    public var form = ArtForm()
    public var shape = BackingShape.contour
    /// mm.
    public var margin = 3.0
    public var corner = 3.0
    /// Thickness of the plate, mm.
    public var base = 3.0
    /// How far the drawing stands out of the plate, mm.
    public var relief = 2.0
    /// Of the walls, from upright.
    public var draft = Angle(degrees: 4)
    public var mount = Mount.plate
    /// Height of the grip, mm.
    public var grip = 20.0
    public var mirror = true
    public var color = "#c0392b"

    public init() { form.minimumWidth = 0.45 }

    public static let options: [TechniqueOption<Stamp>] = [
        .choice("shape", \.shape, "of the plate"),
        .length("margin", \.margin, 0...100, "plate around the drawing"),
        .length("corner", \.corner, 0...100, "radius of rounded corners"),
        .length("base", \.base, 0.4...50, "thickness of the plate"),
        .length("relief", \.relief, 0.2...20, "how far the drawing stands out"),
        .angle("draft", \.draft, 0...30, "how far walls lean outwards to the ground, so that nothing bends or sticks"),
        .choice("mount", \.mount, "a plate to be glued on, or a waisted grip"),
        .length("grip", \.grip, 5...100, "height of the grip"),
        .toggle("mirror", \.mirror, "swap left and right, so that the print reads right"),
        .color("color", \.color, "of the stamp"),
    ] + ArtForm.options.map { $0.within(\.form) }

    public func impress(_ artwork: Artwork, workers: Workers) throws(TechniqueError) -> SolidImpression {
        var art = try form.formed(artwork, standard: 40, isMirrored: mirror, workers: workers)
        let ink = try form.inked(&art), foot = WallProfile.drafted(from: 0, to: relief, by: draft).greatestOffset
        let plate = shape.region(around: ink.bounds, ink, margin: max(margin, foot + 0.2), corner: corner)
        let ground = mount == .plate ? base : base + grip
        var solid = Solid([Solid.Piece(plate, mount == .plate ? WallProfile(from: 0, to: base, foot: .chamfer(width: 0.4, height: 0.4)) : waist(of: plate))])
        solid = solid.adding(Solid([Solid.Piece(ink, .drafted(from: ground, to: ground + relief, by: draft))]))
        var made = SolidImpression(notes: art.notes)
        made.add(solid, "stamp", Color(hex: color) ?? .black)
        return made
    }

    /// In by a fifth of the plate's width, at 45° both ways.
    private func waist(of plate: Region) -> WallProfile {
        let size = plate.bounds, deep = min(grip / 4, min(size.width, size.height) / 5)
        return WallProfile([.init(-0.6, 0), .init(0, 0.6), .init(0, grip * 0.25), .init(-deep, grip * 0.25 + deep), .init(-deep, grip - deep), .init(0, grip), .init(0, grip + base)])
    }
}
