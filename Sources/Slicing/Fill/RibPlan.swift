import ImpressionGeometry

/// The ribs of every layer, found from the top downwards.
///
/// What a layer's ceiling needs is added to the ribs that the layers above have; then every rib gives up as much of its end as may hang over the layer
/// below, and straightens by as much, until it is drawn into the wall.
struct RibPlan: Sendable {
    /// By layer.
    private var layers: [[[Point]]]

    init(_ volume: FillVolume) {
        let spread = volume.pitch
        layers = .init(repeating: [], count: volume.areas.count)
        guard spread.isFinite, spread > 0.05 else { return }
        var tree = RibTree()
        for layer in volume.areas.indices.reversed() {
            let area = volume.areas[layer], ceiling = volume.ceiling(of: layer).wider(than: spread / 2)
            if area.isEmpty {
                tree = RibTree()
                continue
            }
            guard !tree.isEmpty || !ceiling.isEmpty else { continue }
            let index = RegionIndex(area)
            tree.settle(in: index, spread: spread)
            if !ceiling.isEmpty { tree.carry(Self.tips(ceiling, spread, volume.frame), in: index, spread: spread) }
            layers[layer] = tree.lines
            let height = volume.tops[layer] - (layer > 0 ? volume.tops[layer - 1] : 0)
            tree.retreat(by: height)
        }
    }

    func lines(ofLayer layer: Int) -> [[Point]] { layers.indices.contains(layer) ? layers[layer] : [] }

    /// Places under a ceiling, one in each square of the spread, rows shifted against one another.
    private static func tips(_ ceiling: Region, _ spread: Double, _ frame: FillFrame) -> [Point] {
        let box = frame.bounds(of: ceiling), index = RegionIndex(ceiling)
        let rows = Int((box.min.y / spread).rounded(.down))...Int((box.max.y / spread).rounded(.up))
        let columns = Int((box.min.x / spread).rounded(.down))...Int((box.max.x / spread).rounded(.up))
        guard rows.count * columns.count < 4_000_000 else { return [] }
        var tips: [Point] = []
        for row in rows {
            for column in columns {
                let place = frame.world(Point((Double(column) + (row.isMultiple(of: 2) ? 0.25 : 0.75)) * spread, (Double(row) + 0.5) * spread))
                if index.contains(LatticePoint(place)) { tips.append(place) }
            }
        }
        return tips
    }
}

/// Ribs of one layer: points that each hang on another, or on the wall.
struct RibTree {
    private var points: [Point] = []
    /// −1 stands on the wall. A point's parent comes before it.
    private var parents: [Int32] = []

    var isEmpty: Bool { points.isEmpty }

    /// Ribs as lines, each from a tip to where it meets one that is drawn already or the wall; the longest first.
    var lines: [[Point]] {
        var depth = [Int32](repeating: 0, count: points.count), isTip = [Bool](repeating: true, count: points.count)
        for i in points.indices where parents[i] >= 0 {
            depth[i] = depth[Int(parents[i])] + 1
            isTip[Int(parents[i])] = false
        }
        var isDrawn = isTip.map { _ in false }, lines: [[Point]] = []
        for tip in points.indices.filter({ isTip[$0] }).sorted(by: { (depth[$1], $0) < (depth[$0], $1) }) {
            var line = [points[tip]], at = tip
            while !isDrawn[at], parents[at] >= 0 {
                isDrawn[at] = true
                at = Int(parents[at])
                line.append(points[at])
            }
            if line.count > 1 { lines.append(line) }
        }
        return lines
    }

    /// Fits the ribs of the layer above into this one: what lies outside goes, and what stood on a wall does so again.
    mutating func settle(in area: RegionIndex, spread: Double) {
        var place = [Int32](repeating: -1, count: points.count), kept = RibTree()
        for i in points.indices where area.contains(LatticePoint(points[i])) {
            var parent = parents[i] >= 0 ? place[Int(parents[i])] : -1
            if parent < 0, let wall = area.nearest(to: LatticePoint(points[i])), wall.distance > 1e-3 {
                kept.add(wall.point, on: -1)
                parent = kept.grow(to: points[i], from: kept.points.count - 1, step: spread / 2)
                place[i] = parent
            } else {
                kept.add(points[i], on: parent)
                place[i] = Int32(kept.points.count - 1)
            }
        }
        self = kept
    }

