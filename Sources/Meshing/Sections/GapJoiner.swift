import ImpressionGeometry

/// Makes rings of open contours: the end of each goes on with the nearest beginning, the shortest gaps first.
///
/// Candidates come from a grid as wide as the reach, so the work stays near linear where ends are spread.
struct GapJoiner {
    /// Gaps that are bridged, mm: the narrow ones first, so that wide ones have fewer ends to choose from.
    private static let reaches = [0.01, 0.1, 0.5, 2.0]
    /// Beginnings that an end considers at each reach.
    private static let choices = 8
    /// A contour's own gap may be wider when it is this share of the contour at most.
    static let ownShare = 0.25

    private(set) var rings: [[LatticePoint]] = []
    private(set) var closedGaps = 0
    private(set) var lost = 0
    private let lines: [[LatticePoint]]
    /// The contour that follows each, −1 where there is none yet.
    private var next: [Int]
    private var hasPrevious: [Bool]

    init(_ lines: [[LatticePoint]]) {
        self.lines = lines
        next = .init(repeating: -1, count: lines.count)
        hasPrevious = .init(repeating: false, count: lines.count)
    }

    mutating func run() {
        joinEqual()
        for reach in Self.reaches { joinNearest(within: reach) }
        var isUsed = [Bool](repeating: false, count: lines.count)
        // Chains first, from their beginnings; what is left are rings.
        for i in lines.indices where !hasPrevious[i] { gather(i, &isUsed) }
        for i in lines.indices where !isUsed[i] { gather(i, &isUsed) }
    }

    /// Ends that lie upon beginnings: a soup of triangles that share no vertices has nothing but these.
    private mutating func joinEqual() {
        var waiting: [LatticePoint: [Int]] = [:]
        for i in lines.indices.reversed() { waiting[lines[i][0], default: []].append(i) }
        for i in lines.indices {
            guard let to = waiting[lines[i][lines[i].count - 1]]?.popLast() else { continue }
            next[i] = to
            hasPrevious[to] = true
        }
    }

    private mutating func joinNearest(within reach: Double) {
        for pair in candidates(within: reach) where next[pair.from] < 0 && !hasPrevious[pair.to] {
            next[pair.from] = pair.to
            hasPrevious[pair.to] = true
            closedGaps += 1
        }
    }

    private mutating func gather(_ first: Int, _ isUsed: inout [Bool]) {
        var ring: [LatticePoint] = [], at = first
        while at >= 0, !isUsed[at] {
            isUsed[at] = true
            ring += lines[at]
            at = next[at]
        }
        if at == first { return rings.append(ring) }
        let line = Polyline(ring.map(\.point), isClosed: false)
        let gap = line.points[0].distance(to: line.points[line.points.count - 1])
        if gap <= Self.ownShare * line.length {
            closedGaps += 1
            rings.append(ring)
        } else {
            lost += 1
        }
    }

    private struct Pair: Comparable {
        var square: Int64
        var from: Int
        var to: Int

        static func < (a: Pair, b: Pair) -> Bool { (a.square, a.from, a.to) < (b.square, b.from, b.to) }
    }

    /// Free ends and the beginnings near them, nearest first.
    private func candidates(within reach: Double) -> [Pair] {
        let cell = Int64(reach * LatticePoint.unitsPerMillimetre)
        func key(_ p: LatticePoint) -> SIMD2<Int64> { SIMD2(floorDivide(Int64(p.x), cell), floorDivide(Int64(p.y), cell)) }
        var grid: [SIMD2<Int64>: [Int]] = [:]
        for i in lines.indices where !hasPrevious[i] { grid[key(lines[i][0]), default: []].append(i) }
        var pairs: [Pair] = []
        for i in lines.indices where next[i] < 0 {
            let end = lines[i][lines[i].count - 1], home = key(end)
            var near: [Pair] = []
            for dy in -1...1 {
                for dx in -1...1 {
                    for j in grid[home &+ SIMD2(Int64(dx), Int64(dy))] ?? [] {
                        let x = Int64(lines[j][0].x) - Int64(end.x), y = Int64(lines[j][0].y) - Int64(end.y)
                        if x * x + y * y <= cell * cell { near.append(Pair(square: x * x + y * y, from: i, to: j)) }
                    }
                }
            }
            pairs += near.count > Self.choices ? Array(near.sorted(by: <).prefix(Self.choices)) : near
        }
        return pairs.sorted(by: <)
    }

    private func floorDivide(_ a: Int64, _ b: Int64) -> Int64 { a >= 0 ? a / b : -((b - 1 - a) / b) }
}
