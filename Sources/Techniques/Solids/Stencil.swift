public import ImpressionCanvas
public import ImpressionGeometry
import ImpressionMeshing

/// A sheet with the drawing cut through it; bridges hold what would fall out.
public struct Stencil: SolidTechnique, Equatable {
    public static let name = "stencil"
    public static let summary = "a sheet with the drawing cut through it, islands held by bridges"

    public var form = ArtForm()
    public var shape = BackingShape.rounded
    /// mm.
    public var margin = 10.0
    public var corner = 3.0
    public var thickness = 0.8
    /// Width of bridges, mm.
    public var bridge = 1.6
    /// Bridges for each island.
    public var bridges = 2
    public var mirror = false
    public var color = "#2e86c1"

    public init() { (form.minimumWidth, form.thin) = (0.8, .widen) }

    public static let options: [TechniqueOption<Stencil>] = [
        .choice("shape", \.shape, "of the sheet"),
        .length("margin", \.margin, 0...200, "sheet around the drawing"),
        .length("corner", \.corner, 0...200, "radius of rounded corners"),
        .length("thickness", \.thickness, 0.1...20, "of the sheet"),
        .length("bridge", \.bridge, 0.4...50, "width of the bridges that hold islands"),
        .value("bridges", \.bridges, placeholder: "N", expected: "a whole number from 1 to 4", "bridges for each island",
               read: { Int($0).flatMap { (1...4).contains($0) ? $0 : nil } }, text: { "\($0)" }),
        .toggle("mirror", \.mirror, "swap left and right"),
        .color("color", \.color, "of the sheet"),
    ] + ArtForm.options.map { $0.within(\.form) }

    public func impress(_ artwork: Artwork, workers: Workers) throws(TechniqueError) -> SolidImpression {
        var art = try form.formed(artwork, standard: 100, isMirrored: mirror, workers: workers)
        let ink = try form.inked(&art)
        let sheet = shape.region(around: ink.bounds, ink, margin: max(margin, bridge), corner: corner)
        // Slivers of the sheet that nothing could print or hold are no islands.
        let left = sheet.subtracting(ink), specks = left.islands.filter { $0.area < bridge * bridge / 4 }
        let kept = specks.isEmpty ? left : left.subtracting(Region.union(of: specks))
        let islands = kept.islands.count - 1
        let bars = kept.connectingBars(perIsland: bridges)
        let whole = kept.union(Region.union(of: bars.map { $0.region(width: bridge) }))
        var made = SolidImpression(notes: art.notes)
        if islands > 0 { made.notes.append(("bridges", "\(bars.count) bridges hold \(islands) islands")) }
        if !specks.isEmpty { made.notes.append(("specks", "\(specks.count) islands smaller than a bridge were left out")) }
        made.add(Solid(whole, from: 0, to: thickness), "stencil", Color(hex: color) ?? .black)
        return made
    }
}
