import ImpressionGeometry

/// Joins clipped lines to chains along the boundary.
///
///     │  │  │  │      Neighbouring ends are joined, shortest way first, unless they belong to one chain already.
///     └──┘  └──┘      An end that stays free gets an anchor: it runs on along the boundary, on the longer side that is left.
///
/// O(m log m) for m ends and the corners walked.
struct LinkedChains {
    private let links: BoundaryLinks
    /// For each end the end it is joined to, or −1, and whether the way goes forward.
    private var joined: [Int32]
    private var isForward: [Bool]
    /// For each end of a chain the chain's other end.
    private var otherEnd: [Int32]
    /// How much of the way after each place is taken from its start and from its end, mm.
    private var taken: [Double]

    /// The chains of lines in a region. Ways up to `limit` mm are walked; free ends get anchors of `anchor` mm.
    static func chains(of lines: ClippedLines, _ boundary: BoundaryGrid, anchor: Double, limit: Double) -> [[Point]] {
        var chains = LinkedChains(BoundaryLinks(lines, boundary))
        if limit > 0 { chains.join(limit) }
        return chains.drawn(anchor: max(0, min(anchor, limit)))
    }

    private init(_ links: BoundaryLinks) {
        self.links = links
        let count = links.places.count
        joined = .init(repeating: -1, count: count)
        isForward = .init(repeating: false, count: count)
        otherEnd = (0..<Int32(count)).map { $0 ^ 1 }
        taken = .init(repeating: 0, count: links.order.count)
    }

    /// Ways are compared in micrometres, so that equal ones go round the boundary in order.
    private mutating func join(_ limit: Double) {
        var ways: [(length: Int64, place: Int32)] = []
        for place in links.order.indices where links.placeAfter(place) != place {
            let length = links.arcLength(after: place)
            if length <= limit { ways.append((Int64((length * 1000).rounded()), Int32(place))) }
        }
        ways.sort { ($0.length, $0.place) < ($1.length, $1.place) }
        for (_, place) in ways {
            let a = Int(links.order[Int(place)]), b = Int(links.order[links.placeAfter(Int(place))])
            guard joined[a] < 0, joined[b] < 0, Int(otherEnd[a]) != b else { continue }
            (joined[a], isForward[a]) = (Int32(b), true)
            (joined[b], isForward[b]) = (Int32(a), false)
            taken[Int(place)] = .infinity
            let p = otherEnd[a], q = otherEnd[b]
            (otherEnd[Int(p)], otherEnd[Int(q)]) = (q, p)
        }
    }

    private mutating func drawn(anchor: Double) -> [[Point]] {
        var chains: [[Point]] = []
        var isDrawn = [Bool](repeating: false, count: links.lines.pieces.count)
        for piece in isDrawn.indices where !isDrawn[piece] {
            // The chain's two ends: this piece lies between them.
            var end = 2 * piece
            while joined[end] >= 0 { end = Int(joined[end]) ^ 1 }
            chains.append(chain(from: end, anchor, &isDrawn))
        }
        return chains
    }

    private mutating func chain(from start: Int, _ anchor: Double, _ isDrawn: inout [Bool]) -> [Point] {
        var points = Array(anchored(start, anchor).reversed()), end = start
        while true {
            isDrawn[end >> 1] = true
            let range = links.lines.pieces[end >> 1].range
            if end & 1 == 0 { points += links.lines.points[range] } else { points += links.lines.points[range].reversed() }
            end ^= 1
            guard joined[end] >= 0 else { break }
            let next = Int(joined[end])
            links.walk(from: end, to: next, forward: isForward[end], into: &points)
            end = next
        }
        return points + anchored(end, anchor)
    }

    /// The way along the boundary that a free end runs on.
    private mutating func anchored(_ end: Int, _ anchor: Double) -> [Point] {
        let place = Int(links.places[end])
        guard anchor > 0, place >= 0 else { return [] }
        let before = links.placeBefore(place)
        let ahead = links.arcLength(after: place) - taken[place], behind = links.arcLength(after: before) - taken[before]
        let forward = ahead >= behind, length = min(anchor, max(ahead, behind))
        guard length > 1e-3 else { return [] }
        taken[forward ? place : before] += length
        var points: [Point] = []
        let last = links.follow(from: links.meeting(end), length: length, forward: forward, into: &points)
        return points + [last]
    }
}

extension FillArea {
    /// A pattern's lines cut to the region and chained, all of one width.
    func filled(with lines: [[Point]], width: Double? = nil, limit: Double? = nil) -> [FillLine] {
        let boundary = BoundaryGrid(region)
        let chains = LinkedChains.chains(of: ClippedLines(lines, in: boundary), boundary, anchor: anchor, limit: limit ?? anchorLimit)
        return chains.map { FillLine(points: $0, width: width ?? lineWidth) }
    }
}
