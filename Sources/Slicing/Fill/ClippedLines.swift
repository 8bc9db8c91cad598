import ImpressionGeometry

/// What is left of a pattern's lines inside a region, and where the boundary cut them.
struct ClippedLines {
    /// A run of points inside the region.
    struct Piece {
        /// Into `points`.
        var range: Range<Int>
        /// Which of the pattern's lines it is of.
        var line: Int32
        /// Where it meets the boundary, into `meetings`; −1 where the line ends inside.
        var head: Int32
        var tail: Int32
    }

    /// A place on the boundary.
    struct Meeting {
        var edge: Int32
        var ring: Int32
        /// Way from the ring's first point, mm.
        var way: Double
        var point: Point
    }

    var points: [Point] = []
    var pieces: [Piece] = []
    var meetings: [Meeting] = []

    /// Pieces shorter than this, mm, are nothing but rounding.
    private static let shortest = 1e-5

    /// - Parameter lines: Open lines in mm. They need not end outside.
    init(_ lines: [[Point]], in boundary: BoundaryGrid) {
        var seen = [Int32](repeating: -1, count: boundary.points.count), stamp: Int32 = 0
        var cuts: [(share: Double, edge: Int32)] = []
        for (index, line) in lines.enumerated() where line.count > 1 {
            var before = LatticePoint(line[0]), isInside = boundary.contains(before)
            if isInside { open(line[0], Int32(index), head: -1) }
            for i in 1..<line.count {
                let after = LatticePoint(line[i])
                cuts.removeAll(keepingCapacity: true)
                boundary.cut(before, after, seen: &seen, stamp: stamp, into: &cuts)
                stamp &+= 1
                for cut in cuts {
                    let point = before.point.mix(after.point, cut.share)
                    let meeting = meet(boundary, cut.edge, point)
                    if isInside { close(point, tail: meeting) } else { open(point, Int32(index), head: meeting) }
                    isInside.toggle()
                }
                if isInside { points.append(line[i]) }
                before = after
            }
            if isInside { close(nil, tail: -1) }
        }
    }

    private mutating func meet(_ boundary: BoundaryGrid, _ edge: Int32, _ point: Point) -> Int32 {
        let way = boundary.ways[Int(edge)] + boundary.points[Int(edge)].point.distance(to: point)
        meetings.append(Meeting(edge: edge, ring: boundary.ringOf[Int(edge)], way: way, point: point))
        return Int32(meetings.count - 1)
    }

    private mutating func open(_ point: Point, _ line: Int32, head: Int32) {
        pieces.append(Piece(range: points.count..<points.count, line: line, head: head, tail: -1))
        points.append(point)
    }

    private mutating func close(_ point: Point?, tail: Int32) {
        if let point, points[points.count - 1] != point { points.append(point) }
        let start = pieces[pieces.count - 1].range.lowerBound
        var length = 0.0
        for i in start..<points.count where i > start && length < Self.shortest { length += points[i].distance(to: points[i - 1]) }
        if length < Self.shortest {
            points.removeSubrange(start...)
            pieces.removeLast()
        } else {
            pieces[pieces.count - 1].range = start..<points.count
            pieces[pieces.count - 1].tail = tail
        }
    }
}
