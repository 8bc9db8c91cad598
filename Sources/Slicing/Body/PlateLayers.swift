public import ImpressionGeometry

/// Several bodies on one plate, each as often as wanted: every body is sliced once, its lines are shifted.
///
/// In a layer that takes several extruders, everything one of them draws is drawn together; the first is the one that drew last in the layer below.
public struct PlateLayers: LayerSource {
    /// A sliced body and where its copies stand.
    public struct Item: Sendable {
        public var name: String
        public var body: BodySlicer
        /// Added to the body's own coordinates, mm.
        public var shifts: [Point]

        public init(_ body: BodySlicer, name: String = "", at shifts: [Point] = [.zero]) { (self.body, self.name, self.shifts) = (body, name, shifts) }
    }

    public let items: [Item]
    public let objects: [PlateObject]
    public let bounds: Box
    private let settings: SliceSettings
    private let tops: [Double]
    /// The layer of each item at each of the plate's layers; −1 where it has none.
    private let itemLayers: [[Int]]
    /// The extruders of each layer in the order of their turns.
    private let turns: [[UInt8]]
    private let tower: PurgeTower?
    private let wipesIntoFill: Bool
    let adhesion: Adhesion

    /// Bodies whose layers end at different heights share a layer only where both end there.
    ///
    /// - Parameter purge: How to clean the nozzle between materials; nil leaves that to the printer.
    public init(_ items: [Item], settings: SliceSettings, purge: PurgeSettings? = nil) {
        (self.items, self.settings) = (items, settings)
        let tops = LayerTable(tops: items.flatMap(\.body.table.tops).sorted()).tops
        self.tops = tops
        itemLayers = items.map { item in
            var next = 0
            let own = item.body.table.tops
            return tops.map { top in
                while next < own.count, own[next] < top - 1e-6 { next += 1 }
                return next < own.count && own[next] < top + 1e-6 ? next : -1
            }
        }
        turns = Self.turns(items, itemLayers, tops.count)
        var box = Box.empty, objects: [PlateObject] = []
        for item in items where !item.body.extent.isEmpty {
            for (copy, shift) in item.shifts.enumerated() {
                let own = Box(min: item.body.extent.min + shift, max: item.body.extent.max + shift)
                objects.append(PlateObject(name: item.shifts.count > 1 ? "\(item.name)_\(copy + 1)" : item.name, extent: own))
                box.add(own)
            }
        }
        self.objects = objects
        if let purge { 
            let (layers, items) = (itemLayers, items)
            tower = PurgeTower(purge, turns: turns, tops: tops, beside: box, lineWidth: settings.lineWidth) { layer, tool in
                items.indices.reduce(0) { $0 + (layers[$1][layer] < 0 ? 0 : items[$1].body.fillVolume(layers[$1][layer], tool: tool) * Double(items[$1].shifts.count)) }
            }
            wipesIntoFill = purge.wipesIntoFill
        } else { (tower, wipesIntoFill) = (nil, false) }
        if let tower { box.add(tower.extent) }
        let corners = Self.corners(items, layers: settings.skirtLayers(of: tops.count), tower)
        adhesion = Adhesion(footprint: Self.firstLayer(items, tower), corners: corners, layerCount: tops.count, settings: settings)
        bounds = adhesion.bounds(around: box)
    }

    private static func turns(_ items: [Item], _ layers: [[Int]], _ count: Int) -> [[UInt8]] {
        var last: UInt8?
        return (0..<count).map { layer in
            var tools = Set(items.indices.flatMap { layers[$0][layer] < 0 ? [] : items[$0].body.tools(layers[$0][layer]) }).sorted()
            if let last, let at = tools.firstIndex(of: last) { tools.swapAt(0, at) }
            last = tools.last ?? last
            return tools
        }
    }

