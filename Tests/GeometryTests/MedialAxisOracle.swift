@testable import ImpressionGeometry

/// What a medial axis must satisfy, told by looking at every edge of the region. Lattice units.
struct MedialAxisOracle {
    let region: Region
    let axis: MedialAxis
    private let walls: [(Point, Point)]

    init(_ region: Region) {
        self.region = region
        axis = region.medialAxis()
        walls = region.polylines.flatMap { line in
            line.points.indices.map { (line.points[$0], line.points[($0 + 1) % line.points.count]) }
        }
    }

    static let unit = LatticePoint.unitsPerMillimetre

    /// mm.
    static func distance(_ p: Point, _ a: Point, _ b: Point) -> Double {
        let t = a == b ? 0 : max(0, min(1, (p - a).dot(b - a) / (b - a).squaredLength))
        return p.distance(to: a.mix(b, t))
    }

    func distance(_ p: Point) -> Double { walls.reduce(.infinity) { min($0, Self.distance(p, $1.0, $1.1)) } }

    func distance(_ p: Point, to site: MedialAxis.Site) -> Double {
        let (a, b) = axis.ends(of: site)
        return Self.distance(p, a, b)
    }

    /// The first thing found wrong, if any.
    func fault() -> String? {
        func check(_ disk: MedialAxis.Disk, _ sites: [MedialAxis.Site], _ name: String) -> String? {
            let allowed = (1e-6 * disk.clearance * Self.unit + 1e-3) / Self.unit
            let found = distance(disk.center)
            if !(abs(found - disk.clearance) <= allowed) { return "\(name) at \(disk) is \(found) from the boundary" }
            for site in sites {
                let d = distance(disk.center, to: site)
                if !(abs(d - disk.clearance) <= allowed) { return "\(name) at \(disk) is \(d) from \(site)" }
            }
            return nil
        }
        for (i, edge) in axis.edges.enumerated() {
            if edge.left == edge.right { return "edge \(i) has \(edge.left) on both sides" }
            let disks = axis.disks(along: edge, tolerance: 1)
            if disks.first != axis.vertices[edge.start] || disks.last != axis.vertices[edge.end] { return "edge \(i) does not end at its ends" }
            for disk in [disks[0], disks[disks.count - 1]] { if let fault = check(disk, [edge.left, edge.right], "edge \(i)") { return fault } }
            // Along the curve, where rounding to chords is at most a tenth of a unit.
            let fine = axis.disks(along: edge, tolerance: 0)
            for k in [fine.count / 4, fine.count / 2] where k > 0 && k < fine.count - 1 {
                if let fault = check(fine[k], [edge.left, edge.right], "inner \(i)") { return fault }
            }
            if edge.kind == .straight, case .edge = edge.left {
                let middle = MedialAxis.Disk(center: axis.vertices[edge.start].center.mix(axis.vertices[edge.end].center, 0.5),
                                             clearance: (axis.vertices[edge.start].clearance + axis.vertices[edge.end].clearance) / 2)
                if let fault = check(middle, [edge.left, edge.right], "middle \(i)") { return fault }
            }
        }
        if axis.edges.count - axis.vertices.count != region.cycles { return "E − V = \(axis.edges.count) − \(axis.vertices.count), not \(region.cycles)" }
        return nil
    }
}

extension Region {
    /// Inner less outer walks of the boundary as seen from inside: cycles less components of the medial axis. O(n²), exact.
    var cycles: Int {
        var pieces: [(LatticePoint, LatticePoint)] = []
        for ring in 0..<contours.count {
            let points = Array(contours[ring])
            for i in points.indices {
                let (a, b) = (points[i], points[(i + 1) % points.count])
                let inner = contours.points.filter { p in
                    LatticePoint.orientation(a, b, p) == 0 && min(a, b) < p && p < max(a, b)
                }
                let cuts = [a] + Set(inner).sorted { (a < b) == ($0 < $1) } + [b]
                for k in 1..<cuts.count { pieces.append((cuts[k - 1], cuts[k])) }
            }
        }
        let starts = Dictionary(grouping: pieces.indices) { pieces[$0].0 }
        /// The edge on the other side of the wedge where piece i arrives: the first one clockwise from the way back.
        func successor(_ i: Int) -> Int {
            let (p, q) = pieces[i]
            /// 0 for a quarter or less than a half turn clockwise, 1 for a half, 2 for more.
            func half(_ r: LatticePoint) -> Int {
                let side = LatticePoint.orientation(q, p, r)
                return side < 0 ? 0 : side > 0 ? 2 : 1
            }
            return starts[q]!.min { e, f in
                let (r, s) = (pieces[e].1, pieces[f].1)
                return half(r) != half(s) ? half(r) < half(s) : LatticePoint.orientation(q, r, s) < 0
            }!
        }
        var isSeen = [Bool](repeating: false, count: pieces.count)
        var sum = 0
        for first in pieces.indices where !isSeen[first] {
            var area: Int128 = 0
            var i = first
            repeat {
                isSeen[i] = true
                area += Int128(LatticePoint.orientation(pieces[first].0, pieces[i].0, pieces[i].1))
                i = successor(i)
            } while i != first
            sum += area > 0 ? -1 : 1
        }
        return sum
    }
}
