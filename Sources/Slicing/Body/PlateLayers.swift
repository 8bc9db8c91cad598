public import ImpressionGeometry

/// Several bodies on one plate, each as often as wanted: every body is sliced once, its lines are shifted.
public struct PlateLayers: LayerSource {
    /// A sliced body and where its copies stand.
    public struct Item: Sendable {
        public var body: BodySlicer
        /// Added to the body's own coordinates, mm.
        public var shifts: [Point]

        public init(_ body: BodySlicer, at shifts: [Point] = [.zero]) { (self.body, self.shifts) = (body, shifts) }
    }

    public let items: [Item]
    public let bounds: Box
    private let settings: SliceSettings
    private let tops: [Double]

    /// Bodies whose layers end at different heights share a layer only where both end there.
    public init(_ items: [Item], settings: SliceSettings) {
        (self.items, self.settings) = (items, settings)
        tops = LayerTable(tops: items.flatMap(\.body.table.tops).sorted()).tops
        var box = Box.empty
        for item in items where !item.body.extent.isEmpty {
            for shift in item.shifts { box.add(Box(min: item.body.extent.min + shift, max: item.body.extent.max + shift)) }
        }
        bounds = box.isEmpty ? box : box.expanded(by: settings.adhesionReach)
    }

    public var layerCount: Int { tops.count }
    public var solidVolume: Double { items.reduce(0) { $0 + $1.body.solidVolume * Double($1.shifts.count) } }

    public func layer(_ index: Int) -> LayerPaths {
        guard tops.indices.contains(index) else { return LayerPaths(index: index, z: 0, height: 0) }
        var paths = LayerPaths(index: index, z: tops[index], height: index == 0 ? tops[0] : tops[index] - tops[index - 1])
        if index == 0 { paths.appendSkirtAndBrim(around: footprint, settings: settings) }
        for item in items {
            guard let own = item.body.table.tops.firstIndex(where: { abs($0 - tops[index]) < 1e-6 }) else { continue }
            let layer = item.body.layer(own)
            paths.height = layer.height
            for shift in item.shifts { paths.append(layer, movedBy: shift) }
        }
        return paths
    }

    /// Of the first layer.
    private var footprint: Region {
        var all = Contours()
        for item in items {
            for shift in item.shifts {
                let by = LatticePoint(shift)
                for i in 0..<item.body.footprint.ringCount { all.append(item.body.footprint.contours[i].map { LatticePoint($0.x + by.x, $0.y + by.y) }) }
            }
        }
        return Region(all, fill: .nonZero)
    }
}

extension LayerPaths {
    /// Adds another layer's lines, shifted.
    mutating func append(_ other: LayerPaths, movedBy shift: Point) {
        let first = x.count
        for path in other.paths {
            var path = path
            path.start += first
            paths.append(path)
        }
        for value in other.x { x.append(value + shift.x) }
        for value in other.y { y.append(value + shift.y) }
        width += other.width
    }
}
