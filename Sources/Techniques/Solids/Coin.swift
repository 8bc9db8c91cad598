public import ImpressionCanvas
public import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster

/// A coin or medal: a disc with a rim and a reeded edge, the drawing in relief, each colour at a height of its own.
public struct Coin: SolidTechnique, Equatable {
    public static let name = "coin"
    public static let summary = "a coin: relief by colour, a legend along the rim, a reeded edge, lettering on the back"

    public enum Heights: String, Sendable, Codable, CaseIterable {
        /// All colours at one height.
        case level
        /// Dark is high.
        case dark
        /// Light is high.
        case light
    }

    public var form = ArtForm()
    var legend = Legend()
    /// Lettering sunk into the back; empty is none.
    public var reverse = ""
    /// mm.
    public var reverseDepth = 0.4
    /// mm.
    public var diameter = 40.0
    public var thickness = 2.4
    public var relief = 0.9
    public var heights = Heights.dark
    public var edge = EdgeShape.chamfer
    public var edgeSize = 0.25
    /// Width and height of the rim, mm.
    public var rim = 1.8
    public var rimHeight = 1.1
    /// Teeth around the edge; 0 is smooth.
    public var reeds = 90
    /// Depth of the teeth, mm.
    public var reedDepth = 0.35
    /// Between the drawing and the rim, mm.
    public var margin = 1.2
    public var color = "#c9a227"

    public init() {}

    public static let options: [TechniqueOption<Coin>] = [
        .length("diameter", \.diameter, 8...300, "over all"),
        .length("thickness", \.thickness, 0.4...50, "of the field, under relief and rim"),
        .length("relief", \.relief, 0.1...20, "of the highest colour"),
        .choice("heights", \.heights, "one level for all colours, or the darkest or the lightest highest"),
        .choice("edge", \.edge, "upper edges of the relief"),
        .length("edge-size", \.edgeSize, 0.01...20, "width of a chamfer, radius of a round edge, reach of a dome"),
        .length("rim", \.rim, 0...30, "width of the rim; 0 is none"),
        .length("rim-height", \.rimHeight, 0.1...20, "of the rim over the field"),
        .value("reeds", \.reeds, placeholder: "N", expected: "a whole number from 0 to 720", "teeth around the edge; 0 is smooth",
               read: { Int($0).flatMap { (0...720).contains($0) ? $0 : nil } }, text: { "\($0)" }),
        .length("reed-depth", \.reedDepth, 0.05...5, "of the teeth"),
        .length("margin", \.margin, 0...50, "between the drawing and the rim"),
        .value("reverse", \.reverse, placeholder: "TEXT", expected: "a text", "lettering sunk into the back; \\n parts lines", read: { $0 }, text: { $0 }),
        .length("reverse-depth", \.reverseDepth, 0.1...20, "of that lettering"),
        .color("color", \.color, "of the coin"),
    ] + Legend.options.map { $0.within(\.legend) } + ArtForm.options.map { $0.within(\.form) }

