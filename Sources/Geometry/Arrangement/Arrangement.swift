/// The snap-rounded arrangement of contours, and what can be read off it.
enum Arrangement {
    /// The canonical rings around the area that `rule` picks.
    static func rings(_ a: Contours, _ b: Contours = Contours(), rule: AreaRule, keepsTouching: Bool = false) -> Contours {
        var store = SegmentStore(capacity: a.points.count + b.points.count)
        store.append(rings: a, tag: [])
        store.append(rings: b, tag: .second)
        var noLines: [Int] = []
        var sweep = Sweep(cut(store, rule, &noLines), rule: rule)
        sweep.run()
        return RingTracer.rings(sweep, keepsTouching: keepsTouching)
    }

    /// Open `lines` cut where they enter or leave the area, in order and direction of the lines.
    static func split(_ lines: Contours, by a: Contours, rule: AreaRule) -> SplitLines {
        var store = SegmentStore(capacity: lines.points.count + a.points.count)
        var ends = store.append(lines: lines)
        store.append(rings: a, tag: [])
        var sweep = Sweep(cut(store, rule, &ends), rule: rule)
        sweep.run()
        return splitLines(sweep, ends)
    }

    private static func cut(_ store: consuming SegmentStore, _ rule: AreaRule, _ lineEnds: inout [Int]) -> SegmentStore {
        var finder = HotPixelFinder(store, bundles: .outlined(rule))
        finder.run()
        return Fragments.cut(store, finder, lineEnds: &lineEnds)
    }

    private static func splitLines(_ sweep: borrowing Sweep, _ ends: [Int]) -> SplitLines {
        var split = SplitLines()
        var start = 0
        for (line, end) in ends.enumerated() {
            var last: Bool?
            for i in start..<end {
                let (tag, segment) = (sweep.pieces.tags[i], sweep.pieces.segments[i])
                let isBackward = tag.contains(.reversed), isInside = tag.contains(.covered)
                if last != isInside {
                    if let last { split.close(line, last) }
                    split.parts.appendPoint(isBackward ? segment.b : segment.a)
                    last = isInside
                }
                split.parts.appendPoint(isBackward ? segment.a : segment.b)
            }
            if let last { split.close(line, last) }
            start = end
        }
        return split
    }
}

/// Lines in parts that lie wholly inside or wholly outside of a region.
public struct SplitLines: Sendable, Hashable {
    /// In the order of the lines and along each; a part begins where the one before it on the same line ended.
    public fileprivate(set) var parts = Contours()
    /// The line that each part belongs to.
    public private(set) var lines: [Int] = []
    public private(set) var isInside: [Bool] = []

    fileprivate mutating func close(_ line: Int, _ inside: Bool) {
        parts.close()
        lines.append(line)
        isInside.append(inside)
    }

    func parts(inside: Bool) -> Contours {
        var kept = Contours()
        for i in 0..<parts.count where isInside[i] == inside { kept.append(parts[i]) }
        return kept
    }
}
