import ImpressionGeometry

/// Finds arcs that were led across each other: each was fitted on its own, and near junctions or in narrow places two may come too close.
///
/// Arcs are looked at as chords on a lattice of 2⁻¹⁶ pixels (coarser where a picture is wider than 2¹³), exactly. O(n log n) for n chords in usual input.
struct ArcCrossings {
    private struct Chord {
        var a, b: LatticePoint
        var arc: Int32, piece: Int32
    }

    private var chords: [Chord] = []
    /// Pixels that chords may leave their curves.
    private static let tolerance = 0.05

    init(_ runs: [BezierPath.Run]) {
        // Coordinates stay below 2³⁰.
        let reach = runs.reduce(1.0) { max($0, $1.start.x, $1.start.y) }
        var scale = 65536.0
        while scale > 1, scale * reach > 0x1p29 { scale /= 2 }
        for (i, run) in runs.enumerated() {
            for (k, piece) in run.pieces.enumerated() {
                let points = switch piece {
                case .line(let a, let b): [a, b]
                case .cubic(let curve): [curve.start] + curve.flattened(tolerance: Self.tolerance)
                }
                for (a, b) in zip(points, points.dropFirst()) {
                    let chord = Chord(a: Self.lattice(a * scale), b: Self.lattice(b * scale), arc: Int32(i), piece: Int32(k))
                    if chord.a != chord.b { chords.append(chord) }
                }
            }
        }
    }

    private static func lattice(_ p: Point) -> LatticePoint {
        func unit(_ v: Double) -> Int32 { Int32(max(-1e9, min(1e9, v.rounded()))) }
        return LatticePoint(unit(p.x), unit(p.y))
    }

    /// The pieces that cross others, of the same arc or another, in order.
    func offenders() -> [Offender] {
        var isOffender = [Bool](repeating: false, count: chords.count)
        let boxes = chords.map { chord in
            BoxTree.Extent(low: LatticePoint(min(chord.a.x, chord.b.x), min(chord.a.y, chord.b.y)), high: LatticePoint(max(chord.a.x, chord.b.x), max(chord.a.y, chord.b.y)))
        }
        let tree = BoxTree(boxes)
        for i in chords.indices {
            tree.search(boxes[i]) { k in
                if k > i, cross(chords[i], chords[k]) {
                    isOffender[i] = true
                    isOffender[k] = true
                }
                return true
            }
        }
        var found: [Offender] = []
        for (chord, isIt) in zip(chords, isOffender) where isIt {
            let offender = Offender(arc: Int(chord.arc), piece: Int(chord.piece))
            if found.last != offender { found.append(offender) }
        }
        return found
    }

    struct Offender: Equatable { var arc: Int, piece: Int }

    /// The pieces of each arc.
    static func byArc(_ offenders: [Offender]) -> [(arc: Int, pieces: [Int])] {
        var parts: [(arc: Int, pieces: [Int])] = []
        for offender in offenders {
            if parts.last?.arc == offender.arc { parts[parts.count - 1].pieces.append(offender.piece) } else { parts.append((offender.arc, [offender.piece])) }
        }
        return parts
    }

    private func cross(_ c: Chord, _ d: Chord) -> Bool {
        // Neighbours on one arc, and arcs at their junction, share an end.
        if c.a == d.a || c.a == d.b || c.b == d.a || c.b == d.b { return overlap(c, d) }
        let (p, q) = (LatticePoint.orientation(c.a, c.b, d.a).signum(), LatticePoint.orientation(c.a, c.b, d.b).signum())
        let (r, s) = (LatticePoint.orientation(d.a, d.b, c.a).signum(), LatticePoint.orientation(d.a, d.b, c.b).signum())
        return p * q <= 0 && r * s <= 0 && (p != 0 || q != 0)
    }

    /// Whether two chords with a common end lie on one another.
    private func overlap(_ c: Chord, _ d: Chord) -> Bool {
        let shared = c.a == d.a || c.a == d.b ? c.a : c.b
        let (u, v) = (c.a == shared ? c.b : c.a, d.a == shared ? d.b : d.a)
        guard LatticePoint.orientation(shared, u, v) == 0 else { return false }
        if u == v { return true }
        let dot = (Int64(u.x) - Int64(shared.x)) * (Int64(v.x) - Int64(shared.x)) + (Int64(u.y) - Int64(shared.y)) * (Int64(v.y) - Int64(shared.y))
        return dot > 0
    }
}
