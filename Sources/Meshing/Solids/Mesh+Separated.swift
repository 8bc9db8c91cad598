import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Places of a mesh's grid that no vertex has.
private struct FreePlaces {
    private let grid: Int32
    private var table: WeldTable
    private var taken: [SIMD3<Float>] = []

    init(_ vertices: [SIMD3<Float>], _ grid: Int32) {
        self.grid = grid
        table = WeldTable(capacity: vertices.count + 64)
        for v in vertices { _ = table.number(of: v, in: &taken) }
    }

    /// A free place at the same height, the nearest that is found up to 16 steps away: rather the way that is told, else any.
    mutating func take(near old: SIMD3<Float>, _ way: Point, where isFit: (SIMD3<Float>) -> Bool) -> SIMD3<Float>? {
        let place = LatticePoint(Point(Double(old.x), Double(old.y))).snapped(to: grid)
        // Along an axis, so that a step is a step.
        let start = way.length > 1e-9 ? (atan2(way.y, way.x) / (.pi / 2)).rounded() * (.pi / 2) : 0
        for distance in [1.0, 2, 4, 8, 16] {
            for turn in 0..<16 {
                let angle = start + Double((turn + 1) / 2 * (turn % 2 == 0 ? -1 : 1)) * .pi / 8
                let (dx, dy) = (Int32((cos(angle) * distance).rounded()), Int32((sin(angle) * distance).rounded()))
                let moved = LatticePoint(place.x + dx * grid, place.y + dy * grid).clamped.point, vertex = SIMD3(Float(moved.x), Float(moved.y), old.z), known = taken.count
                if isFit(vertex), Int(table.number(of: vertex, in: &taken)) == known { return vertex }
            }
        }
        return nil
    }
}

extension Mesh {
    /// A closed mesh whose edges have two triangles each and whose vertices one fan, also where readers weld equal places.
    ///
    ///     ╲ body ╱        around an edge with more triangles each two that hold the body
    ///      ╲   ╱          between them belong together; their fans get vertices of their
    ///       ╳             own, one step of the grid inwards, on places that are free
    ///     ╱   ╲
    ///    ╱ body ╲
    ///
    /// - Parameter grid: Vertices lie on multiples of it, lattice units. O(n log n).
    mutating func separateTouching(grid: Int32) {
        let partners = bodyPartners()
        var sets = DisjointSets(count: partners.count)
        for e in partners.indices where partners[e] > e {
            let o = Int(partners[e])
            sets.join(e, MeshEdges.next(o))
            sets.join(MeshEdges.next(e), o)
        }
        var first = [Int32](repeating: -1, count: vertices.count), fans: [Int32: [Int]] = [:], order: [Int32] = []
        for corner in partners.indices {
            let v = Int(triangles[corner / 3][corner % 3]), root = Int32(sets.root(of: corner))
            if first[v] < 0 { first[v] = root }
            if first[v] == root { continue }
            if fans[root] == nil { order.append(root) }
            fans[root, default: []].append(corner)
        }
        var places = FreePlaces(vertices, grid)
        for root in order { move(fans[root] ?? [], &places) }
        // Fans that hang together at both ends of an edge part in its middle. New sides may lie on old ones, so that is looked at again.
        for _ in 0..<8 where !splitCrowdedEdges(&places) { return }
    }

    /// Gives the corners of a fan a vertex of their own.
    private mutating func move(_ corners: [Int], _ places: inout FreePlaces) {
        guard let corner = corners.first else { return }
        let old = vertices[Int(triangles[corner / 3][corner % 3])]
        var inwards = Point.zero
        for corner in corners {
            for k in 1...2 {
                let other = vertices[Int(triangles[corner / 3][(corner % 3 + k) % 3])]
                let way = Point(Double(other.x - old.x), Double(other.y - old.y)), length = way.length
                if length > 0 { inwards = inwards + way * (1 / length) }
            }
        }
        let mesh = self
        guard let vertex = places.take(near: old, inwards, where: { moved in corners.allSatisfy { mesh.hasArea($0, moved) } }) else { return }
        vertices.append(vertex)
        for corner in corners { triangles[corner / 3][corner % 3] = UInt32(vertices.count - 1) }
    }

    /// Where an edge still has more than two triangles, each two that belong together but the first get a vertex in its middle.
    ///
    /// - Returns: Whether there was such an edge.
    private mutating func splitCrowdedEdges(_ places: inout FreePlaces) -> Bool {
        let partners = bodyPartners()
        var pairs: [(Int, Int)] = []
        MeshEdges(triangles, vertexCount: vertices.count).forEach { _, _, run in
            if run.count == 2 { return }
            for pair in run.map({ Int($0.y) }).filter({ partners[$0] > $0 }).dropFirst() { pairs.append((pair, Int(partners[pair]))) }
        }
        var isSplit = Set<Int>()
        for (e, o) in pairs where e / 3 != o / 3 && !isSplit.contains(e / 3) && !isSplit.contains(o / 3) {
            let (t, u) = (triangles[e / 3], triangles[o / 3])
            let (a, b, c, d) = (t[e % 3], t[(e % 3 + 1) % 3], t[(e % 3 + 2) % 3], u[(o % 3 + 2) % 3])
            let middle = (vertices[Int(a)] + vertices[Int(b)]) / 2, aside = (vertices[Int(c)] + vertices[Int(d)]) / 2 - middle
            guard let vertex = places.take(near: middle, Point(Double(aside.x), Double(aside.y)), where: { _ in true }) else { continue }
            let m = UInt32(vertices.count)
            vertices.append(vertex)
            triangles[e / 3] = SIMD3(a, m, c)
            triangles[o / 3] = SIMD3(b, m, d)
            triangles += [SIMD3(m, b, c), SIMD3(m, a, d)]
            isSplit.formUnion([e / 3, o / 3])
        }
        return !pairs.isEmpty
    }

    /// Whether a triangle has area once one of its corners lies elsewhere.
    private func hasArea(_ corner: Int, _ moved: SIMD3<Float>) -> Bool {
        let t = triangles[corner / 3], k = corner % 3
        let a = SIMD3<Double>(moved), u = SIMD3<Double>(vertices[Int(t[(k + 1) % 3])]) - a, v = SIMD3<Double>(vertices[Int(t[(k + 2) % 3])]) - a
        return cross(u, v) != .zero
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
}
