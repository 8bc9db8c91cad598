public import ImpressionGeometry

/// An artwork as flat areas, one for each colour that is seen: they are disjoint, share their walls, and together are all that is drawn.
public struct ColourPartition: Sendable {
    public struct Part: Sendable, Equatable {
        /// Opaque.
        public var color: Color
        public var region: Region

        public init(color: Color, region: Region) { (self.color, self.region) = (color, region) }
    }

    /// The largest first.
    public var parts: [Part]
    /// What was drawn otherwise than it is painted.
    public var findings: [PartitionFinding]

    /// Everything that is drawn.
    public var whole: Region { parts.count == 1 ? parts[0].region : Region.union(of: parts.map(\.region)) }
}

/// What flat areas cannot show.
public enum PartitionFinding: Sendable, Hashable, CustomStringConvertible {
    case gradients(Int)
    case patterns(Int)
    case pictures(Int)
    case blends(BlendMode)
    case tooManyDashes
    case merged(from: Int, to: Int)

    public var description: String {
        switch self {
        case .gradients(let count): "\(count) gradients became their mean colours; --steps cuts them into bands"
        case .patterns(let count): "\(count) patterns became their mean colours"
        case .pictures(let count): "\(count) pictures became their mean colours"
        case .blends(let mode): "blend mode \(mode.rawValue) was drawn as normal"
        case .tooManyDashes: "lines of more than 100000 dashes were drawn whole"
        case .merged(let from, let to): "\(from) colours became \(to)"
        }
    }
}

/// How an artwork is cut up.
public struct PartitionSettings: Sendable {
    /// From the page to where the areas lie, mm.
    public var transform = Transform.identity
    /// Greatest distance of a chord from its curve, mm.
    public var tolerance = 0.01
    /// Vertices land on multiples of this many lattice units.
    public var grid: Int32 = 1
    /// What shows through where paint is not opaque.
    public var paper = Color.white
    /// Whether what lies off the page is cut off.
    public var clipsToPage = true
    /// Bands that a gradient is cut into; 1 takes its mean colour.
    public var gradientSteps = 1
    /// Colours nearer than this to each other are one (CIE76 distance).
    public var leastDifference = 2.0
    /// Most colours that are kept; the least missed are merged.
    public var colorCount = Int.max
    /// Where not empty, each colour becomes the nearest of these.
    public var palette: [Color] = []
    /// Whether all crossings are rounded at once, so that the same shapes in other colours have the same outline to the last lattice unit. Without,
    /// a drawing of one colour is joined step by step (see ``Artwork/drawnArea(_:workers:)``).
    public var roundsOnce = true

    public init() {}
}

extension Artwork {
    /// The areas of the colours that are seen: curves flattened once, strokes as areas, clips and masks applied, what is covered left out,
    /// opacity composited as the standard says (in sRGB code values, over paper).
    ///
    /// O(n log n) for n edges; the order of painting costs a logarithm more.
    public func partitioned(_ settings: PartitionSettings = PartitionSettings(), workers: Workers = .one) -> ColourPartition {
        var scene = FlatScene(settings)
        scene.add(self)
        if !settings.roundsOnce, let color = scene.onlyColor, let area = scene.drawnArea(workers) {
            let palette = FlatPalette([color.coded], areas: [1], settings)
            let part = ColourPartition.Part(color: palette.colors[palette.choice[0]], region: area)
            return ColourPartition(parts: area.isEmpty ? [] : [part], findings: scene.findings)
        }
        let overlay = Overlay(scene.layers, grid: settings.grid)
        var compositor = FlatCompositor(scene)
        var colors: [Color] = [], names: [Color: Int] = [:], areas: [Double] = []
        let seen = (0..<overlay.coverCount).map { cover -> Int in
            guard cover > 0, let color = compositor.color(of: overlay, cover) else { return -1 }
            let area = Double(overlay.doubledAreas[cover])
            if let known = names[color] {
                areas[known] += area
                return known
            }
            names[color] = colors.count
            colors.append(color)
            areas.append(area)
            return colors.count - 1
        }
        let palette = FlatPalette(colors, areas: areas, settings)
        let regions = overlay.regions(seen.map { $0 < 0 ? -1 : palette.choice[$0] }, count: palette.colors.count, workers: workers)
        var findings = scene.findings
        if palette.isReduced { findings.append(.merged(from: colors.count, to: palette.colors.count)) }
        var parts = zip(palette.colors, regions).filter { !$1.isEmpty }.map { ColourPartition.Part(color: $0, region: $1) }
        parts.sort { a, b in
            let (x, y) = (a.region.doubledArea, b.region.doubledArea)
            return x != y ? x > y : (a.color.red, a.color.green, a.color.blue) < (b.color.red, b.color.green, b.color.blue)
        }
        return ColourPartition(parts: parts, findings: findings)
    }
}
