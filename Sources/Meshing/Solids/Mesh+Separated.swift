import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

extension Mesh {
    /// A closed mesh whose edges have two triangles each and whose vertices one fan, also where readers weld equal places.
    ///
    ///     ╲ body ╱        around an edge with more triangles each two that hold the body
    ///      ╲   ╱          between them belong together; their fans get vertices of their
    ///       ╳             own, a micrometre inwards or less, on places that are free
    ///     ╱   ╲
    ///    ╱ body ╲
    ///
    /// - Parameter grid: Vertices lie on multiples of it, lattice units. O(n log n).
    mutating func separateTouching(grid: Int32) {
        let partners = bodyPartners()
        var parents = Array(0..<Int32(partners.count))
        for e in partners.indices where partners[e] > e {
            let o = Int(partners[e])
            Self.unite(e, Self.next(o), &parents)
            Self.unite(Self.next(e), o, &parents)
        }
        var first = [Int32](repeating: -1, count: vertices.count), fans: [Int32: [Int]] = [:], order: [Int32] = []
        for corner in partners.indices {
            let v = Int(triangles[corner / 3][corner % 3]), root = Int32(Self.root(corner, &parents))
            if first[v] < 0 { first[v] = root }
            if first[v] == root { continue }
            if fans[root] == nil { order.append(root) }
            fans[root, default: []].append(corner)
        }
        if order.isEmpty { return }
        var table = WeldTable(capacity: vertices.count + order.count), placed: [SIMD3<Float>] = []
        for v in vertices { _ = table.number(of: v, in: &placed) }
        for root in order { move(fans[root] ?? [], grid, &table, &placed) }
    }

    /// Gives the corners of a fan a vertex of their own.
    private mutating func move(_ corners: [Int], _ grid: Int32, _ table: inout WeldTable, _ placed: inout [SIMD3<Float>]) {
        guard let corner = corners.first else { return }
        let old = vertices[Int(triangles[corner / 3][corner % 3])], place = LatticePoint(Point(Double(old.x), Double(old.y))).snapped(to: grid)
        var inwards = Point.zero, reach = Double.infinity
        for corner in corners {
            for k in 1...2 {
                let other = vertices[Int(triangles[corner / 3][(corner % 3 + k) % 3])]
                let way = Point(Double(other.x - old.x), Double(other.y - old.y)), length = way.length
                if length > 0 {
                    inwards = inwards + way * (1 / length)
                    reach = min(reach, length)
                }
            }
        }
        // A micrometre, or a third of the shortest side.
        let unit = Double(grid) / LatticePoint.unitsPerMillimetre, farthest = max(1, min(16, Int(reach.isFinite ? reach / 3 / unit : 16)))
        let start = inwards.length > 1e-9 ? atan2(inwards.y, inwards.x) : 0
        for turn in 0..<16 {
            let angle = start + Double((turn + 1) / 2 * (turn % 2 == 0 ? -1 : 1)) * .pi / 8
            var distance = farthest
            while distance > 0 {
                let (dx, dy) = ((cos(angle) * Double(distance)).rounded(), (sin(angle) * Double(distance)).rounded())
                let moved = LatticePoint(place.x + Int32(dx) * grid, place.y + Int32(dy) * grid).clamped.point, known = placed.count
                let vertex = SIMD3(Float(moved.x), Float(moved.y), old.z)
                if corners.allSatisfy({ hasArea($0, vertex) }), Int(table.number(of: vertex, in: &placed)) == known {
                    vertices.append(vertex)
                    for corner in corners { triangles[corner / 3][corner % 3] = UInt32(vertices.count - 1) }
                    return
                }
                distance = distance == 1 ? 0 : max(1, distance / 2)
            }
        }
    }

    /// Whether a triangle has area once one of its corners lies elsewhere.
    private func hasArea(_ corner: Int, _ moved: SIMD3<Float>) -> Bool {
        let t = triangles[corner / 3], k = corner % 3
        let a = SIMD3<Double>(moved), u = SIMD3<Double>(vertices[Int(t[(k + 1) % 3])]) - a, v = SIMD3<Double>(vertices[Int(t[(k + 2) % 3])]) - a
        return SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x) != .zero
    }

    /// For each half edge the one beside it that bounds the same body; −1 where there is none.
    private func bodyPartners() -> [Int32] {
        var partners = [Int32](repeating: -1, count: 3 * triangles.count)
        MeshEdges(triangles, vertexCount: vertices.count).forEach { low, high, run in
            var open: [Int32] = []
            let around = run.count == 2 ? run.map { Int32(bitPattern: $0.y) } : ordered(run.map { Int32(bitPattern: $0.y) }, low, high)
            func isUp(_ e: Int32) -> Bool { triangles[Int(e) / 3][Int(e) % 3] == low }
            // The body begins at a triangle that runs down and ends at the next one that runs up; once more around for those before the first.
            for e in around + around where partners[Int(e)] < 0 {
                if !isUp(e) { open.append(e) } else if let other = open.popLast() {
                    if partners[Int(other)] >= 0 { continue }
                    partners[Int(e)] = other
                    partners[Int(other)] = e
                }
            }
        }
        return partners
    }

    /// Half edges of one edge counter-clockwise around it, seen from its upper vertex; of those at one angle the ones that run up come first.
    private func ordered(_ edges: [Int32], _ low: UInt32, _ high: UInt32) -> [Int32] {
        let foot = SIMD3<Double>(vertices[Int(low)]), axis = SIMD3<Double>(vertices[Int(high)]) - foot
        let aside = abs(axis.x) < abs(axis.z) || abs(axis.x) < abs(axis.y) ? SIMD3<Double>(1, 0, 0) : SIMD3(0, 1, 0)
        let length = (axis * axis).sum().squareRoot(), u = cross(axis, aside), v = cross(axis, u) / max(length, 1e-300)
        return edges.map { e -> (tick: Int, isUp: Bool, edge: Int32) in
            let t = triangles[Int(e) / 3], k = Int(e) % 3, way = SIMD3<Double>(vertices[Int(t[(k + 2) % 3])]) - foot
            let angle = atan2((way * v).sum(), (way * u).sum())
            return (angle.isFinite ? Int((angle * 1e9).rounded()) : 0, t[k] == low, e)
        }.sorted { ($0.tick, $0.isUp ? 0 : 1, $0.edge) < ($1.tick, $1.isUp ? 0 : 1, $1.edge) }.map(\.edge)
    }

    private func cross(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> SIMD3<Double> { [u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x] }

    private static func next(_ e: Int) -> Int { e % 3 == 2 ? e - 2 : e + 1 }

    private static func root(_ i: Int, _ parents: inout [Int32]) -> Int {
        var k = i
        while Int(parents[k]) != k {
            parents[k] = parents[Int(parents[k])]
            k = Int(parents[k])
        }
        return k
    }

    private static func unite(_ a: Int, _ b: Int, _ parents: inout [Int32]) {
        let x = root(a, &parents), y = root(b, &parents)
        if x != y { parents[max(x, y)] = Int32(min(x, y)) }
    }
}
