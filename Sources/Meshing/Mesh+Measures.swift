extension Mesh {
    /// The box around all vertices, mm; nil when there are none.
    public var bounds: (min: SIMD3<Float>, max: SIMD3<Float>)? {
        guard let first = vertices.first else { return nil }
        return vertices.reduce((first, first)) { (pointwiseMin($0.0, $1), pointwiseMax($0.1, $1)) }
    }

    /// What the mesh encloses, mm³; negative when it is inside out.
    public var volume: Double {
        guard let first = vertices.first else { return 0 }
        let origin = SIMD3<Double>(first)
        return triangles.reduce(0) { sum, t in
            let (a, b, c) = corners(t)
            return sum + ((a - origin) * cross(b - origin, c - origin)).sum()
        } / 6
    }

    /// Area of all triangles, mm².
    public var area: Double {
        triangles.reduce(0) { sum, t in
            let (a, b, c) = corners(t), n = cross(b - a, c - a)
            return sum + (n * n).sum().squareRoot()
        } / 2
    }

    public func translated(by offset: SIMD3<Float>) -> Mesh { Mesh(vertices: vertices.map { $0 + offset }, triangles: triangles) }

    /// Larger or smaller about the origin. A mirroring scale (a negative product) turns the triangles, so that the outside stays outside.
    public func scaled(by factors: SIMD3<Float>) -> Mesh {
        let isMirrored = factors.x * factors.y * factors.z < 0
        return Mesh(vertices: vertices.map { $0 * factors }, triangles: isMirrored ? triangles.map { [$0.x, $0.z, $0.y] } : triangles)
    }

    private func corners(_ t: SIMD3<UInt32>) -> (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>) {
        (SIMD3(vertices[Int(t.x)]), SIMD3(vertices[Int(t.y)]), SIMD3(vertices[Int(t.z)]))
    }
}