    /// Carries new tips: each grows from the rib or the wall that is nearest, those near walls first, so that the inner ones find ribs to grow from.
    mutating func carry(_ tips: [Point], in area: RegionIndex, spread: Double) {
        let walls = tips.map { area.nearest(to: LatticePoint($0)) ?? ($0, 0) }
        var near = PlaceGrid(cell: spread)
        for i in points.indices { near.add(points[i], Int32(i)) }
        for tip in tips.indices.sorted(by: { (walls[$0].distance, $0) < (walls[$1].distance, $1) }) where walls[tip].distance > spread / 2 {
            let rib = near.nearest(to: tips[tip], within: walls[tip].distance) { points[Int($0)] }
            if let rib, rib.distance < spread / 2 { continue }
            let first = points.count
            var from: Int
            if let rib, area.hits(from: LatticePoint(points[Int(rib.item)]), to: LatticePoint(tips[tip])).isEmpty {
                from = Int(rib.item)
            } else {
                add(walls[tip].point, on: -1)
                from = points.count - 1
            }
            from = Int(grow(to: tips[tip], from: from, step: spread / 2))
            for i in first..<points.count { near.add(points[i], Int32(i)) }
        }
    }

    /// Draws tips back and bends straight, by what may hang over the layer below at 45°, mm.
    mutating func retreat(by reach: Double) {
        var left = [Double](repeating: reach, count: points.count), hasChild = [Bool](repeating: false, count: points.count), goes = hasChild
        var moved = points
        for i in points.indices.reversed() {
            if hasChild[i] {
                if parents[i] >= 0 { hasChild[Int(parents[i])] = true }
                continue
            }
            guard parents[i] >= 0 else {
                goes[i] = true
                continue
            }
            let parent = Int(parents[i]), length = points[i].distance(to: points[parent])
            if length <= left[i] {
                goes[i] = true
                if !hasChild[parent] { left[parent] = min(left[parent], left[i] - length) }
            } else {
                moved[i] = points[i].mix(points[parent], left[i] / length)
                hasChild[parent] = true
            }
        }
        straighten(&moved, goes, by: reach)
        var place = [Int32](repeating: -1, count: points.count), kept = RibTree()
        for i in points.indices where !goes[i] {
            kept.add(moved[i], on: parents[i] >= 0 ? place[Int(parents[i])] : -1)
            place[i] = Int32(kept.points.count - 1)
        }
        self = kept
    }

    /// Points with one child move towards the middle of their neighbours.
    private func straighten(_ moved: inout [Point], _ goes: [Bool], by reach: Double) {
        var child = [Int32](repeating: -1, count: points.count)
        for i in points.indices where !goes[i] && parents[i] >= 0 { child[Int(parents[i])] = child[Int(parents[i])] == -1 ? Int32(i) : -2 }
        for i in points.indices where !goes[i] && parents[i] >= 0 && child[i] >= 0 {
            let middle = points[Int(parents[i])].mix(points[Int(child[i])], 0.5), way = middle - points[i], length = way.length
            moved[i] = length > reach ? points[i] + way * (reach / length) : middle
        }
    }

    private mutating func add(_ point: Point, on parent: Int32) {
        points.append(point)
        parents.append(parent)
    }

    /// Adds a straight rib in steps; returns its end.
    private mutating func grow(to end: Point, from start: Int, step: Double) -> Int32 {
        let from = points[start], parts = max(1, Int((from.distance(to: end) / step).rounded(.up)))
        var last = Int32(start)
        for part in 1...parts {
            add(from.mix(end, Double(part) / Double(parts)), on: last)
            last = Int32(points.count - 1)
        }
        return last
    }
}

/// Places in square cells, to find the nearest among few.
struct PlaceGrid {
    private let cell: Double
    private var items: [SIMD2<Int32>: [Int32]] = [:]

    init(cell: Double) { self.cell = cell }

    mutating func add(_ place: Point, _ item: Int32) { items[key(place), default: []].append(item) }

    /// The nearest item within a distance; of equals the least.
    func nearest(to place: Point, within limit: Double, _ point: (Int32) -> Point) -> (item: Int32, distance: Double)? {
        let middle = key(place), rings = Int32(min(1e4, (limit / cell).rounded(.up)))
        var best: (item: Int32, distance: Double)?
        for ring in 0...rings {
            if let best, best.distance <= Double(ring - 1) * cell { break }
            for dy in -ring...ring {
                let isEdge = abs(dy) == ring
                for dx in stride(from: -ring, through: ring, by: isEdge ? 1 : max(1, Int(2 * ring))) {
                    for item in items[middle &+ SIMD2(Int32(dx), dy)] ?? [] {
                        let distance = point(item).distance(to: place)
                        if distance <= limit, best.map({ (distance, item) < ($0.distance, $0.item) }) ?? true { best = (item, distance) }
                    }
                }
            }
        }
        return best
    }

    private func key(_ place: Point) -> SIMD2<Int32> { SIMD2(Int32(clamping: Int((place.x / cell).rounded(.down))), Int32(clamping: Int((place.y / cell).rounded(.down)))) }
}
