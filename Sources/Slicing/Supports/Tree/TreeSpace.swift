import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Where branches may be, layer by layer and for a few thicknesses.
///
///     layer j     ▓▓▓▓▓▓▓▓▓▓      ▓ the model, grown by its distance and the branch's radius
///     layer j−1   ▒▓▓▓▓▓▓▓▓▒      ▒ from here a branch cannot get past the model any more: the layer below is closed
///     layer j−2   ▒▒▓▓▓▓▓▓▒▒        for every place that a step leads to
///
/// What is closed for branches that go to the plate grows upwards from the plate: a place is closed if the model is there or if the disc that
/// one step reaches is closed in the layer below. So a branch that stands in an open place always finds its way down.
/// Three operations a layer and thickness.
struct TreeSpace: Sendable {
    /// Radii that places are known for, ascending, mm.
    let radii: [Double]
    private let table: LayerTable
    private let lean: Double
    /// By radius, then layer.
    private let forbidden: [[RegionIndex]]
    private let closed: [[RegionIndex]]

    /// Of the model's outlines, which branches need not follow closely, mm.
    private static let tolerance = 0.05
    /// Share of a step that places are planned with: the rest makes up for rounding.
    private static let caution = 0.9

    /// - Parameters:
    ///   - clearance: Where supports must not be.
    ///   - layers: So many from the plate up.
    init(clearance: [Region], layers: Int, table: LayerTable, settings: TreeSupport, workers: Workers) {
        self.table = table
        lean = tan(min(max(settings.angle, 1), 60) * .pi / 180)
        let least = max(0.1, settings.tipDiameter / 2), greatest = max(least, settings.trunkDiameter / 2)
        let steps = greatest > least ? 5 : 0
        let radii = (0...steps).map { least * pow(greatest / least, Double($0) / Double(max(1, steps))) }
        self.radii = radii
        let coarse = workers.map(layers) { clearance[$0].simplified(tolerance: Self.tolerance) }
        let lean = lean
        let spaces = workers.map(radii.count) { k in
            var forbidden: [RegionIndex] = [], closed: [RegionIndex] = [], below = Region.empty
            for j in 0..<layers {
                let own = coarse[j].offset(by: radii[k] + Self.tolerance, join: .round(tolerance: Self.tolerance))
                let step = j == 0 ? 0 : lean * (table.top(j) - table.top(j - 1)) * Self.caution
                // Points, not arcs: arcs would double their corners in every layer. They reach at most a twentieth farther.
                let stuck = below.offset(by: -step, join: .mitre(limit: 1.05))
                below = j == 0 ? own : own.joined(with: stuck)
                forbidden.append(RegionIndex(own))
                closed.append(RegionIndex(below))
            }
            return (forbidden, closed)
        }
        forbidden = spaces.map(\.0)
        closed = spaces.map(\.1)
    }

    /// The farthest a branch may lean from layer `j` to the one below, mm.
    func step(from j: Int) -> Double { j == 0 ? 0 : lean * (table.top(j) - table.top(j - 1)) }

    /// Where branches end.
    enum Goal: Sendable { case plate, model }

    private func space(_ j: Int, _ radius: Double, _ goal: Goal) -> RegionIndex {
        let k = radii.firstIndex { $0 >= radius - 1e-9 } ?? radii.count - 1
        return goal == .plate ? closed[k][j] : forbidden[k][j]
    }

    func isOpen(_ place: Point, layer j: Int, radius: Double, goal: Goal) -> Bool { Self.isOpen(place, space(j, radius, goal)) }

    private static func isOpen(_ place: Point, _ space: RegionIndex) -> Bool {
        let p = LatticePoint(place)
        // Places on the boundary are open, also where the lattice moved them in.
        return space.winding(around: p) != 1 || (space.nearest(to: p, within: 3e-6)?.distance ?? 1) <= 3e-6
    }

    /// The open place nearest to `wanted` that lies within `reach` of `origin`; nil where there is none at hand.
    func place(near wanted: Point, from origin: Point, reach: Double, layer j: Int, radius: Double, goal: Goal) -> Point? {
        let space = space(j, radius, goal)
        if Self.isOpen(wanted, space) { return wanted }
        for seed in [wanted, origin] {
            guard let found = space.nearest(to: LatticePoint(seed), within: 2 * reach + 1e-3), found.point.distance(to: origin) <= reach, Self.isOpen(found.point, space) else { continue }
            return found.point
        }
        return Self.isOpen(origin, space) ? origin : nil
    }

    /// Whether nothing lies on the straight way between two places of a layer.
    func isClear(_ a: Point, _ b: Point, layer j: Int) -> Bool { forbidden[0][j].firstHit(from: LatticePoint(a), to: LatticePoint(b)) == nil }
}
