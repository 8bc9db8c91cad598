import ImpressionGeometry

/// A line to draw, with the volume that each of its segments shall leave.
struct Stroke {
    var points: [Point] = []
    /// Share of the thickness at each point, mm.
    var occupied: [Double] = []
    /// Length of band that the segment after each point stands for, mm: on slopes less than its own length.
    var lengths: [Double] = []
    var isClosed = false
    var role = Role.wall
    /// Points at which drawing a closed stroke may begin besides the first.
    var entries: [Int] = []

    /// Adds a bead's places; whatever was last is joined by a segment of full width.
    mutating func append(_ places: [BeadThread.Place], of band: Band) {
        for (i, place) in places.enumerated() {
            let point = band.point(place.station, place.across)
            if let last = points.last {
                let before = i > 0 ? places[i - 1] : place
                let along = abs(place.station - before.station) * band.scale((place.across + before.across) / 2)
                lengths[lengths.count - 1] = i > 0 ? along : point.distance(to: last)
            }
            points.append(point)
            occupied.append(place.occupied)
            lengths.append(0)
        }
    }

    /// Returns to the first point.
    /// - Parameter length: Length of band for the last segment; nil takes its own.
    mutating func close(length: Double? = nil) {
        guard points.count > 1 else { return }
        isClosed = true
        lengths[lengths.count - 1] = length ?? points[points.count - 1].distance(to: points[0])
    }

    /// Widths at the points so that all segments together leave share · height · band length.
    ///
    /// A bead that climbs is narrower by the slope's cosine. Widths stay within what the nozzle draws; what that adds or takes
    /// is made up for at the next points.
    func widths(_ rule: BeadRule) -> [Float] {
        let n = points.count
        var debt = 0.0
        return (0..<n).map { i in
            var own = 0.0, wanted = 0.0
            for j in [i - 1, i] where isClosed || (j >= 0 && j < n - 1) {
                let from = (j + n) % n
                own += points[from].distance(to: points[(from + 1) % n])
                wanted += lengths[from]
            }
            guard own > 1e-9 else { return Float(occupied[i] + rule.excess) }
            let target = occupied[i] * wanted / own
            let repaid = target - max(-0.03, min(0.03, debt * 2 / own))
            let width = min(rule.greatest, max(rule.least, repaid))
            debt += (width - target) * own / 2
            return Float(width + rule.excess)
        }
    }
}

extension Stroke {
    /// The same line with more points where a climb meets a level stretch, so that the climb's narrower width stays there.
    func withClimbsApart() -> Stroke {
        let n = points.count, segments = isClosed ? n : n - 1
        guard n > 2 else { return self }
        var line = Stroke(isClosed: isClosed, role: role)
        func own(_ i: Int) -> Double { points[i].distance(to: points[(i + 1) % n]) }
        func rise(_ i: Int) -> Double { own(i) > 1e-9 ? lengths[i] / own(i) : 1 }
        func differs(_ i: Int, _ j: Int) -> Bool {
            guard isClosed || (j >= 0 && j < segments) else { return false }
            return abs(rise(i) - rise((j + n) % n)) > 0.03
        }
        for i in 0..<n {
            if entries.contains(i) { line.entries.append(line.points.count) }
            let next = (i + 1) % n, length = own(i)
            var cuts = [0.0]
            if i < segments, length > 3 * Self.reach {
                if differs(i, i - 1) { cuts.append(Self.reach / length) }
                if differs(i, i + 1) { cuts.append(1 - Self.reach / length) }
            }
            for (k, t) in cuts.enumerated() {
                line.points.append(points[i].mix(points[next], t))
                line.occupied.append(occupied[i] + (occupied[next] - occupied[i]) * t)
                line.lengths.append(lengths[i] * ((k + 1 < cuts.count ? cuts[k + 1] : 1) - t))
            }
        }
        return line
    }

    /// How far a climb's width may reach into a level stretch, mm.
    private static let reach = 0.1
}

// MARK: - Beads to strokes

extension Band {
    /// All lines of one piece.
    func addStrokes(_ rule: BeadRule, to strokes: inout [Stroke]) {
        let counts = BeadCounts(rule: rule).counts(self)
        let threads = BeadThreads(self, counts: counts).threads
        var lines: [Stroke] = []
        if isClosed { addLoops(threads, to: &lines) } else { addContour(threads, to: &lines) }
        for line in lines { strokes.append(line.withClimbsApart()) }
    }

