public import ImpressionCanvas
public import ImpressionGeometry
import ImpressionMeshing

/// The drawing as it is, each visible colour a part of its own: what `convert drawing.svg -o drawing.3mf` makes.
public struct Extrusion: SolidTechnique, Equatable {
    public static let name = "extrude"
    public static let summary = "a drawing's visible colours as parts that share their walls"

    public var form = ArtForm()
    /// mm.
    public var thickness = 2.0
    /// By which each further colour is higher than the one before, mm.
    public var rise = 0.0
    public var edge = EdgeShape.sharp
    public var edgeSize = 0.4
    /// Wall angle: how far walls lean outwards to the bottom.
    public var draft = Angle.zero
    public var mirror = false

    public init() {
        form.colors = 16
        form.thin = .keep
    }

    public static let options: [TechniqueOption<Extrusion>] = [
        .length("thickness", \.thickness, 0.05...500, "height of the parts"),
        .length("rise", \.rise, 0...50, "by which each further colour is higher than the one before"),
        .choice("edge", \.edge, "upper edge of the parts"),
        .length("edge-size", \.edgeSize, 0.01...100, "width of a chamfer, radius of a round edge, reach of a dome"),
        .angle("draft", \.draft, 0...45, "how far walls lean outwards to the bottom; for one colour"),
        .toggle("mirror", \.mirror, "swap left and right"),
    ] + ArtForm.options.map { $0.within(\.form) }

    /// All that is drawn as one body, for files that know no parts: no colours are told apart where they do not shape it.
    public func impressWhole(_ artwork: Artwork, workers: Workers) throws(TechniqueError) -> SolidImpression {
        guard rise == 0, edge == .sharp, draft == .zero, !mirror else { return try impress(artwork, workers: workers) }
        var art = try form.drawn(artwork, workers: workers)
        form.makePrintable(&art)
        var made = SolidImpression(notes: art.notes)
        made.add(Solid(art.parts[0].region, from: 0, to: thickness), "drawing", art.parts[0].color)
        return made
    }

    public func impress(_ artwork: Artwork, workers: Workers) throws(TechniqueError) -> SolidImpression {
        var art = try form.formed(artwork, standard: nil, isMirrored: mirror, workers: workers)
        form.makePrintable(&art)
        guard draft == .zero || art.parts.count == 1 else { throw .conflict("draft = \(shown(draft.degrees)): \(art.parts.count) colours would lean into one another; set colors=1") }
        guard draft == .zero || edge == .sharp else { throw .conflict("draft and edge do not go together") }
        var made = SolidImpression(notes: art.notes)
        for (i, part) in art.parts.enumerated() {
            let high = thickness + rise * Double(i)
            let profile = draft == .zero ? edge.profile(from: 0, to: high, size: edgeSize) : WallProfile.drafted(from: 0, to: high, by: draft)
            made.add(Solid([Solid.Piece(part.region, profile)]), part.color.hex, part.color)
        }
        return made
    }
}
