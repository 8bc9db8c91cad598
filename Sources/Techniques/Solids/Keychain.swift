public import ImpressionCanvas
public import ImpressionGeometry
import ImpressionMeshing

/// A tag to hang on a ring: the drawing on a backing of its own outline, with an eye.
public struct Keychain: SolidTechnique, Equatable {
    public static let name = "keychain"
    public static let summary = "a drawing on a backing of its own outline, with an eye for a ring"

    public enum Eye: String, Sendable, Codable, CaseIterable { case top, left, right, none }

    public var form = ArtForm()
    public var shape = BackingShape.contour
    /// mm.
    public var margin = 2.5
    public var corner = 4.0
    public var base = 2.0
    public var relief = 1.0
    public var edge = EdgeShape.sharp
    public var edgeSize = 0.4
    public var eye = Eye.top
    /// Diameter, mm.
    public var hole = 4.0
    /// Of the ring of material around the hole, mm.
    public var wall = 2.4
    public var baseColor = BackingColour.automatic

    public init() {}

    public static let options: [TechniqueOption<Keychain>] = [
        .choice("shape", \.shape, "of the backing"),
        .length("margin", \.margin, 0...50, "backing around the drawing"),
        .length("corner", \.corner, 0...50, "radius of rounded corners"),
        .length("base", \.base, 0.2...30, "thickness of the backing"),
        .length("relief", \.relief, 0.1...30, "how far the drawing stands out"),
        .choice("edge", \.edge, "upper edge of what is raised"),
        .length("edge-size", \.edgeSize, 0.01...20, "width of a chamfer, radius of a round edge, reach of a dome"),
        .choice("eye", \.eye, "where the eye is"),
        .length("hole", \.hole, 1...30, "diameter of the eye"),
        .length("wall", \.wall, 0.8...20, "material around the eye"),
        BackingColour.option("base-color", \.baseColor, "colour of the backing; auto stands out from the drawing"),
    ] + ArtForm.options.map { $0.within(\.form) }

    public func impress(_ artwork: Artwork, workers: Workers) throws(TechniqueError) -> SolidImpression {
        var art = try form.formed(artwork, standard: 45, workers: workers)
        form.makePrintable(&art)
        let outline = shape.region(around: art.box, art.whole, margin: margin, corner: corner)
        let whole = outline.joined(byBarsOf: max(3, wall)), backing = withEye(whole, art.whole)
        var made = SolidImpression(notes: art.notes)
        if whole != outline { made.notes.append(("joined", "the outline falls into parts, which bars join")) }
        let soft = WallProfile.Edge.chamfer(width: 0.3, height: 0.3)
        made.add(Solid(backing, from: 0, to: base, foot: soft, head: soft), "base", BackingColour.color(baseColor, behind: art.parts, usual: Color(0.13, 0.13, 0.13)))
        let room = backing.offset(by: -0.3)
        for part in art.parts {
            made.add(Solid([Solid.Piece(part.region.intersection(room), edge.profile(from: base, to: base + relief, size: edgeSize))]), part.color.hex, part.color)
        }
        return made
    }

    /// A ring at the outermost place of one side, clear of the drawing.
    private func withEye(_ outline: Region, _ drawing: Region) -> Region {
        guard eye != .none, let top = outline.contours.points.max(by: { reach($0) < reach($1) })?.point else { return outline }
        let toward = direction, radius = hole / 2 + wall
        // The ring's inner rim comes to the outline's edge, then out until the hole clears the drawing.
        var centre = top + toward * (hole / 2 - wall * 0.3)
        while !drawing.intersection(.disc(centre, radius: hole / 2 + 0.4)).isEmpty { centre = centre + toward * 0.5 }
        let neck = Region(stroking: [Polyline([centre, top - toward * radius])], StrokeStyle(width: radius * 1.6, cap: .butt))
        let ring = Region.disc(centre, radius: radius).union(neck.subtracting(drawing.withoutHoles.offset(by: 0.5)))
        return outline.union(ring).subtracting(.disc(centre, radius: hole / 2)).closed(by: 0.8)
    }

    private var direction: Point {
        switch eye {
        case .left: Point(-1, 0)
        case .right: Point(1, 0)
        case .top, .none: Point(0, 1)
        }
    }

    /// How far out a place lies; of equal ones the one nearer to the middle.
    private func reach(_ p: LatticePoint) -> Double { p.point.dot(direction) - 1e-4 * abs(p.point.cross(direction)) }
}