    /// Open pieces: back and front bead joined around the ends, inner beads between.
    private func addContour(_ threads: [BeadThread], to strokes: inout [Stroke]) {
        var threads = threads
        let ends = [threads.filter { $0.numberAtStart != nil }.count, threads.filter { $0.numberAtEnd != nil }.count]
        let left = threads.firstIndex { $0.numberAtStart == ends[0] - 1 } ?? 0
        let right = threads.firstIndex { $0.numberAtEnd == ends[1] - 1 } ?? 0
        let hasCaps = trim(&threads, ends, left: left, right: right)
        var contour = Stroke(role: .externalWall)
        let lines = threads.map { $0.simplified(in: frame) }
        let capsLeft = hasCaps && ends[0] > 1, capsRight = hasCaps && ends[1] > 1
        if capsLeft, left != right || !capsRight { contour.append(lines[left].reversed(), of: self) }
        contour.append(lines[0], of: self)
        if capsRight {
            contour.entries = [contour.points.count]
            contour.append(lines[right].reversed(), of: self)
        }
        if capsLeft, capsRight, left == right { contour.close() }
        strokes.append(contour)
        for i in lines.indices.dropFirst() where !(capsLeft && i == left) && !(capsRight && i == right) && lines[i].count > 1 {
            strokes.append(stroke(lines[i], isOuter: threads[i].isOuter))
        }
    }

    private func stroke(_ places: [BeadThread.Place], isOuter: Bool) -> Stroke {
        var stroke = Stroke(role: isOuter ? .externalWall : .wall)
        stroke.append(places, of: self)
        return stroke
    }

    /// Makes room for the caps at the ends. False, and nothing done, where the piece is too short for them.
    private func trim(_ threads: inout [BeadThread], _ ends: [Int], left: Int, right: Int) -> Bool {
        let last = station.count - 1
        let widths = [thickness(0) / Double(ends[0]), thickness(last) / Double(ends[1])]
        func span(_ thread: BeadThread) -> Double {
            guard let a = thread.places.first, let b = thread.places.last else { return 0 }
            return (b.station - a.station) * scale(min(a.across, b.across))
        }
        let needed = 1.5 * (widths[0] + widths[1])
        guard [0, left, right].allSatisfy({ span(threads[$0]) > needed }) else { return false }
        for i in threads.indices {
            let isOuter = i == 0 || i == left || i == right
            if let number = threads[i].numberAtStart, ends[0] > 1 {
                threads[i].cut(widths[0] * (number == 0 || number == ends[0] - 1 ? 0.5 : 1), atEnd: false, in: self)
            }
            if let number = threads[i].numberAtEnd, ends[1] > 1 {
                threads[i].cut(widths[1] * (number == 0 || number == ends[1] - 1 ? 0.5 : 1), atEnd: true, in: self)
            }
            if !isOuter, span(threads[i]) < widths[0] / 2 { threads[i].places = [] }
        }
        return true
    }

    /// Closed pieces: beads that meet themselves after one turn are loops; others are strung together at the seam.
    private func addLoops(_ threads: [BeadThread], to strokes: inout [Stroke]) {
        var isDrawn = [Bool](repeating: false, count: threads.count)
        let continuation = threads.map { thread in thread.numberAtEnd.flatMap { end in threads.firstIndex { $0.numberAtStart == end } } }
        // Chains that begin away from the seam first, so that loops are what remains.
        let order = threads.indices.filter { threads[$0].numberAtStart == nil } + threads.indices.filter { threads[$0].numberAtStart != nil }
        for first in order where !isDrawn[first] {
            var places: [BeadThread.Place] = [], at: Int? = first, isOuter = false, turn = 0.0
            while let i = at, !isDrawn[i] {
                isDrawn[i] = true
                isOuter = isOuter || threads[i].isOuter
                let line = threads[i].simplified(in: frame).map { place in
                    var place = place
                    place.station += turn
                    return place
                }
                places += places.isEmpty ? line : Array(line.dropFirst())
                at = continuation[i]
                turn += 2 * .pi
            }
            guard places.count > 1 else { continue }
            let isLoop = at == first
            let closing = places.count > 2 ? places.removeLastIf(isLoop) : nil
            var stroke = stroke(places, isOuter: isOuter)
            if isLoop, let end = closing, let last = places.last {
                stroke.close(length: abs(end.station - last.station) * scale((end.across + last.across) / 2))
            }
            strokes.append(stroke)
        }
    }
}

private extension Array {
    mutating func removeLastIf(_ condition: Bool) -> Element? { condition ? removeLast() : nil }
}

extension BeadThread {
    /// Takes `length` mm off one end.
    mutating func cut(_ length: Double, atEnd: Bool, in band: Band) {
        guard let end = atEnd ? places.last : places.first else { return }
        let way = length / max(band.scale(end.across), 1e-3)
        if atEnd { places.reverse() }
        let limit = end.station + (atEnd ? -way : way)
        func isBeyond(_ p: Place) -> Bool { atEnd ? p.station >= limit : p.station <= limit }
        guard let next = places.firstIndex(where: { !isBeyond($0) }), next > 0 else {
            places = []
            return
        }
        let a = places[next - 1], b = places[next], share = (limit - a.station) / (b.station - a.station)
        places.removeFirst(next)
        places.insert(Place(station: limit, across: a.across + (b.across - a.across) * share,
                            occupied: a.occupied + (b.occupied - a.occupied) * share, tolerance: b.tolerance), at: 0)
        if atEnd { places.reverse() }
    }
}
