import ImpressionGeometry

/// Puts a layer's lines in printing order: island by island, each time the nearest; in an island first its walls, boundary by boundary,
/// each from the inside out, then its fill, or the fill first. Every line begins where the nozzle is nearest.
///
/// The walk starts at a fixed place, so that layers of one shape begin their loops at one place, too: an aligned seam.
/// Near O(n log n) for n lines.
struct PathOrder {
    private let paths: [Toolpath]
    private let islands: [Int32]
    private let islandCount: Int
    private let outerFirst: Bool
    private let fillFirst: Bool

    /// - Parameter islands: The island of each path, 0 ..< islandCount.
    init(_ paths: [Toolpath], outerFirst: Bool = false, fillFirst: Bool = false, islands: [Int32], islandCount: Int) {
        (self.paths, self.outerFirst, self.fillFirst, self.islands, self.islandCount) = (paths, outerFirst, fillFirst, islands, islandCount)
    }

    /// The paths in order, turned so that they begin well.
    func ordered(from start: Point) -> [Toolpath] {
        var members = [[Int]](repeating: [], count: islandCount)
        for i in paths.indices { members[Int(islands[i])].append(i) }
        var result: [Toolpath] = [], place = start
        result.reserveCapacity(paths.count)
        for island in islandOrder(from: start) {
            let groups = wallGroups(members[island].filter { isWall($0) })
            let fill = fillGroups(members[island].filter { !isWall($0) })
            for part in fillFirst ? [fill, groups] : [groups, fill] { draw(part, &place, &result) }
        }
        return result
    }

    private func isWall(_ path: Int) -> Bool { paths[path].role == .externalWall || paths[path].role == .wall }

    /// Lines alone, and sequences whole.
    private func fillGroups(_ fill: [Int]) -> [[Int]] {
        var groups: [[Int]] = []
        for path in fill {
            if let last = groups.last, paths[path].sequence >= 0, paths[last[0]].sequence == paths[path].sequence { groups[groups.count - 1].append(path) } else { groups.append([path]) }
        }
        return groups
    }

    /// Islands as a walk to the nearest next meets them. An island is left about where it was entered.
    private func islandOrder(from start: Point) -> [Int] {
        var pool = pool(of: Array(paths.indices)) { Int(islands[$0]) }
        var order: [Int] = [], place = start
        while let next = pool.pool.nearest(to: place) {
            order.append(next.owner)
            place = pool.points[next.point]
            pool.pool.remove(next.owner)
        }
        return order
    }

    /// Draws groups of paths, nearest next, each group in its own order.
    private func draw(_ groups: [[Int]], _ place: inout Point, _ result: inout [Toolpath]) {
        guard !groups.isEmpty else { return }
        var owner: [Int: Int] = [:]
        for (i, group) in groups.enumerated() { owner[group[0]] = i }
        var pool = pool(of: groups.map { $0[0] }, count: groups.count) { owner[$0]! }
        while let next = pool.pool.nearest(to: place) {
            for path in groups[next.owner] {
                var path = paths[path]
                path.begin(near: place)
                place = path.end
                result.append(path)
            }
            pool.pool.remove(next.owner)
        }
    }

    /// Loops that follow one boundary, inside out. A wall that follows several goes with the nearest.
    private func wallGroups(_ walls: [Int]) -> [[Int]] {
        let outermost = walls.filter { paths[$0].level == 0 }
        guard outermost.count > 1 else { return walls.isEmpty ? [] : [turned(walls.sorted { (paths[$1].level, $0) < (paths[$0].level, $1) })] }
        var points: [Point] = [], owners: [Int32] = []
        for (i, wall) in outermost.enumerated() {
            for point in paths[wall].points {
                points.append(point)
                owners.append(Int32(i))
            }
        }
        let pool = NearestPool(points: points, owners: owners, ownerCount: outermost.count)
        var groups = [[Int]](repeating: [], count: outermost.count)
        for wall in walls where paths[wall].level > 0 {
            groups[pool.nearest(to: paths[wall].points[0])?.owner ?? 0].append(wall)
        }
        return outermost.indices.map { i in
            turned(groups[i].sorted { (paths[$1].level, $0) < (paths[$0].level, $1) } + [outermost[i]])
        }
    }

    private func turned(_ insideOut: [Int]) -> [Int] { outerFirst ? insideOut.reversed() : insideOut }

    private func pool(of paths: [Int], count: Int? = nil, owner: (Int) -> Int) -> (pool: NearestPool, points: [Point]) {
        var points: [Point] = [], owners: [Int32] = []
        for path in paths {
            let own = Int32(owner(path))
            for entry in self.paths[path].entries {
                points.append(self.paths[path].points[entry])
                owners.append(own)
            }
        }
        return (NearestPool(points: points, owners: owners, ownerCount: count ?? islandCount), points)
    }
}
