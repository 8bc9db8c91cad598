/// Triangles that fill a region exactly: constrained Delaunay, corners on the region's vertices.
public struct Triangulation: Sendable, Hashable {
    /// The vertices from left to right, and upwards within a column.
    public let points: [LatticePoint]
    /// Three indices into ``points`` for each triangle, counter-clockwise.
    public let indices: [UInt32]

    public init(points: [LatticePoint], indices: [UInt32]) {
        self.points = points
        self.indices = indices
    }

    public var count: Int { indices.count / 3 }

    /// Twice the area of all triangles, which is twice the region's, exactly.
    public var doubledArea: Int128 {
        var sum: Int128 = 0
        for i in stride(from: 0, to: indices.count, by: 3) {
            sum += Int128(LatticePoint.orientation(points[Int(indices[i])], points[Int(indices[i + 1])], points[Int(indices[i + 2])]))
        }
        return sum
    }
}

extension Region {
    /// The constrained Delaunay triangulation. No triangle is flat or holds a vertex; neighbours share whole edges.
    ///
    /// One sweep for some triangulation, then edges are flipped while their two opposite angles exceed a half turn; both exact.
    /// O(n log n) for the sweep; flips are few in practice, O(n²) at worst.
    ///
    /// Source: Hertel and Mehlhorn, "Fast triangulation of the plane with respect to simple polygons", Information and Control 64, 1985;
    /// Lawson, "Software for C¹ surface interpolation", 1977.
    public func triangulated() -> Triangulation { delaunay().triangulation }

    /// The same with its neighbours.
    func delaunay() -> DelaunayFlips {
        var sweep = TriangulationSweep(contours)
        sweep.run()
        if sweep.hasTouch {
            // Again, with a vertex wherever rings touch.
            sweep = TriangulationSweep(Arrangement.rings(contours, rule: AreaRule(fillA: .nonZero, fillB: .nonZero), keepsTouching: true))
            sweep.run()
        }
        var flips = DelaunayFlips(sweep)
        flips.run()
        return flips
    }
}
