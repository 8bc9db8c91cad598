import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A branch cut by one layer.
struct TreeDisc: Sendable, Equatable {
    var center: Point
    /// mm.
    var radius: Double
    /// Which disc of the layer below it stands on; nil where the branch ends.
    var below: Int?
}

/// Branches on their way down, a layer at a time.
///
/// Every branch leans towards its nearest neighbour that it can meet above the plate; two that are within a step of each other become one,
/// whose cross-section is the sum of theirs. A branch goes to the plate if a way there is open, else to the model.
///
/// Source: joining neighbours top down is the greedy scheme of Vanek, Galicia and Benes, "Clever support: efficient support structure
/// generation for digital fabrication", Computer Graphics Forum 33(5), 2014; here on layers, with places that keep clear of the model.
struct TreeGrowth {
    private struct Branch {
        var place: Point
        var radius: Double
        /// What it carries, and how far below its highest tip it is, mm.
        var tips: Double
        var depth: Double
        var goal: TreeSpace.Goal
        /// On its last way down to the model, straight and clipped by it.
        var isLanding = false
    }

    private let space: TreeSpace
    private let table: LayerTable
    private let settings: TreeSupport
    private var branches: [Branch] = []

    init(space: TreeSpace, table: LayerTable, settings: TreeSupport) { (self.space, self.table, self.settings) = (space, table, settings) }

    var isEmpty: Bool { branches.isEmpty }
    private var tipRadius: Double { space.radii[0] }

    /// A branch's first place at or near `place`; nil where nothing is open.
    func start(near place: Point, layer: Int, reach: Double, goal: TreeSpace.Goal) -> Point? {
        space.place(near: place, from: place, reach: reach, layer: layer, radius: tipRadius, goal: goal)
    }

    mutating func add(_ place: Point, goal: TreeSpace.Goal) {
        branches.append(Branch(place: place, radius: tipRadius, tips: 1, depth: 0, goal: goal))
    }

    /// The branches in layer `j`; then moves them to the layer below.
    ///
    /// - Parameter isBuried: Whether a disc in the layer below would lie wholly in the model's clearance.
    mutating func descend(from j: Int, isBuried: (TreeDisc) -> Bool) -> [TreeDisc] {
        var discs = branches.map { TreeDisc(center: $0.place, radius: $0.radius, below: nil) }
        guard j > 0, !branches.isEmpty else {
            branches = []
            return discs
        }
        var next: [Branch] = [], isDone = [Bool](repeating: false, count: branches.count)
        let partners = partners(j)
        for (a, b) in meetings(partners, j) where !isDone[a] && !isDone[b] {
            guard let joined = joined(branches[a], branches[b], j) else { continue }
            (isDone[a], isDone[b]) = (true, true)
            (discs[a].below, discs[b].below) = (next.count, next.count)
            next.append(joined)
        }
        for i in branches.indices where !isDone[i] {
            guard let moved = moved(branches[i], towards: partners[i].map { branches[$0].place }, j) else { continue }
            if moved.isLanding, isBuried(TreeDisc(center: moved.place, radius: moved.radius, below: nil)) { continue }
            discs[i].below = next.count
            next.append(moved)
        }
        branches = next
        return discs
    }

    /// Of each branch the nearest that it can meet above the plate with nothing between them; ties go to the lesser index.
    private func partners(_ j: Int) -> [Int?] {
        let order = branches.indices.sorted { (branches[$0].place.x, branches[$0].place.y, $0) < (branches[$1].place.x, branches[$1].place.y, $1) }
        let farthest = 2 * tan(min(max(settings.preferredAngle, 0), settings.angle) * .pi / 180) * table.top(j)
        var result = [Int?](repeating: nil, count: branches.count)
        for (at, i) in order.enumerated() where !branches[i].isLanding {
            let near = nearest(to: i, at: at, order, within: farthest)
            result[i] = near.first { space.isClear(branches[i].place, branches[$0].place, layer: j) }
        }
        return result
    }

    /// A branch looks at so many neighbours for one that nothing hides.
    private static let neighbours = 4

