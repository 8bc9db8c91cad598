public import ImpressionCanvas
public import ImpressionGeometry
import ImpressionMeshing

/// A cutter for dough or clay: a blade along the drawing's outline on a flange, bars where it falls into parts, and a stamp for the lines inside.
///
/// It prints with the flange down. What it cuts is seen from the flange, so the drawing is mirrored.
public struct Cutter: SolidTechnique, Equatable {
    public static let name = "cutter"
    public static let summary = "a cookie cutter along a drawing's outline, with a flange and optional embossing"

    public enum Holes: String, Sendable, Codable, CaseIterable {
        /// Only outer outlines are cut.
        case fill
        case cut
    }

    public var form = ArtForm()
    /// How deep it cuts, mm, with the flange.
    public var height = 14.0
    /// Of the cutting edge, mm.
    public var edge = 0.45
    /// Of the wall under it, mm.
    public var wall = 1.2
    /// Height of the taper from wall to edge, mm.
    public var taper = 4.0
    /// How far the flange stands out, and its thickness, mm.
    public var flange = 5.0
    public var flangeHeight = 2.4
    /// Between the drawing and the blade, mm.
    public var margin = 0.0
    public var holes = Holes.fill
    /// Of the bars that join separate parts, mm.
    public var bar = 6.0
    /// Whether dark lines inside of the outline are pressed into the dough, from a back plate.
    public var emboss = false
    /// How much lower the lines are than the blade, mm.
    public var embossGap = 4.0
    public var mirror = true
    public var color = "#e67e22"

    public init() { form.ink = .drawn }

    public static let options: [TechniqueOption<Cutter>] = [
        .length("cut-height", \.height, 4...60, "of the cutter over all"),
        .length("edge", \.edge, 0.3...3, "width of the cutting edge"),
        .length("wall", \.wall, 0.4...6, "width of the wall under it"),
        .length("taper", \.taper, 0...40, "height over which the wall narrows to the edge"),
        .length("flange", \.flange, 0...30, "how far the flange stands out"),
        .length("flange-height", \.flangeHeight, 0.4...10, "thickness of the flange"),
        .length("margin", \.margin, 0...50, "between the drawing and the blade"),
        .choice("holes", \.holes, "whether holes in the drawing are cut too"),
        .length("bar", \.bar, 1...40, "width of the bars that join separate parts"),
        .toggle("emboss", \.emboss, "press dark lines inside of the outline into the dough"),
        .length("emboss-gap", \.embossGap, 0.5...40, "how much lower those lines are than the blade"),
        .toggle("mirror", \.mirror, "swap left and right, so that what is cut reads right"),
        .color("color", \.color, "of the cutter"),
    ] + ArtForm.options.map { $0.within(\.form) }

    public func impress(_ artwork: Artwork, workers: Workers) throws(TechniqueError) -> SolidImpression {
        guard edge <= wall else { throw .conflict("edge = \(shown(edge)) is wider than wall = \(shown(wall))") }
        guard flangeHeight + taper < height else { throw .conflict("flange-height and taper leave no wall below cut-height = \(shown(height))") }
        var art = try form.formed(artwork, standard: 70, isMirrored: mirror, workers: workers)
        let drawn = art.whole.closed(by: 0.2), own = holes == .fill ? drawn.withoutHoles : drawn
        // What is narrower than both walls would be all blade.
        let shape = form.printable(own.offset(by: margin), &art.notes)
        let outer = max(flange, wall)
        let blade = WallProfile([.init(outer, 0), .init(outer, flangeHeight), .init(wall, flangeHeight), .init(wall, height - taper), .init(edge, height)])
        let pockets = shape.offset(by: edge).withoutHoles.subtracting(shape.offset(by: edge)).islands.count - shape.withoutHoles.subtracting(shape).islands.count
        if pockets != 0 { art.notes.append(("narrow-gap", "gaps narrower than two blades are closed")) }
        let footprint = shape.offset(by: outer).subtracting(shape)
        let bars = emboss ? Region.empty : Region.union(of: footprint.connectingBars(perIsland: 2).map { $0.region(width: bar) }).subtracting(footprint)
        var solid = Solid([Solid.Piece(shape, blade)])
        if emboss {
            solid = solid.cutting(Solid(shape, from: flangeHeight, to: height))
            let lines = try lines(&art, in: shape)
            let high = height - embossGap
            guard high > flangeHeight else { throw .conflict("emboss-gap = \(shown(embossGap)) leaves nothing of the lines") }
            solid = solid.adding(Solid([Solid.Piece(lines, .init(from: flangeHeight, to: high))]))
        } else {
            solid = solid.cutting(Solid(shape.subtracting(bars), from: 0, to: flangeHeight)).cutting(Solid(shape, from: flangeHeight, to: height))
            let outside = bars.subtracting(shape)
            if !outside.isEmpty { solid = solid.adding(Solid(outside, from: 0, to: flangeHeight)) }
        }
        var made = SolidImpression(notes: art.notes)
        if !bars.isEmpty { made.notes.append(("joined", "bars join the parts of the outline")) }
        made.add(solid, "cutter", Color(hex: color) ?? .black)
        return made
    }

    /// Dark lines a wall's width inside of the blade.
    private func lines(_ art: inout FormedArt, in shape: Region) throws(TechniqueError) -> Region {
        let dark = Region.union(of: art.parts.filter { $0.color.lab.l / 100 <= form.threshold }.map(\.region))
        let lines = form.printable(dark.intersection(shape.offset(by: -1.5)), &art.notes)
        guard !lines.isEmpty else { throw .conflict("emboss: there are no dark lines inside of the outline") }
        if lines.area > 0.6 * shape.area { art.notes.append(("mostly-dark", "most of the drawing is dark and presses the dough flat: emboss wants dark lines on a light shape")) }
        return lines
    }
}
