public import ImpressionGeometry

/// A picture's areas and the edges between them as curves on the page, each edge fitted once for both of its neighbours.
///
/// Areas that touch share their curves, so that their parts fit without gap or overlap.
public struct TracedMap: Sendable {
    /// A boundary between two areas: closed, or from one junction to the next.
    public struct Arc: Sendable {
        /// Page coordinates, mm, y up.
        public var run: BezierPath.Run
        /// Indices of the areas on both sides; nil off the picture.
        public var left: Int?
        public var right: Int?
    }

    public internal(set) var arcs: [Arc]
    /// For each area its boundary with the area to the left: rings of arcs, one more than their index, negative where they are run backwards.
    let rings: [[[Int]]]

    public var areaCount: Int { rings.count }

    /// The boundary of an area with the area to the left: outer rings run counter-clockwise.
    public func path(of area: Int) -> BezierPath {
        var path = BezierPath()
        for ring in rings[area] {
            var run = BezierPath.Run(start: .zero, isClosed: true)
            for (i, step) in ring.enumerated() {
                let part = step > 0 ? arcs[step - 1].run : arcs[-step - 1].run.reversed
                if i == 0 { run.start = part.start }
                run.pieces += part.pieces
            }
            // Closing draws a last straight side.
            if case .line? = run.pieces.last, run.pieces.count > 1 { run.pieces.removeLast() }
            path.append(run)
        }
        return path
    }
}

extension BoundaryArcs {
    /// Rings around the labels from 1 on, with the label to the left: arcs by one more than their index, negative where they are run backwards.
    func rings(labels: Int) -> [[[Int]]] {
        guard labels > 0 else { return [] }
        let leaving = leavingHalves()
        var rings: [[[Int]]] = .init(repeating: [], count: labels)
        var isTaken = [Bool](repeating: false, count: 2 * arcs.count)
        for half in 0..<2 * arcs.count where !isTaken[half] {
            let arc = arcs[half / 2]
            let label = Int(half & 1 == 0 ? arc.left : arc.right)
            guard (1...labels).contains(label) else { continue }
            var ring: [Int] = []
            var at = half
            repeat {
                isTaken[at] = true
                ring.append(at & 1 == 0 ? at / 2 + 1 : -(at / 2 + 1))
                at = arcs[at / 2].isClosed ? half : next(at, leaving)
            } while at != half
            rings[label - 1].append(ring)
        }
        return rings
    }

    /// For each node and heading the arc that leaves so, twice its index and one more if it is run backwards; −1 for none.
    private func leavingHalves() -> [Int32] {
        var leaving = [Int32](repeating: -1, count: 4 * nodes.count)
        for (i, arc) in arcs.enumerated() where !arc.isClosed {
            leaving[4 * Int(arc.startNode) + Int(headings[arc.steps.lowerBound])] = Int32(2 * i)
            leaving[4 * Int(arc.endNode) + Int(headings[arc.steps.upperBound - 1] ^ 2)] = Int32(2 * i + 1)
        }
        return leaving
    }

    /// The half that goes on around the same area: the first to the left.
    private func next(_ half: Int, _ leaving: [Int32]) -> Int {
        let arc = arcs[half / 2]
        let isForward = half & 1 == 0
        let node = Int(isForward ? arc.endNode : arc.startNode)
        let heading = isForward ? headings[arc.steps.upperBound - 1] : headings[arc.steps.lowerBound] ^ 2
        for turned in [Heading.left(of: heading), heading, Heading.right(of: heading)] where leaving[4 * node + Int(turned)] >= 0 {
            return Int(leaving[4 * node + Int(turned)])
        }
        return half
    }
}