    public var layerCount: Int { tops.count }
    public var solidVolume: Double { items.reduce(0) { $0 + $1.body.solidVolume * Double($1.shifts.count) } }
    /// How often extruders change.
    public var toolChanges: Int {
        var last = turns.first?.first, changes = 0
        for tool in turns.joined() where tool != last { (last, changes) = (tool, changes + 1) }
        return changes
    }

    public func layer(_ index: Int) -> LayerPaths {
        guard tops.indices.contains(index) else { return LayerPaths(index: index, z: 0, height: 0) }
        var paths = LayerPaths(index: index, z: tops[index], height: thickness(index))
        let own = turns[index]
        adhesion.append(to: &paths, tool: own.first ?? 0)
        if own.isEmpty { return paths }
        for (turn, tool) in own.enumerated() {
            tower?.append(layer: index, turn: turn, tool: tool, to: &paths)
            appendLines(index, tool, fillFirst: wipesIntoFill && (turn > 0 || index > 0 && turns[index - 1].last != tool), to: &paths)
        }
        return paths
    }

    private func appendLines(_ index: Int, _ tool: UInt8, fillFirst: Bool, to paths: inout LayerPaths) {
        var object: Int32 = 0
        for (item, layers) in zip(items, itemLayers) {
            defer { object += Int32(item.body.extent.isEmpty ? 0 : item.shifts.count) }
            guard layers[index] >= 0 else { continue }
            var layer = LayerPaths(index: index, z: paths.z, height: item.body.table.thickness(layers[index]))
            item.body.append(layers[index], tool: tool, fillFirst: fillFirst, to: &layer)
            for (copy, shift) in item.shifts.enumerated() { paths.append(layer, movedBy: shift, object: object + Int32(copy)) }
        }
    }

    /// Of the first body that has a layer here; free height under it is none of its.
    private func thickness(_ index: Int) -> Double {
        guard let item = items.indices.first(where: { itemLayers[$0][index] >= 0 }) else { return index == 0 ? tops[0] : tops[index] - tops[index - 1] }
        return items[item].body.table.thickness(itemLayers[item][index])
    }

    /// What a skirt goes around.
    private static func corners(_ items: [Item], layers: Int, _ tower: PurgeTower?) -> [Point] {
        let bodies = items.flatMap { item in
            let hull = item.body.hull(layers: layers)
            return item.shifts.flatMap { shift in hull.map { $0 + shift } }
        }
        return bodies + (tower.map { [$0.extent.min, $0.extent.max, Point($0.extent.min.x, $0.extent.max.y), Point($0.extent.max.x, $0.extent.min.y)] } ?? [])
    }

    /// Of the first layer.
    private static func firstLayer(_ items: [Item], _ tower: PurgeTower?) -> Region {
        var all = Contours()
        for item in items {
            for shift in item.shifts {
                let by = LatticePoint(shift)
                for i in 0..<item.body.footprint.ringCount { all.append(item.body.footprint.contours[i].map { LatticePoint($0.x + by.x, $0.y + by.y) }) }
            }
        }
        if let tower { all.append(Region(tower.extent).contours) }
        return Region(all, fill: .nonZero)
    }
}

extension LayerPaths {
    /// Adds another layer's lines, shifted, as those of an object.
    mutating func append(_ other: LayerPaths, movedBy shift: Point, object: Int32) {
        let first = x.count
        for path in other.paths {
            var path = path
            path.start += first
            if path.detour >= 0 { path.detour += Int32(detours.count) }
            path.object = object
            paths.append(path)
        }
        for detour in other.detours { detours.append(detour.map { $0 + shift }) }
        for value in other.x { x.append(value + shift.x) }
        for value in other.y { y.append(value + shift.y) }
        if !other.rise.isEmpty {
            rise += [Float](repeating: 0, count: first - rise.count) + other.rise + [Float](repeating: 0, count: other.x.count - other.rise.count)
        } else if !rise.isEmpty {
            rise += [Float](repeating: 0, count: x.count - rise.count)
        }
        width += other.width
    }
}
