import ImpressionGeometry

/// A straight way from one part of a region to another.
struct Bar {
    var from: Point
    var to: Point

    var length: Double { from.distance(to: to) }

    /// Reaching a little into both parts.
    func region(width: Double) -> Region {
        let reach = width / 2, along = length > 1e-9 ? (to - from) * (1 / length) : Point(1, 0)
        return Region(stroking: [Polyline([from - along * reach, to + along * reach])], StrokeStyle(width: width, cap: .butt))
    }
}

extension Region {
    /// The region with bars between its islands, the shortest that make it one piece.
    func joined(byBarsOf width: Double) -> Region { union(Region.union(of: connectingBars(perIsland: 1).map { $0.region(width: width) })) }

    /// Bars that bind all islands to one piece, from the smallest island on, each to whatever is nearest.
    ///
    /// - Parameter count: Bars for each island; the second leaves on the other side of it.
    func connectingBars(perIsland count: Int) -> [Bar] {
        var groups = islands.map { [$0] }, bars: [Bar] = []
        while groups.count > 1, bars.count < 4000 {
            groups.sort { a, b in
                let (x, y) = (a.reduce(0) { $0 + $1.area }, b.reduce(0) { $0 + $1.area })
                return x < y
            }
            let small = groups.removeFirst(), others = groups.map { RegionIndex(Region.union(of: $0)) }
            let ways = Region.union(of: small).waysOut(to: others)
            guard let best = ways.min(by: { $0.bar.length < $1.bar.length }) else { return bars }
            bars.append(best.bar)
            let leaving = best.bar.to - best.bar.from
            for _ in 1..<max(1, count) {
                let opposite = ways.filter { ($0.bar.to - $0.bar.from).dot(leaving) < -0.5 * $0.bar.length * leaving.length }
                if let second = opposite.min(by: { $0.bar.length < $1.bar.length }), second.bar.length < 6 * best.bar.length + 10 { bars.append(second.bar) }
            }
            groups[best.group] += small
        }
        return bars
    }

    /// From vertices of this region to the nearest place of each other one; of many vertices every so many.
    private func waysOut(to others: [RegionIndex]) -> [(bar: Bar, group: Int)] {
        let points = contours.points, stride = max(1, points.count / 300)
        var ways: [(bar: Bar, group: Int)] = []
        for i in Swift.stride(from: 0, to: points.count, by: stride) {
            for (group, other) in others.enumerated() {
                if let near = other.nearest(to: points[i]) { ways.append((Bar(from: points[i].point, to: near.point), group)) }
            }
        }
        return ways
    }

    func moved(by way: Point) -> Region { Region(polylines.map { Polyline($0.points.map { $0 + way }, isClosed: true) }) }
}
