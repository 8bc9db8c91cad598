/// Where each layer of a body begins and ends, mm above the plate.
public struct LayerTable: Sendable, Equatable {
    /// Tops of the layers, ascending and above 0.
    public let tops: [Double]
    /// Above so many layers lies free height, mm: between a raft and what stands on it.
    private var lift: (layers: Int, gap: Double) = (0, 0)

    /// More than rounding moves a model's vertices, less than a printer knows of, mm.
    static let hair = 1e-4

    /// - Parameter tops: mm. Heights that are not above the one before are left out.
    public init(tops: [Double]) {
        var kept: [Double] = []
        for top in tops where top.isFinite && top > (kept.last ?? 0) + 1e-6 { kept.append(top) }
        self.tops = kept
    }

    /// Layers of one height over a first one, for a body that is `height` tall. A layer is there if the body reaches its middle.
    public init(height: Double, settings: SliceSettings) {
        let heights = LayerHeights(settings)
        self.init(tops: (0..<heights.count(reaching: height + Self.hair)).map { heights.top($0) })
    }

    /// These layers above `others` and free height.
    func lifted(onto others: [Double], gap: Double) -> LayerTable {
        let base = (others.last ?? 0) + gap
        var table = LayerTable(tops: others + tops.map { $0 + base })
        table.lift = (others.count, gap)
        return table
    }

    public static func == (a: LayerTable, b: LayerTable) -> Bool { a.tops == b.tops && a.lift == b.lift }

    public var count: Int { tops.count }
    /// Of the last layer's top, mm.
    public var height: Double { tops.last ?? 0 }
    public func top(_ i: Int) -> Double { tops[i] }
    public func bottom(_ i: Int) -> Double { (i == 0 ? 0 : tops[i - 1]) + (i == lift.layers ? lift.gap : 0) }
    public func thickness(_ i: Int) -> Double { tops[i] - bottom(i) }
    /// Where the body is cut for this layer: a hair below its middle, so that a level face in the middle counts as above, whatever rounding did to it.
    public func middle(_ i: Int) -> Double { (tops[i] + bottom(i)) / 2 - Self.hair }
    public var middles: [Double] { tops.indices.map { middle($0) } }

    /// How many layers from `i` upwards, `i` among them, a shell of `count` layers and at least `thickness` mm takes.
    func layers(up i: Int, count: Int, thickness: Double) -> Int { layers(count: count, thickness: thickness, room: self.count - i) { top(i + $0) - bottom(i) } }
    /// The same downwards.
    func layers(down i: Int, count: Int, thickness: Double) -> Int { layers(count: count, thickness: thickness, room: i + 1) { top(i) - bottom(i - $0) } }

    private func layers(count: Int, thickness: Double, room: Int, reach: (Int) -> Double) -> Int {
        guard count > 0 else { return 0 }
        var n = count
        while n <= room, reach(n - 1) + 1e-6 < thickness { n += 1 }
        return n
    }
}
