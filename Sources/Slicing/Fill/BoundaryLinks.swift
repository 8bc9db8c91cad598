import ImpressionGeometry

/// The ends of clipped lines in their order along the boundary, with the ways between them.
///
/// End `2 i` is the head of piece `i`, end `2 i + 1` its tail.
struct BoundaryLinks {
    let boundary: BoundaryGrid
    let lines: ClippedLines
    /// Ends that meet the boundary, ring by ring.
    private(set) var order: [Int32] = []
    /// Where an end stands in `order`; −1 for one inside the region.
    private(set) var places: [Int32]
    /// Places of the ring's first end and one past its last, for each place's ring.
    private var ringStarts: [Int32]

    init(_ lines: ClippedLines, _ boundary: BoundaryGrid) {
        (self.lines, self.boundary) = (lines, boundary)
        places = .init(repeating: -1, count: 2 * lines.pieces.count)
        ringStarts = .init(repeating: 0, count: boundary.ends.count + 1)
        sort()
    }

    /// By ring in one pass of counting, then by way within each ring.
    private mutating func sort() {
        let ends = places.indices.filter { meeting(of: $0) >= 0 }
        for end in ends { ringStarts[Int(lines.meetings[meeting(of: end)].ring) + 1] += 1 }
        for i in 1..<ringStarts.count { ringStarts[i] += ringStarts[i - 1] }
        order = .init(repeating: 0, count: ends.count)
        var place = ringStarts
        for end in ends {
            let ring = Int(lines.meetings[meeting(of: end)].ring)
            order[Int(place[ring])] = Int32(end)
            place[ring] += 1
        }
        var sorted = order
        for ring in 0..<ringStarts.count - 1 where ringStarts[ring + 1] - ringStarts[ring] > 1 {
            sorted[Int(ringStarts[ring])..<Int(ringStarts[ring + 1])].sort { a, b in
                let wayA = lines.meetings[meeting(of: Int(a))].way, wayB = lines.meetings[meeting(of: Int(b))].way
                return (wayA, a) < (wayB, b)
            }
        }
        order = sorted
        for (i, end) in order.enumerated() { places[Int(end)] = Int32(i) }
    }

    private func meeting(of end: Int) -> Int { Int(end & 1 == 0 ? lines.pieces[end >> 1].head : lines.pieces[end >> 1].tail) }

    func meeting(_ end: Int) -> ClippedLines.Meeting { lines.meetings[meeting(of: end)] }

    /// The place of the next end along the boundary; of the only one of its ring, itself.
    func placeAfter(_ place: Int) -> Int {
        let ring = Int(meeting(Int(order[place])).ring)
        return place + 1 == Int(ringStarts[ring + 1]) ? Int(ringStarts[ring]) : place + 1
    }

    func placeBefore(_ place: Int) -> Int {
        let ring = Int(meeting(Int(order[place])).ring)
        return place == Int(ringStarts[ring]) ? Int(ringStarts[ring + 1]) - 1 : place - 1
    }

    /// Way along the boundary from the end at a place to the next, mm.
    func arcLength(after place: Int) -> Double {
        let next = placeAfter(place), a = meeting(Int(order[place])), b = meeting(Int(order[next]))
        return next > place ? b.way - a.way : b.way - a.way + boundary.lengths[Int(a.ring)]
    }

    /// Adds the boundary's corners between two ends that are neighbours.
    ///
    /// - Parameter forward: Whether the way goes in the boundary's direction, inside on its left.
    func walk(from start: Int, to end: Int, forward: Bool, into points: inout [Point]) {
        let a = meeting(start), b = meeting(end)
        let length = forward ? b.way - a.way : a.way - b.way
        follow(from: a, length: length < 0 ? length + boundary.lengths[Int(a.ring)] : length, forward: forward, into: &points)
    }

    /// Adds the boundary's corners within `length` mm of a place, and returns where that length ends.
    @discardableResult
    func follow(from start: ClippedLines.Meeting, length: Double, forward: Bool, into points: inout [Point]) -> Point {
        var edge = Int(start.edge), here = start.point, left = length
        while true {
            let corner = boundary.points[forward ? boundary.next(edge) : edge].point, step = here.distance(to: corner)
            if step >= left || left <= 0 { return step > 0 ? here.mix(corner, max(0, left) / step) : here }
            if step > 0 { points.append(corner) }
            left -= step
            here = corner
            edge = forward ? boundary.next(edge) : boundary.previous(edge)
        }
    }
}
