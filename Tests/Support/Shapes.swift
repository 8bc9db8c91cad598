import Foundation
public import ImpressionGeometry
public import ImpressionMeshing

/// Closed meshes of known volume, mm, standing on the plate.
public enum Shapes {
    /// A box from `low` to `high`.
    public static func box(_ low: SIMD3<Float>, _ high: SIMD3<Float>) -> Mesh {
        let corners = (0..<8).map { i in SIMD3<Float>(i & 1 == 0 ? low.x : high.x, i & 2 == 0 ? low.y : high.y, i & 4 == 0 ? low.z : high.z) }
        let faces: [[UInt32]] = [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]]
        return Mesh(vertices: corners, triangles: faces.flatMap { f in [SIMD3(f[0], f[1], f[2]), SIMD3(f[0], f[2], f[3])] })
    }

    public static func box(_ x: Float, _ y: Float, _ z: Float) -> Mesh { box(SIMD3(-x / 2, -y / 2, 0), SIMD3(x / 2, y / 2, z)) }

    /// An upright cylinder, or a cone where the radii differ.
    public static func cylinder(radius: Double, height: Float, sides: Int, top: Double? = nil) -> Mesh {
        var mesh = Mesh()
        for i in 0..<sides {
            let a = 2 * Double.pi * Double(i) / Double(sides)
            mesh.vertices.append(SIMD3(Float(radius * cos(a)), Float(radius * sin(a)), 0))
            mesh.vertices.append(SIMD3(Float((top ?? radius) * cos(a)), Float((top ?? radius) * sin(a)), height))
        }
        mesh.vertices += [.zero, SIMD3(0, 0, height)]
        let n = UInt32(sides)
        for i in 0..<n {
            let j = (i + 1) % n
            mesh.triangles += [[2 * i, 2 * j, 2 * j + 1], [2 * i, 2 * j + 1, 2 * i + 1], [2 * n, 2 * j, 2 * i], [2 * n + 1, 2 * i + 1, 2 * j + 1]]
        }
        return mesh
    }

    /// A sphere whose lowest point is on the plate.
    public static func sphere(radius: Double, rings: Int) -> Mesh {
        revolved((0...rings).map { i in
            let a = Double.pi * Double(i) / Double(rings)
            return Point(radius * sin(a), radius - radius * cos(a))
        }, sides: 2 * rings)
    }

    /// A ring that lies on the plate.
    public static func torus(radius: Double, thickness: Double, sides: Int) -> Mesh {
        var mesh = Mesh()
        let n = UInt32(sides), m = UInt32(sides / 2)
        for i in 0..<n {
            for j in 0..<m {
                let a = 2 * Double.pi * Double(i) / Double(n), b = 2 * Double.pi * Double(j) / Double(m), r = radius + thickness / 2 * cos(b)
                mesh.vertices.append(SIMD3(Float(r * cos(a)), Float(r * sin(a)), Float(thickness / 2 + thickness / 2 * sin(b))))
                let (k, l) = ((i + 1) % n, (j + 1) % m)
                mesh.triangles += [[i * m + j, k * m + j, k * m + l], [i * m + j, k * m + l, i * m + l]]
            }
        }
        return mesh
    }

    /// The body that a profile (x outwards, y upwards, from bottom to top, both ends on the axis) sweeps out around the z axis.
    public static func revolved(_ profile: [Point], sides: Int) -> Mesh {
        var mesh = Mesh(vertices: [SIMD3(0, 0, Float(profile[0].y))])
        let n = UInt32(sides), inner = profile.dropFirst().dropLast()
        for p in inner {
            for i in 0..<sides {
                let a = 2 * Double.pi * Double(i) / Double(sides)
                mesh.vertices.append(SIMD3(Float(p.x * cos(a)), Float(p.x * sin(a)), Float(p.y)))
            }
        }
        let last = UInt32(mesh.vertices.count)
        mesh.vertices.append(SIMD3(0, 0, Float(profile[profile.count - 1].y)))
        for i in 0..<n {
            let j = (i + 1) % n
            mesh.triangles.append([0, 1 + j, 1 + i])
            for k in 0..<UInt32(inner.count) - 1 {
                let a = 1 + k * n, b = a + n
                mesh.triangles += [[a + i, a + j, b + j], [a + i, b + j, b + i]]
            }
            mesh.triangles.append([last, last - n + i, last - n + j])
        }
        return mesh
    }

    /// Several meshes in one; they may overlap.
    public static func joined(_ meshes: [Mesh]) -> Mesh {
        var whole = Mesh()
        for mesh in meshes {
            let first = UInt32(whole.vertices.count)
            whole.vertices += mesh.vertices
            whole.triangles += mesh.triangles.map { $0 &+ SIMD3(repeating: first) }
        }
        return whole
    }
}

extension Mesh {
    /// The same body with vertices and triangles in another order, and triangles begun at other corners.
    public func shuffled(seed: UInt64) -> Mesh {
        var random = SplitMix64(seed: seed)
        let order = vertices.indices.shuffled(using: &random)
        var place = [UInt32](repeating: 0, count: order.count)
        for (new, old) in order.enumerated() { place[old] = UInt32(new) }
        let turned = triangles.map { t -> SIMD3<UInt32> in
            let u = SIMD3(place[Int(t.x)], place[Int(t.y)], place[Int(t.z)])
            return [u, [u.y, u.z, u.x], [u.z, u.x, u.y]][Int.random(in: 0..<3, using: &random)]
        }
        return Mesh(vertices: order.map { vertices[$0] }, triangles: turned.shuffled(using: &random))
    }
}
