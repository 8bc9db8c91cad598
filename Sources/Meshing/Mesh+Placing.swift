public import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

extension Mesh {
    /// Turned about the x, then the y, then the z axis; counter-clockwise seen from the axis' end.
    public func rotated(x: Angle, y: Angle, z: Angle) -> Mesh {
        guard x != .zero || y != .zero || z != .zero else { return self }
        let (cx, sx) = (cos(x.radians), sin(x.radians)), (cy, sy) = (cos(y.radians), sin(y.radians)), (cz, sz) = (cos(z.radians), sin(z.radians))
        return Mesh(vertices: vertices.map { v in
            var p = SIMD3<Double>(v)
            p = SIMD3(p.x, p.y * cx - p.z * sx, p.y * sx + p.z * cx)
            p = SIMD3(p.x * cy + p.z * sy, p.y, p.z * cy - p.x * sy)
            p = SIMD3(p.x * cz - p.y * sz, p.x * sz + p.y * cz, p.z)
            return SIMD3<Float>(p)
        }, triangles: triangles)
    }
}
