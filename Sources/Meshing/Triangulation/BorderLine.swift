/// The samples along one side of a tile.
struct BorderLine {
    var thickness: [Float]
    /// Where there is material; nil means everywhere.
    var outline: [Float]?
    /// mm per sample².
    var sag: Double

    struct Point {
        /// Lattice steps from the line's start.
        var offset: Int32
        var thickness: Float
    }

    /// Points strictly within the line: where the outline crosses, and the samples that keep every other one within `limit`.
    ///
    /// Both tiles beside the line use the same points, so there are no cracks.
    ///
    /// - Parameter forced: Samples that must be points.
    ///
    /// Source: Ramer, "An iterative procedure for the polygonal approximation of plane curves", CGIP 1, 1972.
    func points(limit: Float, forced: [Int]) -> [Point] {
        let n = thickness.count - 1
        var keep = [Point](), wanted = forced[...]
        var start: Point? = isInside(0) ? Point(offset: 0, thickness: thickness[0]) : nil
        for i in 0..<n {
            while let first = wanted.first, first < i { wanted = wanted.dropFirst() }
            if i > 0, wanted.first == i, isInside(i), let from = start {
                let here = Point(offset: Int32(i) * TileSamples.step, thickness: thickness[i])
                refine(from, here, limit, into: &keep)
                keep.append(here)
                start = here
            }
            guard isInside(i) != isInside(i + 1), let outline else { continue }
            let step = OutlineCrossing.offset(outline[i], outline[i + 1])
            let share = Float(step) / Float(TileSamples.step)
            let here = Point(offset: Int32(i) * TileSamples.step + step, thickness: OutlineCrossing.mix(thickness[i], thickness[i + 1], share))
            if let from = start { refine(from, here, limit, into: &keep) }
            keep.append(here)
            start = isInside(i + 1) ? here : nil
        }
        if let from = start { refine(from, Point(offset: Int32(n) * TileSamples.step, thickness: thickness[n]), limit, into: &keep) }
        return keep
    }

    func isInside(_ i: Int) -> Bool { outline.map { $0[i] > 0 } ?? true }

    private func level(_ point: Point) -> Double {
        let x = Double(point.offset) / Double(TileSamples.step) - Double(thickness.count - 1) / 2
        return Double(point.thickness) + sag * x * x
    }

    /// Appends the samples needed between two points, from left to right.
    private func refine(_ first: Point, _ last: Point, _ limit: Float, into keep: inout [Point]) {
        var from = first, pending = [last]
        while let to = pending.last {
            if let worst = worst(from, to, limit) {
                pending.append(worst)
                continue
            }
            pending.removeLast()
            if !pending.isEmpty { keep.append(to) }
            from = to
        }
    }

    private func worst(_ from: Point, _ to: Point, _ limit: Float) -> Point? {
        let a = level(from), slope = (level(to) - a) / Double(to.offset - from.offset)
        var most = Double(limit), found: Point?
        var i = from.offset / TileSamples.step + 1
        while i * TileSamples.step < to.offset {
            let sample = Point(offset: i * TileSamples.step, thickness: thickness[Int(i)])
            let error = abs(a + slope * Double(sample.offset - from.offset) - level(sample))
            if error > most {
                most = error
                found = sample
            }
            i += 1
        }
        return found
    }
}

/// Where the outline crosses an edge of the grid.
enum OutlineCrossing {
    /// Lattice steps from the first sample. It keeps 1/16 of a cell away from either sample, so that no triangle is a needle.
    static func offset(_ first: Float, _ second: Float) -> Int32 {
        let share = Double(first) / (Double(first) - Double(second))
        guard share.isFinite else { return 32 }
        return Int32(min(max(share * 64, 4), 60).rounded())
    }

    static func mix(_ a: Float, _ b: Float, _ share: Float) -> Float { a + (b - a) * share }
}
