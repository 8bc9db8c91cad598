import ImpressionGeometry

/// Chooses where branches touch overhangs: on a triangular grid and along rims, never closer to one another than their spacing.
struct TreeTips {
    /// Between neighbouring tips, mm.
    let spacing: Double
    private let table: LayerTable
    /// Tips chosen so far by cells as large as the spacing.
    private var cells: [Cell: [(place: Point, z: Double)]] = [:]

    private struct Cell: Hashable {
        var x: Int, y: Int, z: Int
    }

    init(table: LayerTable, settings: TreeSupport) {
        self.table = table
        // As far apart as tips cover their share, and never so near that branches touch.
        let covered = settings.tipDiameter * (Double.pi / 4 / max(0.01, settings.topDensity)).squareRoot()
        spacing = max(0.5, covered, settings.branchDistance + settings.tipDiameter)
    }

    /// New tips of one layer, in a fixed order. Call from the topmost layer down.
    mutating func add(_ contact: Region, layer: Int, accepts: (Point) -> Point?) -> [Point] {
        var chosen: [Point] = []
        for candidate in candidates(contact) where isFree(candidate, table.top(layer)) {
            guard let place = accepts(candidate) else { continue }
            cells[cell(candidate, table.top(layer)), default: []].append((candidate, table.top(layer)))
            chosen.append(place)
        }
        return chosen
    }

    private func candidates(_ contact: Region) -> [Point] {
        guard !contact.isEmpty else { return [] }
        let index = RegionIndex(contact), box = contact.bounds, rise = spacing * 0.75.squareRoot()
        var result: [Point] = []
        for row in Int((box.min.y / rise).rounded(.up))...max(Int((box.min.y / rise).rounded(.up)), Int((box.max.y / rise).rounded(.down))) {
            let shift = row % 2 == 0 ? 0 : 0.5
            let first = Int((box.min.x / spacing - shift).rounded(.up)), last = Int((box.max.x / spacing - shift).rounded(.down))
            for column in first..<max(first, last + 1) {
                let point = Point((Double(column) + shift) * spacing, Double(row) * rise)
                if index.contains(LatticePoint(point)) { result.append(point) }
            }
        }
        for line in contact.polylines { result += Self.places(along: line, step: spacing / 2) }
        return result
    }

    private static func places(along line: Polyline, step: Double) -> [Point] {
        var result: [Point] = [], rest = 0.0
        for (i, a) in line.points.enumerated() {
            let b = line.points[i + 1 < line.points.count ? i + 1 : 0], length = a.distance(to: b)
            while rest < length {
                result.append(a.mix(b, rest / length))
                rest += step
            }
            rest -= length
        }
        return result
    }

    private func cell(_ place: Point, _ z: Double) -> Cell {
        Cell(x: Int((place.x / spacing).rounded(.down)), y: Int((place.y / spacing).rounded(.down)), z: Int((z / spacing).rounded(.down)))
    }

    private func isFree(_ place: Point, _ z: Double) -> Bool {
        // On slopes tips of neighbouring layers stand in for one another.
        let own = cell(place, z), least = 0.75 * spacing
        for x in own.x - 1...own.x + 1 {
            for y in own.y - 1...own.y + 1 {
                for level in own.z - 1...own.z + 1 {
                    for other in cells[Cell(x: x, y: y, z: level)] ?? [] {
                        if (other.place - place).squaredLength + (other.z - z) * (other.z - z) < least * least { return false }
                    }
                }
            }
        }
        return true
    }
}
