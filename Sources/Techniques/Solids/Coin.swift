public import ImpressionCanvas
public import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster

/// A coin or medal: a disc with a rim and a reeded edge, the drawing in relief, each colour at a height of its own.
public struct Coin: SolidTechnique, SecondArtworkTechnique, Equatable {
    public static let name = "coin"
    public static let summary = "a coin: relief by colour, a legend along the rim, a reeded edge, a drawing or lettering in the back"

    /// How the back stands to the front.
    public enum Alignment: String, Sendable, Codable, CaseIterable {
        /// Upright when the coin is turned over its foot, as most coins.
        case coin
        /// Upright when it is turned like a page, as medals.
        case medal
    }

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
    /// Path of what is sunk into the back; empty is nothing.
    public var reverse = ""
    /// Lettering sunk into the back; empty is none.
    public var reverseText = ""
    public var alignment = Alignment.medal
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
        .value("reverse", \.reverse, placeholder: "FILE", expected: "a drawing or picture", "a drawing or picture sunk into the back", read: { $0 }, text: { $0 }),
        .value("reverse-text", \.reverseText, placeholder: "TEXT", expected: "a text", "lettering sunk into the back; \\n parts lines", read: { $0 }, text: { $0 }),
        .length("reverse-depth", \.reverseDepth, 0.1...20, "of the deepest colour of the back, or of its lettering"),
        .choice("alignment", \.alignment, "coin: the back is upright when turned over the foot; medal: when turned like a page"),
        .color("color", \.color, "of the coin"),
    ] + Legend.options.map { $0.within(\.legend) } + ArtForm.options.map { $0.within(\.form) }

    public var secondArtworkPath: String { reverse }

    public func impress(_ artwork: Artwork, workers: Workers) throws(TechniqueError) -> SolidImpression {
        guard reverse.isEmpty else { throw .conflict("reverse = \(reverse): its artwork is missing") }
        return try impress(artwork, reverse: nil, workers: workers)
    }

    public func impress(_ artwork: Artwork, second: Artwork, workers: Workers) throws(TechniqueError) -> SolidImpression {
        guard reverseText.isEmpty else { throw .conflict("reverse and reverse-text do not go together") }
        return try impress(artwork, reverse: second, workers: workers)
    }

    private func impress(_ artwork: Artwork, reverse: Artwork?, workers: Workers) throws(TechniqueError) -> SolidImpression {
        let inner = diameter / 2 - (reeds > 0 ? reedDepth : 0) - rim
        guard inner - margin > 1 else { throw .conflict("rim and margin leave no field of a coin of \(shown(diameter)) mm") }
        guard reverse == nil && reverseText.isEmpty || reverseDepth < thickness else {
            throw .conflict("reverse-depth = \(shown(reverseDepth)) goes through the coin, thickness = \(shown(thickness))")
        }
        var notes: [(code: String, message: String)] = [], field = inner - margin, ring = Region.empty
        if !legend.isEmpty {
            ring = try legend.ring(within: inner - max(0.3, min(margin, inner / 30)), &notes)
            field = ring.contours.points.reduce(field) { min($0, $1.point.length) } - margin
            ring = form.printable(ring, &notes)
            guard field > 1 else { throw .conflict("legend leaves no field of a coin of \(shown(diameter)) mm") }
        }
        var art = try fitted(artwork, in: field, workers)
        let body = outline, bevel = min(0.3, thickness / 4), foot = WallProfile.Edge.chamfer(width: bevel, height: bevel)
        var solid = Solid(body, from: 0, to: thickness, foot: foot)
        if rim > 0 {
            solid = solid.adding(Solid(body.subtracting(.disc(.zero, radius: inner)), from: thickness, to: thickness + rimHeight, head: .round(radius: min(rim / 3, rimHeight / 2))))
        }
        let room = Region.disc(.zero, radius: art.isFull ? field : ring.isEmpty ? rim > 0 ? inner - 0.2 : field : field + margin / 2)
        // What carries the next step keeps its edge, or the step would overhang.
        for tier in tiers(&art.form, room, over: relief) {
            let (low, high) = (thickness + tier.low, thickness + tier.high)
            solid = solid.adding(Solid([Solid.Piece(tier.region, tier.isLast ? edge.profile(from: low, to: high, size: edgeSize) : WallProfile(from: low, to: high))]))
        }
        if !ring.isEmpty { solid = solid.adding(Solid([Solid.Piece(ring, edge.profile(from: thickness, to: thickness + relief, size: edgeSize))])) }
        for tier in try back(reverse, inner - margin, &notes, workers) { solid = solid.cutting(Solid(tier.region, from: tier.low, to: tier.high)) }
        var made = SolidImpression(notes: art.form.notes + notes)
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
}
