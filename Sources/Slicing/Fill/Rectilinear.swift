import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Parallel lines in a region, joined to zig-zags along its boundary.
///
///     ┌──┐  ┌──┐     A line alone would run to the boundary. Where two neighbours are joined by a connector as long as
///     │  │  │  │     the boundary between them, ℓ, each gives up ℓ / 2: the plastic stays exactly spacing × length.
///     └  └──┘  ┘
///
/// Hence the deposited volume follows the region's area with or without connectors.
struct Rectilinear {
    /// Distance between neighbouring lines, mm, adjusted so that a whole number fits the region's extent.
    private(set) var spacing: Double
    /// Share of the region that the lines fill, 0 … 1.
    private let density: Double
    /// Whether lines keep their places on the plate from layer to layer, whatever the region's extent.
    private let isAligned: Bool
    /// Whether lines are joined, and whether they are drawn in one direction across.
    private let joins: Bool
    private let isMonotonic: Bool
    private let along: Point
    private let across: Point
    private var firstLine = 0.0

    // Where the boundary meets the lines, in the order of the boundary.
    private var line: [Int32] = []
    private var place: [Double] = []
    /// Way along the boundary, mm, of each meeting and whole way of its loop.
    private var way: [Double] = []
    /// Loop `i` made the meetings `loopStarts[i] ..< loopStarts[i + 1]`.
    private var loopStarts: [Int] = [0]
    private var loopWay: [Double] = []
    private var loopOf: [Int32] = []
    /// The meeting at the other end of the same line's run through the region.
    private var partner: [Int32] = []
    /// Meetings in the order of lines, then along each line; runs are pairs.
    private var sorted: [Int32] = []
    /// The run of each meeting.
    private var runOf: [Int32] = []

    /// - Parameters:
    ///   - spacing: Wanted distance between lines that fill wholly, mm, positive.
    ///   - density: Share of the region to fill, above 0, at most 1.
    ///   - angle: Direction of the lines.
    init(spacing: Double, density: Double = 1, angle: Angle, isAligned: Bool = false, joins: Bool = true, isMonotonic: Bool = false) {
        self.spacing = spacing / max(density, 1e-3)
        self.density = density
        (self.isAligned, self.joins, self.isMonotonic) = (isAligned, joins, isMonotonic)
        along = Point(cos(angle.radians), sin(angle.radians))
        across = along.perpendicular
    }

    /// The lines in the region that `loops` bound (inside on the left), in printing order.
    mutating func lines(in loops: Loops) -> [[Point]] {
        guard fit(loops) else { return [] }
        for loop in 0..<loops.count { meet(loops, loop) }
        pair()
        return isMonotonic ? monotonicChains() : chains()
    }

    /// Spreads whole lines over the region's extent.
    private mutating func fit(_ loops: Loops) -> Bool {
        var low = Double.infinity, high = -Double.infinity
        for i in loops.x.indices {
            let u = Point(loops.x[i], loops.y[i]).dot(across)
            low = min(low, u)
            high = max(high, u)
        }
        guard high > low, spacing > 0 else { return false }
        if isAligned {
            firstLine = ((low / spacing - 0.5).rounded(.up) + 0.5) * spacing
            return (high - low) / spacing < 1e6
        }
        let count = max(1, ((high - low) / spacing).rounded())
        guard count < 1e6 else { return false }
        spacing = (high - low) / count
        firstLine = low + spacing / 2
        return true
    }

    private mutating func meet(_ loops: Loops, _ loop: Int) {
        let range = loops.range(loop)
        var before = Point(loops.x[range.upperBound - 1], loops.y[range.upperBound - 1]), done = 0.0
        var u0 = (before.dot(across) - firstLine) / spacing
        for i in range {
            let point = Point(loops.x[i], loops.y[i]), u1 = (point.dot(across) - firstLine) / spacing
            let length = point.distance(to: before)
            let low = Int(min(u0, u1).rounded(.up)), high = Int(max(u0, u1).rounded(.up))
            if low < high {
                let v0 = before.dot(along), v1 = point.dot(along)
                for step in low..<high {
                    let k = u0 < u1 ? step : low + high - 1 - step
                    let t = (Double(k) - u0) / (u1 - u0)
                    line.append(Int32(k))
                    place.append(v0 + (v1 - v0) * t)
                    way.append(done + length * t)
                    loopOf.append(Int32(loop))
                }
            }
            done += length
            (before, u0) = (point, u1)
        }
        loopStarts.append(line.count)
        loopWay.append(done)
    }

