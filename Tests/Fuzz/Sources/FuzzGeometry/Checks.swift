import ImpressionGeometry
import ImpressionRaster

/// Ends the process where something that must hold does not; the fuzzer keeps the input.
func require(_ holds: Bool, _ what: @autoclosure () -> String) {
    if !holds { fatalError(what()) }
}

func requireValid(_ region: Region, _ what: @autoclosure () -> String) {
    if let fault = region.fault { fatalError("\(what()): \(fault)") }
}

let unit = 1 / LatticePoint.unitsPerMillimetre

extension Region {
    /// A bound on the area between this boundary and one within `distance` mm of it, mm².
    func areaNear(_ distance: Double) -> Double { 2 * distance * perimeter + 4 * distance * distance * Double(contours.points.count + 1) }
}

/// One family of operations each. All numbers come from the reader.
enum Check: CaseIterable {
    case booleans, clipping, offsets, strokes, simplification, triangulation, coverage, islands, arcs, axes, bundles

    func run(_ reader: inout ByteReader) {
        switch self {
        case .booleans: Self.booleans(&reader)
        case .clipping: Self.clipping(&reader)
        case .offsets: Self.offsets(&reader)
        case .strokes: Self.strokes(&reader)
        case .simplification: Self.simplification(&reader)
        case .triangulation: Self.triangulation(&reader)
        case .coverage: Self.coverage(&reader)
        case .islands: Self.islands(&reader)
        case .arcs: Self.arcs(&reader)
        case .axes: Self.axes(&reader)
        case .bundles: Self.bundles(&reader)
        }
    }

    private static func region(_ reader: inout ByteReader) -> Region {
        let fill = FillRule.allCases[reader.choice(4)]
        let region = Region(reader.contours(), fill: fill)
        requireValid(region, "region \(fill)")
        return region
    }

    private static func booleans(_ reader: inout ByteReader) {
        let (a, b) = (reader.contours(), reader.contours())
        for fill in FillRule.allCases {
            func region(_ operation: BooleanOperation, _ a: Contours, _ b: Contours) -> Region {
                let region = Region(operation, a, b, fill: fill)
                requireValid(region, "\(operation) \(fill)")
                return region
            }
            let (both, either) = (region(.intersection, a, b), region(.union, a, b))
            let (left, right, one) = (region(.difference, a, b), region(.difference, b, a), region(.symmetricDifference, a, b))
            require(both.doubledArea + left.doubledArea + right.doubledArea == either.doubledArea, "parts \(fill)")
            require(one.doubledArea == left.doubledArea + right.doubledArea, "exactly one \(fill)")
            require(either.union(either) == either && either.intersection(either) == either && either.subtracting(either).isEmpty, "itself \(fill)")
        }
    }

    private static func clipping(_ reader: inout ByteReader) {
        let region = region(&reader)
        let lines = reader.contours()
        let (inside, outside) = (region.clipping(lines), region.clippingAway(lines))
        func length(_ lines: Contours) -> Double {
            (0..<lines.count).reduce(0) { $0 + Polyline(lines[$1].map(\.point)).length }
        }
        for parts in [inside, outside] {
            for i in 0..<parts.count { require(parts[i].count > 1, "a part without length") }
        }
        // Each end of a fragment moves by less than one unit, and vanished fragments were shorter than two.
        let slack = 3 * Double(inside.points.count + outside.points.count + lines.points.count + region.contours.points.count) * unit
        require(abs(length(inside) + length(outside) - length(lines)) <= slack + 1e-9, "clipped length")
    }

    private static func offsets(_ reader: inout ByteReader) {
        let region = region(&reader)
        let distance = reader.length()
        let join: Join = [.round(tolerance: max(distance / 64, unit)), .mitre(limit: 1 + Double(reader.byte()) / 32), .square, .bevel][reader.choice(4)]
        let (grown, shrunk) = (region.offset(by: distance, join: join), region.offset(by: -distance, join: join))
        requireValid(grown, "grown by \(distance) \(join)")
        requireValid(shrunk, "shrunk by \(distance) \(join)")
        let slack = region.areaNear(3 * unit) + 1e-9
        require(grown.area >= region.area - slack - grown.areaNear(3 * unit), "growing by \(distance) \(join)")
        require(shrunk.area <= region.area + slack, "shrinking by \(distance) \(join)")
    }

    private static func strokes(_ reader: inout ByteReader) {
        let isClosed = reader.choice(2) == 1
        let width = reader.length()
        let cap: Cap = [.butt, .square, .round][reader.choice(3)]
        let join: Join = [.round(tolerance: max(width / 64, unit)), .mitre, .square, .bevel][reader.choice(4)]
        let contours = reader.contours()
        let lines = (0..<contours.count).map { Polyline(contours[$0].map(\.point), isClosed: isClosed) }
        let region = Region(stroking: lines, StrokeStyle(width: width, cap: cap, join: join))
        requireValid(region, "stroked by \(width) \(cap) \(join)")
        let brushed = Region(brushing: lines[0], widths: [width, width / 4, 0], tolerance: max(width / 64, unit))
        requireValid(brushed, "brushed by \(width)")
    }

    private static func simplification(_ reader: inout ByteReader) {
        let region = region(&reader)
        let tolerance = reader.length()
        let simple = region.simplified(tolerance: tolerance)
        requireValid(simple, "simplified by \(tolerance)")
        require(simple.isEmpty == region.isEmpty, "all gone by \(tolerance)")
        require(abs(simple.area - region.area) <= region.areaNear(tolerance + 2 * unit) + 1e-9, "area lost by \(tolerance)")
    }

