extension Region {
    /// Twice the area in square lattice units; exact.
    public var doubledArea: Int128 { contours.doubledSignedArea }

    /// Area, mm².
    public var area: Double { Double(doubledArea) / 2 / (LatticePoint.unitsPerMillimetre * LatticePoint.unitsPerMillimetre) }

    /// Length of all rings, mm.
    public var perimeter: Double { polylines.reduce(0) { $0 + $1.length } }

    /// The smallest box around the region, mm.
    public var bounds: Box {
        guard let (low, high) = contours.latticeBounds else { return .empty }
        return Box(min: low.point, max: high.point)
    }

    /// The balance point, mm; `nil` for the empty region.
    public var centroid: Point? { moments?.centroid }

    /// Area, balance point and second moments; `nil` for the empty region.
    public var moments: AreaMoments? { AreaMoments(contours) }

    /// How often the boundary winds around a point: 1 inside, 0 outside; `nil` on the boundary. O(n); many queries want a ``RegionIndex``.
    public func winding(around p: LatticePoint) -> Int? {
        var count = WindingCount(p)
        for i in 0..<contours.count {
            guard var previous = contours[i].last else { continue }
            for point in contours[i] {
                count.add(previous, point)
                previous = point
            }
        }
        return count.isOnEdge ? nil : count.winding
    }

    /// Whether a point lies inside or on the boundary.
    public func contains(_ p: LatticePoint) -> Bool { winding(around: p) != 0 }
    public func contains(_ p: Point) -> Bool { contains(LatticePoint(p)) }
}

/// Counts the edges that a ray to the right meets; exact.
struct WindingCount {
    let p: LatticePoint
    private(set) var winding = 0
    private(set) var isOnEdge = false

    init(_ p: LatticePoint) { self.p = p }

    mutating func add(_ a: LatticePoint, _ b: LatticePoint) {
        guard (a.y <= p.y) != (b.y <= p.y) || (a.y == p.y && b.y == p.y) || b.y == p.y || a.y == p.y else { return }
        let side = LatticePoint.orientation(a, b, p)
        if side == 0 && p.x >= min(a.x, b.x) && p.x <= max(a.x, b.x) && p.y >= min(a.y, b.y) && p.y <= max(a.y, b.y) { isOnEdge = true }
        if a.y <= p.y && b.y > p.y && side > 0 { winding += 1 }
        if a.y > p.y && b.y <= p.y && side < 0 { winding -= 1 }
    }
}

/// Area and its first and second moments about the balance point.
public struct AreaMoments: Sendable, Hashable {
    /// mm².
    public let area: Double
    /// mm.
    public let centroid: Point
    /// ∫ (x − x̄)², ∫ (y − ȳ)² and ∫ (x − x̄)(y − ȳ), mm⁴.
    public let xx: Double
    public let yy: Double
    public let xy: Double

    init?(_ contours: Contours) {
        guard let origin = contours.points.first else { return nil }
        var (s, sx, sy, sxx, syy, sxy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        func local(_ p: LatticePoint) -> Point {
            Point(Double(Int64(p.x) - Int64(origin.x)) / LatticePoint.unitsPerMillimetre, Double(Int64(p.y) - Int64(origin.y)) / LatticePoint.unitsPerMillimetre)
        }
        for i in 0..<contours.count {
            guard var a = contours[i].last.map(local) else { continue }
            for point in contours[i] {
                let b = local(point)
                let cross = a.cross(b)
                s += cross
                sx += (a.x + b.x) * cross
                sy += (a.y + b.y) * cross
                sxx += (a.x * a.x + a.x * b.x + b.x * b.x) * cross
                syy += (a.y * a.y + a.y * b.y + b.y * b.y) * cross
                sxy += (a.x * b.y + 2 * a.x * a.y + 2 * b.x * b.y + b.x * a.y) * cross
                a = b
            }
        }
        guard s != 0 else { return nil }
        area = s / 2
        let c = Point(sx / (3 * s), sy / (3 * s))
        centroid = origin.point + c
        xx = sxx / 12 - area * c.x * c.x
        yy = syy / 12 - area * c.y * c.y
        xy = sxy / 24 - area * c.x * c.y
    }
}