    /// The nearest few branches, nearest first.
    private func nearest(to i: Int, at: Int, _ order: [Int], within limit: Double) -> [Int] {
        let place = branches[i].place
        var best: [(distance: Double, index: Int)] = []
        for direction in [1, -1] {
            var k = at + direction
            while order.indices.contains(k), abs(branches[order[k]].place.x - place.x) <= (best.count < Self.neighbours ? limit : best[best.count - 1].distance) {
                let other = order[k], distance = branches[other].place.distance(to: place)
                k += direction
                if branches[other].isLanding || distance > limit { continue }
                let rank = best.firstIndex { (distance, other) < ($0.distance, $0.index) } ?? best.count
                guard rank < Self.neighbours else { continue }
                best.insert((distance, other), at: rank)
                if best.count > Self.neighbours { best.removeLast() }
            }
        }
        return best.map(\.index)
    }

    /// Pairs within a step of each other, nearest first.
    private func meetings(_ partners: [Int?], _ j: Int) -> [(Int, Int)] {
        let reach = 2 * space.step(from: j)
        var pairs: [(distance: Double, a: Int, b: Int)] = []
        for (i, partner) in partners.enumerated() {
            guard let partner, i < partner || partners[partner] != i else { continue }
            let distance = branches[i].place.distance(to: branches[partner].place)
            if distance <= reach { pairs.append((distance, min(i, partner), max(i, partner))) }
        }
        return pairs.sorted { ($0.distance, $0.a, $0.b) < ($1.distance, $1.a, $1.b) }.map { ($0.a, $0.b) }
    }

    private func joined(_ a: Branch, _ b: Branch, _ j: Int) -> Branch? {
        let step = space.step(from: j)
        var branch = Branch(place: a.place.mix(b.place, 0.5), radius: max(a.radius, b.radius), tips: a.tips + b.tips, depth: max(a.depth, b.depth), goal: .plate)
        // One that can reach the plate takes the other along.
        for goal in a.goal == .model && b.goal == .model ? [TreeSpace.Goal.plate, .model] : [.plate] {
            guard space.isOpen(branch.place, layer: j - 1, radius: branch.radius, goal: goal) else { continue }
            branch.goal = goal
            grow(&branch, j, step)
            return branch
        }
        return nil
    }

    private func moved(_ branch: Branch, towards partner: Point?, _ j: Int) -> Branch? {
        var moved = branch
        if branch.isLanding { return moved }
        let step = space.step(from: j)
        let wanted = target(branch.place, partner, j)
        for radius in [branch.radius, tipRadius] {
            guard let place = space.place(near: wanted, from: branch.place, reach: step, layer: j - 1, radius: radius, goal: branch.goal) else { continue }
            (moved.place, moved.radius) = (place, radius)
            grow(&moved, j, step)
            return moved
        }
        moved.isLanding = true
        return moved
    }

    /// Half way to the partner, at most as far as a branch at rest leans.
    private func target(_ place: Point, _ partner: Point?, _ j: Int) -> Point {
        guard let partner else { return place }
        let rest = min(space.step(from: j), tan(max(0, settings.preferredAngle) * .pi / 180) * (table.top(j) - table.top(j - 1)))
        let distance = place.distance(to: partner)
        return distance > 0 ? place.mix(partner, min(0.5, rest / distance)) : place
    }

    /// Thickens a branch that has come to layer `j − 1`, as far as its place is open for it.
    private func grow(_ branch: inout Branch, _ j: Int, _ step: Double) {
        branch.depth += table.top(j) - table.top(j - 1)
        let tapered = min(settings.branchDiameter / 2, tipRadius + branch.depth * tan(max(0, settings.branchWidening) * .pi / 180))
        let wanted = min(space.radii[space.radii.count - 1], max(tapered, branch.tips.squareRoot() * tipRadius))
        guard wanted > branch.radius else { return }
        // Not faster than branches lean: the widening is no overhang seen from below.
        let radius = min(wanted, branch.radius + step)
        if space.isOpen(branch.place, layer: j - 1, radius: radius, goal: branch.goal) { branch.radius = radius }
    }
}
