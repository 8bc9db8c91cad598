/// Triangles that share vertices, mm, z up. Counter-clockwise seen from outside.
public struct Mesh: Sendable, Equatable {
    public var vertices: [SIMD3<Float>]
    public var triangles: [SIMD3<UInt32>]

    public init(vertices: [SIMD3<Float>] = [], triangles: [SIMD3<UInt32>] = []) {
        self.vertices = vertices
        self.triangles = triangles
    }
}
