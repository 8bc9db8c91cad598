public import ImpressionCanvas
public import ImpressionGeometry
import ImpressionMeshing

/// A plate with pockets and the pieces that fill them: printed apart with play between them, or in one go, wall on wall.
public struct Inlay: SolidTechnique, Equatable {
    public static let name = "inlay"
    public static let summary = "a plate with pockets and the coloured pieces that fill them"

    public enum Layout: String, Sendable, Codable, CaseIterable {
        /// Plate and pieces beside one another, to be put together.
        case apart
        /// In place, for printers that change materials: walls are shared.
        case together
    }

    public var form = ArtForm()
    public var layout = Layout.apart
    public var shape = BackingShape.rounded
    /// mm.
    public var margin = 5.0
    public var corner = 4.0
    public var base = 3.0
    /// Of the pockets, mm.
    public var depth = 1.6
    /// Between piece and pocket on every side, mm.
    public var clearance = 0.1
    /// By which the pieces are lower than the pockets are deep, mm.
    public var recess = 0.0
    public var baseColor = "#8d6e63"

    public init() { form.thin = .drop }

    public static let options: [TechniqueOption<Inlay>] = [
        .choice("layout", \.layout, "plate and pieces apart, or together for printers that change materials"),
        .choice("shape", \.shape, "of the plate"),
        .length("margin", \.margin, 0...200, "plate around the drawing"),
        .length("corner", \.corner, 0...200, "radius of rounded corners"),
        .length("base", \.base, 0.4...100, "thickness of the plate"),
        .length("depth", \.depth, 0.2...100, "of the pockets"),
        .length("clearance", \.clearance, 0...2, "play between a piece and its pocket, on every side"),
        .length("recess", \.recess, 0...10, "by which the pieces lie below the plate's face"),
        .color("base-color", \.baseColor, "colour of the plate"),
    ] + ArtForm.options.map { $0.within(\.form) }

    public func impress(_ artwork: Artwork, workers: Workers) throws(TechniqueError) -> SolidImpression {
        guard depth < base else { throw .conflict("depth = \(shown(depth)) goes through the plate, base = \(shown(base))") }
        guard recess < depth else { throw .conflict("recess = \(shown(recess)) leaves nothing of pieces that are \(shown(depth)) high") }
        var art = try form.formed(artwork, standard: 70, workers: workers)
        form.makePrintable(&art)
        let whole = art.whole, plate = shape.region(around: art.box, whole, margin: margin, corner: corner)
        let bevel = WallProfile.Edge.chamfer(width: 0.3, height: 0.3)
        var made = SolidImpression(notes: art.notes)
        made.add(Solid(plate, from: 0, to: base, foot: bevel).cutting(Solid(whole, from: base - depth, to: base)), "plate", Color(hex: baseColor) ?? .black)
        switch layout {
        case .together:
            for part in art.parts { made.add(Solid(part.region, from: base - depth, to: base - recess), part.color.hex, part.color) }
        case .apart:
            let shift = plate.bounds.height / 2 - art.box.min.y + 6
            for part in art.parts {
                // Neighbours in one pocket share the play.
                let piece = part.region.offset(by: -clearance, join: .mitre()).moved(by: Point(0, shift))
                made.add(Solid(piece, from: 0, to: depth - recess, foot: .chamfer(width: 0.2, height: 0.2)), part.color.hex, part.color)
            }
            if whole.offset(by: -clearance).area < 0.5 * whole.area { made.notes.append(("small-pieces", "clearance = \(shown(clearance)) takes more than half of the pieces away")) }
        }
        return made
    }
}
