public import ImpressionCanvas
public import ImpressionGeometry
import ImpressionMeshing

/// Lettering or a drawing on a plate, raised from it or sunk into it, each colour a part of its own.
public struct Sign: SolidTechnique, Equatable {
    public static let name = "sign"
    public static let summary = "a drawing raised from a plate or sunk into it, in several colours"

    public enum Side: String, Sendable, Codable, CaseIterable {
        case raised
        /// A pocket with a level ground.
        case sunk
        /// A groove as deep as it is wide, as a V-shaped bit leaves it.
        case carved
    }

    public var form = ArtForm()
    public var side = Side.raised
    public var shape = BackingShape.rounded
    /// mm.
    public var margin = 4.0
    public var corner = 4.0
    /// Thickness of the plate, mm.
    public var base = 2.4
    /// How far the drawing stands out or lies deep, mm.
    public var relief = 1.0
    public var edge = EdgeShape.sharp
    /// mm.
    public var edgeSize = 0.4
    /// Chamfer along the plate's upper edge, mm.
    public var bevel = 0.4
    /// Angle of the carving bit.
    public var bit = Angle(degrees: 90)
    /// Diameter of screw holes at the left and right, mm; 0 is none.
    public var hole = 0.0
    /// Of the plate, as `#rrggbb`; `auto` stands out from what is raised.
    public var baseColor = BackingColour.automatic

    public init() {}

    public static let options: [TechniqueOption<Sign>] = [
        .choice("side", \.side, "raised from the plate, sunk into it, or carved as by a V-shaped bit"),
        .choice("shape", \.shape, "of the plate"),
        .length("margin", \.margin, 0...200, "plate around the drawing"),
        .length("corner", \.corner, 0...200, "radius of rounded corners"),
        .length("base", \.base, 0.2...100, "thickness of the plate"),
        .length("relief", \.relief, 0.1...100, "how far the drawing stands out, or lies deep"),
        .choice("edge", \.edge, "upper edge of what is raised"),
        .length("edge-size", \.edgeSize, 0.01...50, "width of a chamfer, radius of a round edge, reach of a dome"),
        .length("bevel", \.bevel, 0...20, "chamfer along the plate's upper edge"),
        .angle("bit", \.bit, 20...150, "angle of the carving bit"),
        .length("hole", \.hole, 0...50, "diameter of screw holes at the left and right; 0 is none"),
        BackingColour.option("base-color", \.baseColor, "colour of the plate; auto stands out from the drawing"),
    ] + ArtForm.options.map { $0.within(\.form) }

    public func impress(_ artwork: Artwork, workers: Workers) throws(TechniqueError) -> SolidImpression {
        var art = try form.formed(artwork, standard: 80, workers: workers)
        guard side == .raised || relief < base else { throw .conflict("relief = \(shown(relief)) goes through the plate, base = \(shown(base))") }
        let plate = plate(art)
        let room = plate.offset(by: -bevel)
        var made = SolidImpression()
        switch side {
        case .raised:
            made.add(Solid(plate, from: 0, to: base, head: head), "base", BackingColour.color(baseColor, behind: art.parts, usual: Color(0.95, 0.95, 0.95)))
            form.makePrintable(&art)
            for part in art.parts {
                let region = part.region.intersection(room)
                made.add(Solid([Solid.Piece(region, edge.profile(from: base, to: base + relief, size: edgeSize))]), part.color.hex, part.color)
            }
        case .sunk, .carved:
            let ink = try form.inked(&art).intersection(room)
            let profile = side == .sunk ? WallProfile(from: base - relief, to: base) : .carved(from: base, angle: bit, depth: relief)
            made.add(Solid(plate, from: 0, to: base, head: head).cutting(Solid([Solid.Piece(ink, profile)])), "plate", BackingColour.color(baseColor, behind: [], usual: Color(0.95, 0.95, 0.95)))
        }
        made.notes = art.notes
        return made
    }

    private var head: WallProfile.Edge { .chamfer(width: bevel, height: min(bevel, base / 2)) }

    private func plate(_ art: FormedArt) -> Region {
        let plate = shape.region(around: art.box, art.whole, margin: margin, corner: corner)
        guard hole > 0 else { return plate }
        let wide = plate.union(shape.region(around: art.box.expanded(by: 1.5 * hole), art.whole.offset(by: 1.5 * hole), margin: margin, corner: corner))
        let box = wide.bounds, y = box.center.y
        return [box.min.x + 1.25 * hole, box.max.x - 1.25 * hole].reduce(wide) { $0.subtracting(.disc(Point($1, y), radius: hole / 2)) }
    }
}