    private mutating func pair() {
        let keys = line.indices.map { Int32($0) }
        sorted = keys.sorted { a, b in
            let i = Int(a), j = Int(b)
            return line[i] != line[j] ? line[i] < line[j] : place[i] != place[j] ? place[i] < place[j] : i < j
        }
        partner = .init(repeating: -1, count: sorted.count)
        runOf = .init(repeating: 0, count: sorted.count)
        for i in sorted.indices { runOf[Int(sorted[i])] = Int32(i / 2) }
        for i in stride(from: 0, to: sorted.count - 1, by: 2) {
            partner[Int(sorted[i])] = sorted[i + 1]
            partner[Int(sorted[i + 1])] = sorted[i]
        }
    }

    // Runs are numbered along `sorted`.
    var meetingCount: Int { sorted.count / 2 * 2 }
    func ends(ofRun run: Int) -> (Int, Int) { (Int(sorted[2 * run]), Int(sorted[2 * run + 1])) }
    func lineNumber(ofRun run: Int) -> Int32 { line[Int(sorted[2 * run])] }
    func extent(ofRun run: Int) -> ClosedRange<Double> { place[Int(sorted[2 * run])]...place[Int(sorted[2 * run + 1])] }
    func run(of meeting: Int) -> Int { Int(runOf[meeting]) }
    func leads(from meeting: Int, _ isDrawn: [Bool]) -> Bool { link(from: meeting, isDrawn) != nil }
    func chain(startingAt meeting: Int, _ isDrawn: inout [Bool], next: (Int) -> Int) -> [Point] {
        withoutActuallyEscaping(next) { chain(from: meeting, &isDrawn, next: $0) }
    }

    private func chains() -> [[Point]] {
        var chains: [[Point]] = []
        var isDrawn = [Bool](repeating: false, count: line.count)
        for run in stride(from: 0, to: sorted.count - 1, by: 2) {
            let a = Int(sorted[run]), b = Int(sorted[run + 1])
            if isDrawn[a] { continue }
            let startsLow = link(from: b, isDrawn) != nil || link(from: a, isDrawn) == nil
            chains.append(chain(from: startsLow ? a : b, &isDrawn))
        }
        return chains
    }

    /// Follows connectors from line to next line as far as they go.
    ///
    /// - Parameter next: For a run the only one that may follow it, or −1; nil lets any follow.
    private func chain(from start: Int, _ isDrawn: inout [Bool], next follower: ((Int) -> Int)? = nil) -> [Point] {
        var points: [Point] = [], entry = start, entryCut = 0.0
        while true {
            let exit = Int(partner[entry])
            isDrawn[entry] = true
            isDrawn[exit] = true
            points.append(position(entry, cut: entryCut))
            guard let next = link(from: exit, isDrawn, used: entryCut), follower.map({ $0(entry) == next.meeting || $0(entry) == Int(partner[next.meeting]) }) ?? true else {
                points.append(position(exit, cut: 0))
                return points
            }
            points.append(position(exit, cut: next.length / 2 * density))
            (entry, entryCut) = (next.meeting, next.length / 2 * density)
        }
    }

    /// The point of a meeting, drawn back into the region by `cut`.
    private func position(_ meeting: Int, cut: Double) -> Point {
        let inward = place[Int(partner[meeting])] > place[meeting] ? cut : -cut
        return across * (firstLine + Double(line[meeting]) * spacing) + along * (place[meeting] + inward)
    }

    /// The meeting on the next line that a short, nearly straight piece of boundary leads to.
    private func link(from meeting: Int, _ isDrawn: [Bool], used: Double = 0) -> (meeting: Int, length: Double)? {
        guard joins else { return nil }
        let loop = Int(loopOf[meeting]), first = loopStarts[loop], last = loopStarts[loop + 1] - 1
        for direction in [1, -1] {
            var other = meeting + direction, wrap = 0.0
            if other > last { (other, wrap) = (first, loopWay[loop]) }
            if other < first { (other, wrap) = (last, -loopWay[loop]) }
            guard other != meeting, line[other] == line[meeting] + 1, !isDrawn[other] else { continue }
            let length = abs(way[other] + wrap - way[meeting])
            let chord = (spacing * spacing + (place[other] - place[meeting]) * (place[other] - place[meeting])).squareRoot()
            guard length <= 3 * spacing, length <= 1.15 * chord else { continue }
            if runLength(meeting) > used + length / 2 * density, runLength(other) > length / 2 * density { return (other, length) }
        }
        return nil
    }

    private func runLength(_ meeting: Int) -> Double { abs(place[Int(partner[meeting])] - place[meeting]) }
}