    private static func triangulation(_ reader: inout ByteReader) {
        let region = region(&reader)
        let mesh = region.triangulated()
        require(mesh.doubledArea == region.doubledArea, "area of triangles")
        for i in stride(from: 0, to: mesh.indices.count, by: 3) {
            let (a, b, c) = (mesh.points[Int(mesh.indices[i])], mesh.points[Int(mesh.indices[i + 1])], mesh.points[Int(mesh.indices[i + 2])])
            require(LatticePoint.orientation(a, b, c) > 0, "a triangle turned over")
        }
    }

    private static func coverage(_ reader: inout ByteReader) {
        let region = region(&reader)
        guard !region.isEmpty else { return }
        let size = max(region.bounds.width, region.bounds.height) / Double(1 + reader.choice(64))
        let frame = PixelFrame(around: region.bounds, pixelSize: size)
        let pixels = frame.coverage(of: region).reduce(0) { $0 + Double($1.length) * Double($1.coverage) }
        let slack = (region.perimeter / size + Double(region.contours.points.count)) * 0x1p-15 + Double(frame.width * frame.height) * 1e-6
        require(abs(pixels - region.area / (size * size)) <= slack, "covered \(pixels) of \(region.area / (size * size)), \(slack)")
    }

    private static func islands(_ reader: inout ByteReader) {
        let region = region(&reader)
        let islands = region.islands
        for island in islands { requireValid(island, "island") }
        require(islands.reduce(Int128(0)) { $0 + $1.doubledArea } == region.doubledArea, "area of islands")
        require(Region.union(of: islands) == region, "islands united")
        let index = RegionIndex(region)
        for point in region.contours.points.prefix(4) {
            let p = LatticePoint(point.x + Int32(reader.byte() % 3) - 1, point.y + Int32(reader.byte() % 3) - 1).clamped
            require(index.contains(p) == region.contains(p), "index at \(p)")
        }
    }

    private static func arcs(_ reader: inout ByteReader) {
        let isClosed = reader.choice(2) == 1
        let tolerance = reader.length()
        let contours = reader.contours()
        for i in 0..<contours.count {
            let line = Polyline(contours[i].map(\.point), isClosed: isClosed)
            let path = line.fittedArcs(tolerance: tolerance)
            var at = path.start
            let first = isClosed ? path.pieces.last?.vertex ?? 0 : 0
            var from = first
            for piece in path.pieces {
                require(piece.end != at && piece.end == line.points[piece.vertex], "a piece without length")
                let end = piece.vertex > from ? piece.vertex : piece.vertex + line.points.count
                for k in from...end {
                    let p = line.points[k % line.points.count]
                    require(distance(p, at, piece) <= tolerance + 1e-9, "a vertex left by its piece")
                }
                (at, from) = (piece.end, piece.vertex)
            }
        }
    }

    private static func axes(_ reader: inout ByteReader) {
        let region = region(&reader)
        let axis = region.medialAxis()
        for disk in axis.vertices {
            require(disk.center.x.isFinite && disk.center.y.isFinite && disk.clearance >= 0, "disk \(disk)")
            let boundary = region.polylines.reduce(Double.infinity) { least, line in
                line.points.indices.reduce(least) { min($0, away(disk.center, line.points[$1], line.points[($1 + 1) % line.points.count])) }
            }
            require(abs(boundary - disk.clearance) <= 1e-6 * disk.clearance + 1e-3 * unit, "disk \(disk) is \(boundary) from the boundary")
        }
        for edge in axis.edges {
            let disks = axis.disks(along: edge, tolerance: reader.length())
            require(disks.count > 1 && disks.first == axis.vertices[edge.start] && disks.last == axis.vertices[edge.end], "ends of an edge")
        }
        require(axis.pruned(angle: .degrees(Double(reader.byte()))).edges.count <= axis.edges.count, "pruning adds")
    }

    /// To the nearest place between two points.
    private static func away(_ p: Point, _ a: Point, _ b: Point) -> Double {
        let d = b - a
        return p.distance(to: a.mix(b, d.squaredLength == 0 ? 0 : max(0, min(1, (p - a).dot(d) / d.squaredLength))))
    }

    /// So many slivers between two places that they are swept together.
    private static func bundles(_ reader: inout ByteReader) {
        let (from, to) = (reader.point(), reader.point())
        let reach = Int32(reader.byte() % 64) + 1
        var random = SplitMix64(seed: UInt64(reader.byte()) << 8 | UInt64(reader.byte()))
        func near(_ p: LatticePoint) -> LatticePoint {
            LatticePoint(p.x &+ .random(in: -reach...reach, using: &random), p.y &+ .random(in: -reach...reach, using: &random)).clamped
        }
        var contours = reader.contours()
        for _ in 0..<80 + reader.choice(64) { contours.append([near(from), near(to), near(to)]) }
        let (all, one) = (Region(contours), Region(contours, fill: .evenOdd))
        requireValid(all, "bundle")
        requireValid(one, "bundle, even-odd")
        require(one.subtracting(all).isEmpty, "what is wound oddly is wound")
        require(Region(.intersection, contours, contours) == all, "a bundle and itself")
    }

    /// To the circle, or to the line between the ends.
    private static func distance(_ p: Point, _ a: Point, _ piece: PathPiece) -> Double {
        if case .arc(let center, let radius, _) = piece.shape { return abs(p.distance(to: center) - radius) }
        let d = piece.end - a
        return p.distance(to: a.mix(piece.end, max(0, min(1, (p - a).dot(d) / d.squaredLength))))
    }
}
