import ImpressionGeometry

/// Which connected piece of a section a place belongs to.
///
/// Rows become runs of inside nodes; runs that overlap from row to row are joined.
/// Source: Rosenfeld and Pfaltz, "Sequential operations in digital picture processing", Journal of the ACM 13(4), 1966; union by least run.
struct IslandMap {
    private let frame: GridFrame
    private var rowStarts: [Int] = [0]
    private var first: [Int32] = []
    private var last: [Int32] = []
    private var sets = DisjointSets()
    /// By run.
    private var islands: [Int32] = []
    private(set) var count = 0

    /// - Parameter field: Positive inside.
    init(_ field: StripField) {
        frame = field.frame
        for y in 0..<frame.rows {
            collectRuns(field, y)
            joinRuns(y)
            rowStarts.append(first.count)
        }
        number()
    }

    private mutating func collectRuns(_ field: StripField, _ y: Int) {
        var isOpen = false
        for strip in 0..<frame.strips {
            let range = field.ranges[y * frame.strips + strip], columns = frame.columns(ofStrip: strip)
            if range.x >= 0 || range.y < 0 {
                turn(&isOpen, range.x >= 0, columns.lowerBound)
            } else {
                for x in columns { turn(&isOpen, field.values[y * frame.stride + x] >= 0, x) }
            }
        }
        turn(&isOpen, false, frame.columns)
    }

    private mutating func turn(_ isOpen: inout Bool, _ isInside: Bool, _ x: Int) {
        guard isOpen != isInside else { return }
        isOpen = isInside
        if isInside { first.append(Int32(x)) } else { last.append(Int32(x - 1)) }
    }

    private mutating func joinRuns(_ y: Int) {
        sets.grow(to: first.count)
        guard y > 0 else { return }
        var below = rowStarts[y - 1]
        let belowEnd = rowStarts[y]
        for run in belowEnd..<first.count {
            while below < belowEnd && last[below] < first[run] { below += 1 }
            var other = below
            while other < belowEnd && first[other] <= last[run] {
                sets.join(other, run)
                other += 1
            }
        }
    }

    /// Numbers the islands in the order of their first runs.
    private mutating func number() {
        var names = [Int32](repeating: -1, count: first.count)
        islands = first.indices.map { run in
            let root = sets.root(of: run)
            if names[root] < 0 {
                names[root] = Int32(count)
                count += 1
            }
            return names[root]
        }
        sets = DisjointSets()
    }

    /// The island at or beside a place in grid coordinates; 0 where there is none.
    func island(at point: Point) -> Int32 {
        let x = Int((point.x / frame.pitchX).rounded()), y = Int((point.y / frame.pitchY).rounded())
        for ring in 0...2 {
            for dy in -ring...ring {
                for dx in -ring...ring where max(abs(dx), abs(dy)) == ring {
                    if let island = node(x + dx, y + dy) { return island }
                }
            }
        }
        return 0
    }

    private func node(_ x: Int, _ y: Int) -> Int32? {
        guard y >= 0, y < frame.rows else { return nil }
        let run = (rowStarts[y]..<rowStarts[y + 1]).partitioningIndex { Int(last[$0]) >= x }
        return run < rowStarts[y + 1] && Int(first[run]) <= x ? islands[run] : nil
    }
}
