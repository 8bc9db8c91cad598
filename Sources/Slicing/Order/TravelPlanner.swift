import ImpressionGeometry

/// Ways between a layer's lines that stay inside of the body where they can.
///
/// A straight way inside is taken as it is. One that leaves the body goes along the boundary instead, from where it meets an outline to where it last
/// leaves the same one, the shorter way around; what that leaves of corners is then pulled straight as far as nothing is crossed.
struct TravelPlanner {
    private let index: RegionIndex?
    private let zone: Region
    private let avoids: Bool
    private let greatestDetour: Double
    private var place: Point?
    /// Ring of each point of the zone's contours.
    private var ringOf: [Int32] = []

    /// Longer ways are not pulled straight, and more corners than this are no way at all.
    private static let mostCorners = 400

    /// - Parameter ground: What the layer covers.
    init(_ ground: Region, settings: SliceSettings, lineWidth: Double) {
        // Between the outermost line's middle and the outline.
        zone = ground.offset(by: -lineWidth / 4, join: .mitre(limit: 2))
        index = zone.isEmpty ? nil : RegionIndex(zone)
        (avoids, greatestDetour) = (settings.walls.avoidsCrossing, settings.greatestDetour)
        for ring in 0..<zone.ringCount { ringOf += [Int32](repeating: Int32(ring), count: zone.contours.range(ring).count) }
    }

    /// Finds the way to a line that has just been added, the first of its paths at `first`.
    mutating func plan(_ path: Toolpath, at first: Int, in layer: inout LayerPaths) {
        defer { place = path.end }
        guard let index, let place, first < layer.paths.count, let start = path.points.first, place != start else { return }
        let (a, b) = (LatticePoint(place), LatticePoint(start))
        let hits = index.hits(from: a, to: b)
        if hits.isEmpty {
            layer.paths[first].isReachedInside = index.contains(a) && index.contains(b)
            return
        }
        guard avoids, index.contains(a), index.contains(b), let way = way(from: place, to: start, hits) else { return }
        layer.paths[first].detour = Int32(layer.detours.count)
        layer.paths[first].isReachedInside = true
        layer.detours.append(way)
    }

    /// Corners of a way inside; nil where there is none or it is too long.
    private func way(from a: Point, to b: Point, _ hits: [RegionIndex.Hit]) -> [Point]? {
        var corners: [Point] = [], next = 0
        while next < hits.count {
            let ring = ringOf[hits[next].edge]
            guard let last = hits.lastIndex(where: { ringOf[$0.edge] == ring }), last > next else { return nil }
            let enter = a + (b - a) * hits[next].share, leave = a + (b - a) * hits[last].share
            corners += along(Int(ring), from: hits[next].edge, enter, to: hits[last].edge, leave)
            guard corners.count <= Self.mostCorners else { return nil }
            next = last + 1
        }
        let way = pulled([a] + corners + [b])
        let length = Polyline(way, isClosed: false).length, straight = a.distance(to: b)
        guard greatestDetour <= 0 || length <= straight + greatestDetour else { return nil }
        return Array(way.dropFirst().dropLast())
    }

    /// The corners of a ring between two of its edges, the shorter way around, with the places where it is joined and left.
    private func along(_ ring: Int, from first: Int, _ enter: Point, to last: Int, _ leave: Point) -> [Point] {
        let range = zone.contours.range(ring), n = range.count
        let i = first - range.lowerBound, j = last - range.lowerBound
        func point(_ k: Int) -> Point { zone.contours.points[range.lowerBound + (k % n + n) % n].point }
        // An edge is named by its end: forwards the way goes over the ends, backwards over the beginnings.
        var forwards = [enter], backwards = [enter]
        if i != j || (point(i) - enter).squaredLength < (point(i) - leave).squaredLength {
            var k = i
            repeat {
                forwards.append(point(k))
                k += 1
            } while (k - j) % n != 0 && forwards.count <= n
        }
        if i != j || (point(i - 1) - enter).squaredLength < (point(i - 1) - leave).squaredLength {
            var k = i - 1
            repeat {
                backwards.append(point(k))
                k -= 1
            } while (k - (j - 1)) % n != 0 && backwards.count <= n
        }
        forwards.append(leave)
        backwards.append(leave)
        let (f, b) = (Polyline(forwards, isClosed: false).length, Polyline(backwards, isClosed: false).length)
        return f <= b ? forwards : backwards
    }

    /// Leaves out corners as long as the way crosses nothing.
    private func pulled(_ way: [Point]) -> [Point] {
        var kept = [way[0]], at = 0
        while at < way.count - 1 {
            var next = at + 1, step = 1
            // Farther by doubling, then back by halving: few tests for long ways.
            while at + step < way.count, isClear(way[at], way[at + step]) {
                next = at + step
                step *= 2
            }
            var high = min(way.count - 1, at + step)
            while next < high {
                let middle = (next + high + 1) / 2
                if isClear(way[at], way[middle]) { next = middle } else { high = middle - 1 }
            }
            kept.append(way[next])
            at = next
        }
        return kept
    }

    /// Corners lie on the boundary itself: a hair to its inner side is meant.
    private func isClear(_ a: Point, _ b: Point) -> Bool {
        let d = b - a, length = d.length
        guard length > 0.002 else { return true }
        let shrink = d * (0.001 / length), (p, q) = (LatticePoint(a + shrink), LatticePoint(b - shrink))
        return index!.hits(from: p, to: q).isEmpty && index!.contains(LatticePoint((a + b) * 0.5))
    }
}
