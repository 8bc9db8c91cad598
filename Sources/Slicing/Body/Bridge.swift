import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Which way threads should span a hole in what lies below.
///
/// A thread holds where both its ends lie on plastic. Directions are tried in turn; the one wins in which the most of the area is spanned by such
/// threads, and of those about as good the one with the shortest threads.
struct Bridge {
    /// What has nothing below.
    let area: Region
    /// Sides of the area, and whether what lies beyond each carries.
    private var starts: [Point] = []
    private var ends: [Point] = []
    private var carries: [Bool] = []

    /// Threads that are tried in one direction.
    private static let trials = 48
    /// How far beyond its side plastic must lie, mm.
    private static let reach = 0.1

    init(_ area: Region, over below: Region) { self.init(area, over: RegionIndex(below)) }

    init(_ area: Region, over index: RegionIndex) {
        self.area = area
        for i in 0..<area.ringCount {
            let ring = area.contours[i]
            var a = ring[ring.endIndex - 1].point
            for b in ring.lazy.map(\.point) {
                let d = b - a, length = d.length
                if length > 0 {
                    starts.append(a)
                    ends.append(b)
                    carries.append(index.contains(LatticePoint((a + b) * 0.5 - d.perpendicular * (Self.reach / length))))
                }
                a = b
            }
        }
    }

    /// Whether plastic lies beyond any side.
    var isHeld: Bool { carries.contains(true) }

    /// The best direction; nil where nothing is held at both ends.
    var angle: Angle? {
        guard isHeld else { return nil }
        var best: (score: Double, angle: Angle)?
        for angle in candidates {
            let (spanned, threads) = spanned(along: angle)
            guard spanned > 0 else { continue }
            // A tenth of the mean thread counts against the direction.
            let score = spanned - 0.1 * spanned / Double(max(1, threads))
            if best.map({ score > $0.score * (1 + 1e-9) }) ?? true { best = (score, angle) }
        }
        return best?.angle
    }

    /// Every five degrees, and along the longest sides.
    private var candidates: [Angle] {
        var angles = (0..<36).map { Angle.degrees(Double($0) * 5) }
        let longest = starts.indices.sorted { (starts[$1] - ends[$1]).squaredLength < (starts[$0] - ends[$0]).squaredLength }.prefix(8)
        for i in longest {
            let d = ends[i] - starts[i]
            var radians = atan2(d.y, d.x)
            if radians < 0 { radians += .pi }
            angles += [Angle(radians: radians), Angle(radians: radians < .pi / 2 ? radians + .pi / 2 : radians - .pi / 2)]
        }
        return angles
    }

    /// Share of the area under threads that are held at both ends, times its width, and how many those are.
    private func spanned(along angle: Angle) -> (length: Double, threads: Int) {
        let along = Point(cos(angle.radians), sin(angle.radians)), across = along.perpendicular
        var low = Double.infinity, high = -Double.infinity
        for p in starts {
            low = min(low, p.dot(across))
            high = max(high, p.dot(across))
        }
        guard high > low else { return (0, 0) }
        let scan = ScanLines(across: across, low: low, step: (high - low) / Double(Self.trials)), step = scan.step
        var meetings: [(line: Int, place: Double, carries: Bool)] = []
        for i in starts.indices {
            scan.forEach(from: starts[i], to: ends[i]) { line, share in
                meetings.append((line, starts[i].dot(along) + (ends[i] - starts[i]).dot(along) * share, carries[i]))
            }
        }
        meetings.sort { ($0.line, $0.place) < ($1.line, $1.place) }
        var length = 0.0, threads = 0
        for i in stride(from: 0, to: meetings.count - 1, by: 2) where meetings[i].carries && meetings[i + 1].carries {
            length += (meetings[i + 1].place - meetings[i].place) * step
            threads += 1
        }
        return (length, threads)
    }
}

/// Parallel lines, `step` apart, the first half a step beyond `low`.
struct ScanLines: Sendable {
    /// Unit vector across the lines.
    let across: Point
    /// mm along `across`.
    let low: Double
    let step: Double

    /// The lines that a side meets and where on it, as a share of the side.
    func forEach(from a: Point, to b: Point, _ body: (_ line: Int, _ share: Double) -> Void) {
        let u0 = (a.dot(across) - low) / step - 0.5, u1 = (b.dot(across) - low) / step - 0.5
        let first = Int(min(u0, u1).rounded(.up)), last = Int(max(u0, u1).rounded(.up))
        for line in first..<max(first, last) { body(line, (Double(line) - u0) / (u1 - u0)) }
    }
}
