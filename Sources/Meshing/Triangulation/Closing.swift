/// Front, back and the walls between them as one body.
struct Closing {
    let front: SurfaceMesh
    /// Its border points are among those of the front, and straight in between.
    let back: SurfaceMesh

    /// The triangles of the whole body; the back's points are numbered after the front's.
    func triangles() -> [SIMD3<UInt32>] {
        let base = UInt32(front.places.count)
        var triangles = front.triangles
        triangles.reserveCapacity(triangles.count + back.triangles.count + 2 * front.boundary.count)
        for t in back.triangles { triangles.append([t.x + base, t.z + base, t.y + base]) }
        addWalls(base, to: &triangles)
        return triangles
    }

    private func addWalls(_ base: UInt32, to triangles: inout [SIMD3<UInt32>]) {
        var partners: [SIMD2<Int32>: UInt32] = [:]
        for e in back.boundary { partners[back.places[Int(e.x)]] = e.x + base }
        var next: [UInt32: UInt32] = [:]
        for e in front.boundary { next[e.x] = e.y }
        for e in front.boundary {
            guard let from = partners[front.places[Int(e.x)]] else { continue }
            var chain = [e.x, e.y]
            var to = partners[front.places[Int(e.y)]]
            while to == nil, let following = next[chain[chain.count - 1]], chain.count <= front.boundary.count {
                chain.append(following)
                to = partners[front.places[Int(following)]]
            }
            if let to { addWall(chain, from, to, to: &triangles) }
        }
    }

    /// The wall below a straight run of border points.
    ///
    ///     c0 ──── c1          First the hills are cut off; what is left is a cup. From its lowest point
    ///     │        ╲  ── c3   the left part is seen from the left foot and the right part from the right one.
    ///     │         c2   │
    ///     from ───────── to
    private func addWall(_ chain: [UInt32], _ from: UInt32, _ to: UInt32, to triangles: inout [SIMD3<UInt32>]) {
        let start = front.places[Int(chain[0])], end = front.places[Int(chain[chain.count - 1])]
        let along = SIMD2(Double(end.x) - Double(start.x), Double(end.y) - Double(start.y))
        func point(_ v: UInt32) -> SIMD2<Double> {
            let p = front.places[Int(v)]
            return [(Double(p.x) - Double(start.x)) * along.x + (Double(p.y) - Double(start.y)) * along.y, Double(front.thickness[Int(v)])]
        }
        var cup: [UInt32] = []
        for v in chain {
            while cup.count > 1, isHill(point(cup[cup.count - 2]), point(cup[cup.count - 1]), point(v)) {
                triangles.append([v, cup[cup.count - 1], cup[cup.count - 2]])
                cup.removeLast()
            }
            cup.append(v)
        }
        let lowest = cup.indices.min { front.thickness[Int(cup[$0])] < front.thickness[Int(cup[$1])] } ?? 0
        for k in cup.indices.dropLast() { triangles.append([cup[k + 1], cup[k], k < lowest ? from : to]) }
        triangles.append([cup[lowest], from, to])
    }

    private func isHill(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>) -> Bool {
        (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) < 0
    }
}