    public func impress(_ artwork: Artwork, workers: Workers) throws(TechniqueError) -> SolidImpression {
        let inner = diameter / 2 - (reeds > 0 ? reedDepth : 0) - rim
        guard inner - margin > 1 else { throw .conflict("rim and margin leave no field of a coin of \(shown(diameter)) mm") }
        guard reverse.isEmpty || reverseDepth < thickness else { throw .conflict("reverse-depth = \(shown(reverseDepth)) goes through the coin, thickness = \(shown(thickness))") }
        var notes: [(code: String, message: String)] = [], field = inner - margin, ring = Region.empty
        if !legend.isEmpty {
            ring = try legend.ring(within: inner - max(0.3, min(margin, inner / 30)), &notes)
            field = ring.contours.points.reduce(field) { min($0, $1.point.length) } - margin
            ring = form.printable(ring, &notes)
            guard field > 1 else { throw .conflict("legend leaves no field of a coin of \(shown(diameter)) mm") }
        }
        var art = try form.formed(artwork, standard: field * 2, workers: workers)
        // The drawing's own reach decides, not its box.
        let reach = max(art.whole.reach, 1e-9)
        // What fills its page, such as a photograph, covers the field; all else lies within it.
        let isFull = form.width == nil && form.height == nil && art.whole.area > 0.98 * art.box.width * art.box.height
        if form.width == nil, form.height == nil {
            var fitted = form
            let size = isFull ? 2 * (field + 0.2) * max(art.box.width, art.box.height) / min(art.box.width, art.box.height) : 2 * field * field / reach
            if art.box.width >= art.box.height { fitted.width = size * art.box.width / (2 * field) } else { fitted.height = size * art.box.height / (2 * field) }
            art = try fitted.formed(artwork, standard: nil, workers: workers)
        }
        let body = outline, bevel = min(0.3, thickness / 4), foot = WallProfile.Edge.chamfer(width: bevel, height: bevel)
        var solid = Solid(body, from: 0, to: thickness, foot: foot)
        if rim > 0 {
            solid = solid.adding(Solid(body.subtracting(.disc(.zero, radius: inner)), from: thickness, to: thickness + rimHeight, head: .round(radius: min(rim / 3, rimHeight / 2))))
        }
        let room = Region.disc(.zero, radius: isFull ? field : ring.isEmpty ? rim > 0 ? inner - 0.2 : field : field + margin / 2)
        for tier in tiers(&art, room) { solid = solid.adding(Solid([Solid.Piece(tier.region, tier.profile)])) }
        if !ring.isEmpty { solid = solid.adding(Solid([Solid.Piece(ring, edge.profile(from: thickness, to: thickness + relief, size: edgeSize))])) }
        if !reverse.allSatisfy(\.isWhitespace) {
            let back = form.printable(try legend.across(reverse, fitting: (inner - margin) * 0.8, &notes), &notes)
            // It is read from below.
            let seen = Region(back.polylines.map { Polyline($0.points.map { Point(-$0.x, $0.y) }.reversed(), isClosed: true) })
            solid = solid.cutting(Solid(seen, from: 0, to: reverseDepth))
        }
        var made = SolidImpression(notes: art.notes + notes)
        made.add(solid, "coin", Color(hex: color) ?? .white)
        return made
    }

    /// A disc with a wavy edge.
    private var outline: Region {
        guard reeds > 0 else { return .disc(.zero, radius: diameter / 2) }
        let steps = reeds * 8, middle = diameter / 2 - reedDepth / 2
        let points = (0..<steps).map { i -> Point in
            let angle = 2 * Double.pi * Double(i) / Double(steps)
            let wave = Transform.rotation(.init(radians: angle * Double(reeds)))(Point(reedDepth / 2, 0)).x
            return Transform.rotation(.init(radians: angle))(Point(middle + wave, 0))
        }
        return Region([Polyline(points, isClosed: true)])
    }

    private struct Tier {
        var region: Region
        var profile: WallProfile
    }

    /// Steps of the relief from the lowest: each holds all that is as high or higher, so that nothing overhangs.
    private func tiers(_ art: inout FormedArt, _ room: Region) -> [Tier] {
        form.makePrintable(&art)
        let ranked = art.parts.map { part -> (Region, Double) in
            let lightness = min(max(part.color.lab.l / 100, 0), 1)
            let share = switch heights {
            case .level: 1.0
            case .dark: 0.25 + 0.75 * (1 - lightness)
            case .light: 0.25 + 0.75 * lightness
            }
            return (part.region, thickness + (relief * share * 50).rounded() / 50)
        }
        let levels = Set(ranked.map(\.1)).sorted()
        var low = thickness, tiers: [Tier] = []
        for (i, level) in levels.enumerated() where level > low + 0.01 {
            let region = Region.union(of: ranked.filter { $0.1 >= level }.map(\.0)).intersection(room)
            // What carries the next step keeps its edge, or the step would overhang.
            tiers.append(Tier(region: region, profile: i == levels.count - 1 ? edge.profile(from: low, to: level, size: edgeSize) : WallProfile(from: low, to: level)))
            low = level
        }
        return tiers
    }
}
