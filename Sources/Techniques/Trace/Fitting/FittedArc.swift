import ImpressionGeometry

/// An arc as curves, each with the steps of the boundary that it stands for.
struct FittedArc: Sendable {
    /// Relative to the origin.
    private(set) var pieces: [FittedPiece]
    let origin: Point
    let isClosed: Bool

    init(pieces: [FittedPiece], origin: Point, isClosed: Bool) { (self.pieces, self.origin, self.isClosed) = (pieces, origin, isClosed) }

    /// Around an area of a few pixels along their edges.
    init(around points: ArcPoints) {
        let corners = points.corners[0...points.count].map { Point(Double($0.x), Double($0.y)) }
        self.init(pieces: Self.chords(corners, low: 0), origin: points.origin, isClosed: true)
    }

    /// From place to place; an open arc from its node to its other one.
    init(along points: ArcPoints, _ ends: (Point, Point)?) {
        var places = (0..<points.count).map { points.place($0) }
        if let ends { places = [ends.0] + places + [ends.1] } else { places.append(places[0]) }
        self.init(pieces: Self.chords(places, low: 0), origin: points.origin, isClosed: points.isClosed)
    }

    var run: BezierPath.Run {
        BezierPath.Run(start: pieces[0].piece.start, pieces: pieces.map(\.piece), isClosed: isClosed).moved(by: origin)
    }

    /// Puts chords along the boundary's places in the place of some pieces.
    ///
    /// - Parameters:
    ///   - offenders: Rising indices of pieces.
    ///   - rounds: How many times places are moved to the mean of themselves and their neighbours first.
    ///   - margin: Steps to both sides whose pieces follow as well.
    mutating func follow(_ offenders: [Int], _ points: ArcPoints, rounds: Int, margin: Int = 0) {
        var ranges: [ClosedRange<Int>] = []
        for k in offenders {
            var (first, last) = (k, k)
            if margin > 0 {
                while first > 0, pieces[first - 1].high > pieces[k].low - margin { first -= 1 }
                while last + 1 < pieces.count, pieces[last + 1].low < pieces[k].high + margin { last += 1 }
            }
            if let before = ranges.last, before.upperBound >= first {
                ranges[ranges.count - 1] = min(before.lowerBound, first)...max(before.upperBound, last)
            } else {
                ranges.append(first...last)
            }
        }
        // The last ones first, so that the others keep their indices.
        for range in ranges.reversed() { pieces.replaceSubrange(range, with: chords(range, points, rounds)) }
    }

    private func chords(_ range: ClosedRange<Int>, _ points: ArcPoints, _ rounds: Int) -> [FittedPiece] {
        let (first, last) = (pieces[range.lowerBound], pieces[range.upperBound])
        var places = [first.piece.start] + (first.low..<max(first.low, last.high)).map { points.place($0) } + [last.piece.end]
        for _ in 0..<rounds {
            let old = places
            for i in places.indices.dropFirst().dropLast() { places[i] = (old[i - 1] + old[i] * 2 + old[i + 1]) * 0.25 }
        }
        return Self.chords(places, low: first.low)
    }

    /// Moves the first place, in picture coordinates, with the arm of its curve.
    mutating func moveStart(to place: Point) {
        let place = place - origin
        switch pieces[0].piece {
        case .line(_, let end): pieces[0].piece = .line(from: place, to: end)
        case .cubic(let c): pieces[0].piece = .cubic(CubicBezier(place, c.control1 + place - c.start, c.control2, c.end))
        }
    }

    /// Moves the last place, in picture coordinates, with the arm of its curve.
    mutating func moveEnd(to place: Point) {
        let (place, last) = (place - origin, pieces.count - 1)
        switch pieces[last].piece {
        case .line(let start, _): pieces[last].piece = .line(from: start, to: place)
        case .cubic(let c): pieces[last].piece = .cubic(CubicBezier(c.start, c.control1, c.control2 + place - c.end, place))
        }
    }

    private static func chords(_ places: [Point], low: Int) -> [FittedPiece] {
        zip(places, places.dropFirst()).enumerated().map { i, ends in
            FittedPiece(piece: .line(from: ends.0, to: ends.1), low: low + i, high: low + i)
        }
    }
}
