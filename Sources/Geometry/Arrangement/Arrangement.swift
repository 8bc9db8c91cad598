/// The snap-rounded arrangement of contours, and what can be read off it.
enum Arrangement {
    /// The canonical rings around the area that `rule` picks.
    static func rings(_ a: Contours, _ b: Contours = Contours(), rule: AreaRule, keepsTouching: Bool = false) -> Contours {
        var store = SegmentStore(capacity: a.points.count + b.points.count)
        store.append(rings: a, tag: [])
        store.append(rings: b, tag: .second)
        var noLines: [Int] = []
        var sweep = Sweep(cut(store, &noLines), rule: rule)
        sweep.run()
        return RingTracer.rings(sweep, keepsTouching: keepsTouching)
    }

    /// The parts of open `lines` inside the area (or outside of it), in order and direction of the lines.
    static func clip(_ lines: Contours, to a: Contours, rule: AreaRule, keepsInside: Bool) -> Contours {
        var store = SegmentStore(capacity: lines.points.count + a.points.count)
        var ends = store.append(lines: lines)
        store.append(rings: a, tag: [])
        var sweep = Sweep(cut(store, &ends), rule: rule)
        sweep.run()
        return coveredLines(sweep, ends, keepsInside)
    }

    private static func cut(_ store: consuming SegmentStore, _ lineEnds: inout [Int]) -> SegmentStore {
        var finder = HotPixelFinder(store)
        finder.run()
        return Fragments.cut(store, finder, lineEnds: &lineEnds)
    }

    private static func coveredLines(_ sweep: borrowing Sweep, _ ends: [Int], _ keepsInside: Bool) -> Contours {
        var parts = Contours()
        var start = 0
        for end in ends {
            var isOpen = false
            for i in start..<end {
                let (tag, segment) = (sweep.edges.tags[i], sweep.edges.segments[i])
                let isBackward = tag.contains(.reversed)
                if tag.contains(.covered) != keepsInside {
                    if isOpen { parts.close() }
                    isOpen = false
                    continue
                }
                if !isOpen { parts.appendPoint(isBackward ? segment.b : segment.a) }
                parts.appendPoint(isBackward ? segment.a : segment.b)
                isOpen = true
            }
            if isOpen { parts.close() }
            start = end
        }
        return parts
    }
}
