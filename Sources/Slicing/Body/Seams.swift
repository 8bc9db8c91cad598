import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Where walls begin and end.
public enum SeamPosition: String, Sendable, Codable, CaseIterable {
    /// Where the nozzle is nearest.
    case nearest
    /// One above the other, in corners where there are any: hollow ones first, then sharp ones.
    case aligned
    /// At the back.
    case rear
    /// Anywhere, from loop to loop.
    case random
}

/// The seams of a stack: one point for each outline of each layer.
///
/// Aligned seams are found from the plate upwards, since each layer's follow the layer below's; everything else is found at once. O(n) in all.
struct Seams: Sendable {
    private var points: [[Point]] = []

    /// How far a seam may move from one layer to the next to reach a better corner, mm.
    private static let pull = 3.0
    /// Worth of a millimetre's distance, in radians of turn.
    private static let pullWorth = 0.35
    /// Corners as good as this to one another are equal, and the first is taken: rounding, which a shift of the body changes, decides nothing.
    private static let hair = 1e-9

    init(_ outlines: [Region], position: SeamPosition) {
        guard position != .nearest else { return }
        var below: [Point] = [], box = Box.empty
        for outline in outlines where !outline.isEmpty { box.add(outline.bounds) }
        let middle = box.isEmpty ? 0 : box.center.x
        for (layer, outline) in outlines.enumerated() {
            var chosen: [Point] = []
            for i in 0..<outline.ringCount {
                let ring = outline.contours[i].map(\.point)
                switch position {
                case .aligned: chosen.append(Self.aligned(ring, below, middle))
                case .rear: chosen.append(ring.max { ($0.y, -($0.x - middle).magnitude) < ($1.y, -($1.x - middle).magnitude) }!)
                case .random:
                    var random = SplitMix64(seed: UInt64(layer) &* 0x9E37_79B9 &+ UInt64(i))
                    chosen.append(Polyline(ring, isClosed: true).point(atShare: random.unit()))
                case .nearest: break
                }
            }
            points.append(chosen)
            if !chosen.isEmpty { below = chosen }
        }
    }

    /// Tells each wall of a layer where to begin: at the seam nearest to any of its corners.
    func place(_ paths: inout [Toolpath], layer: Int) {
        guard points.indices.contains(layer), !points[layer].isEmpty else { return }
        let seams = points[layer]
        if seams.count == 1 {
            for i in paths.indices where paths[i].isClosed { paths[i].seam = seams[0] }
            return
        }
        let pool = NearestPool(points: seams, owners: seams.indices.map { Int32($0) }, ownerCount: seams.count)
        for i in paths.indices where paths[i].isClosed {
            var best: (square: Double, seam: Int)?
            for entry in paths[i].entries {
                guard let near = pool.nearest(to: paths[i].points[entry]) else { continue }
                let square = (seams[near.owner] - paths[i].points[entry]).squaredLength
                if best.map({ square < $0.square }) ?? true { best = (square, near.owner) }
            }
            if let best { paths[i].seam = seams[best.seam] }
        }
    }

    /// - Parameter middle: x of the body's middle, mm.
    private static func aligned(_ ring: [Point], _ below: [Point], _ middle: Double) -> Point {
        let previous = nearestPair(ring, below)
        var best = ring[0], bestScore = -Double.infinity
        for i in ring.indices {
            let a = ring[i > 0 ? i - 1 : ring.count - 1], b = ring[i], c = ring[i + 1 < ring.count ? i + 1 : 0]
            let turn = (b - a).angle(to: c - b)
            // The outline has its body on the left: turning right makes a hollow corner, where a seam hides.
            var score = turn < 0 ? -1.5 * turn : turn
            if score < 0.5 { score = 0 }
            if let previous {
                let distance = previous.distance(to: b)
                if distance > pull { continue }
                score -= pullWorth * distance
            } else {
                // The back, if corners do not decide.
                score += 1e-4 * b.y - 1e-5 * (b.x - middle).magnitude
            }
            if score > bestScore + hair { (best, bestScore) = (b, score) }
        }
        guard let previous else { return best }
        // Without a corner the seam goes straight up.
        return bestScore > 0 ? best : Polyline(ring, isClosed: true).nearest(to: previous)
    }

    /// The seam below that is nearest to the ring, if it is near.
    private static func nearestPair(_ ring: [Point], _ below: [Point]) -> Point? {
        guard !below.isEmpty else { return nil }
        var box = Box.empty
        for p in ring { box.add(p) }
        box = box.expanded(by: pull)
        var best: (square: Double, point: Point)?
        for seam in below where box.contains(seam) {
            let near = Polyline(ring, isClosed: true).nearest(to: seam), square = (near - seam).squaredLength
            if square <= pull * pull, best.map({ square < $0.square }) ?? true { best = (square, seam) }
        }
        return best?.point
    }
}

extension Polyline {
    /// The place on the line nearest to `target`. O(n).
    func nearest(to target: Point) -> Point { nearestPlace(to: target).point }

    /// The same with the side that it lies on and how far along that, 0 … 1.
    func nearestPlace(to target: Point) -> (side: Int, share: Double, point: Point) {
        var best = (side: 0, share: 0.0, point: points[0]), bestSquare = Double.infinity
        for i in 0..<(isClosed ? points.count : points.count - 1) {
            let a = points[i], d = points[i + 1 < points.count ? i + 1 : 0] - a, square = d.squaredLength
            let share = square > 0 ? max(0, min(1, (target - a).dot(d) / square)) : 0, p = a + d * share
            if (p - target).squaredLength < bestSquare { (best, bestSquare) = ((i, share, p), (p - target).squaredLength) }
        }
        return best
    }

    /// The place after a share of the line's length, 0 … 1.
    func point(atShare share: Double) -> Point {
        var rest = length * share
        for i in 0..<(isClosed ? points.count : points.count - 1) {
            let a = points[i], b = points[i + 1 < points.count ? i + 1 : 0], step = a.distance(to: b)
            if step >= rest { return step > 0 ? a + (b - a) * (rest / step) : a }
            rest -= step
        }
        return isClosed ? points[0] : points[points.count - 1]
    }
}

extension Point {
    /// The turn from this direction to another, −π … π.
    fileprivate func angle(to other: Point) -> Double { atan2(cross(other), dot(other)) }
}
