import ImpressionGeometry

/// The edges between areas of a label map, each walked once: closed, or from one node to the next.
///
/// Nodes are lattice points where three areas or more meet. Every pixel edge between two labels is on exactly one arc.
struct BoundaryArcs: Sendable {
    struct Arc: Sendable {
        /// Lattice point of the first step.
        var x: Int32, y: Int32
        /// Into `headings`.
        var steps: Range<Int>
        /// Labels to the left and right on the way.
        var left: UInt8, right: UInt8
        /// Indices into `nodes`; −1 for both ends of a closed arc.
        var startNode: Int32 = -1, endNode: Int32 = -1

        var isClosed: Bool { startNode < 0 }
    }

    /// A heading a step, arc after arc.
    var headings: [UInt8] = []
    var arcs: [Arc] = []
    /// Lattice points by their corner index, rising.
    var nodes: [Int32] = []

    func node(at corner: Int) -> Int32 { Int32(nodes.partitioningIndex { $0 >= Int32(corner) }) }
}

/// Walks boundaries and remembers which pixel edges it has passed.
///
/// Source of the walk and its policies: Selinger, "Potrace: a polygon-based tracing algorithm", 2003, §2.1; here for any number of labels.
struct BoundaryWalker {
    private let map: LabelMap
    private let policy: TurnPolicy
    /// Closed arcs that enclose at most this many pixels are left out.
    private let leastArea: Int
    /// Two bits for each lattice point: the edge to its right, and the edge below it.
    private var passed: [UInt8]
    private var found = BoundaryArcs()

    /// - Parameter leastArea: Only for maps of two labels: in others a neighbour would miss the boundary.
    init(_ map: LabelMap, policy: TurnPolicy, leastArea: Int = 0) {
        (self.map, self.policy, self.leastArea) = (map, policy, leastArea)
        passed = .init(repeating: 0, count: map.cells.count)
    }

    /// Steps that a picture's boundaries may have. Noise has one or two a pixel, drawings far less.
    static let greatestCount = 1 << 25

    /// - Parameter hasNodes: Whether three labels may meet, the rim's included.
    mutating func arcs(hasNodes: Bool) throws(TechniqueError) -> BoundaryArcs {
        if hasNodes {
            findNodes()
            for k in found.nodes.indices where found.headings.count <= Self.greatestCount { walk(fromNode: k) }
        }
        for y in 0..<map.height where found.headings.count <= Self.greatestCount { walkClosed(inRow: y) }
        guard found.headings.count <= Self.greatestCount else { throw .tooDetailed(limit: Self.greatestCount) }
        return found
    }

    // MARK: Nodes

    private mutating func findNodes() {
        var nodes: [Int32] = []
        for y in 0...map.height {
            let row = map.corner(0, y)
            var x = 0
            while x <= map.width {
                if x + 32 > map.width || !isFlat(row + x, and: row + x + map.stride) {
                    let cells = map.cells.span
                    for corner in row + x..<row + min(map.width + 1, x + 32) where LabelMap.isNode(LabelMap.around(cells, corner, map.stride)) {
                        nodes.append(Int32(corner))
                    }
                }
                x += 32
            }
        }
        found.nodes = nodes
    }

    /// Whether 33 pixels from an index on are equal.
    @inline(__always)
    private func isFlat(_ i: Int) -> Bool { map.cells.withUnsafeBytes { Self.isSame($0, i, i + 1) } }

    /// Whether 33 pixels from either of two indices on are all equal.
    @inline(__always)
    private func isFlat(_ i: Int, and k: Int) -> Bool {
        map.cells.withUnsafeBytes { Self.isSame($0, i, i + 1) && Self.isSame($0, k, k + 1) && Self.isSame($0, i, k) }
    }

    /// Whether two runs of 32 pixels are equal.
    @inline(__always)
    private static func isSame(_ bytes: UnsafeRawBufferPointer, _ i: Int, _ k: Int) -> Bool {
        bytes.loadUnaligned(fromByteOffset: i, as: SIMD32<UInt8>.self) == bytes.loadUnaligned(fromByteOffset: k, as: SIMD32<UInt8>.self)
    }

    private mutating func walk(fromNode k: Int) {
        let corner = Int(found.nodes[k])
        let q = LabelMap.around(map.cells.span, corner, map.stride)
        for heading in 0..<4 as Range<UInt8> {
            let (left, right) = (q[Int(heading)], q[Int(Heading.right(of: heading))])
            guard left != right, !isPassed(corner, heading) else { continue }
            walk(corner, heading, left, right, node: Int32(k))
        }
    }

    // MARK: Closed arcs

    /// Every closed arc has a vertical edge, and the first met from the top is walked with the greater label to the left.
    private mutating func walkClosed(inRow y: Int) {
        let row = map.corner(0, y)
        var x = 0
        while x <= map.width {
            if x + 32 <= map.width, isFlat(row + map.stride + x) {
                x += 32
                continue
            }
            for corner in row + x..<row + min(map.width + 1, x + 32) {
                let (west, east) = (map.cells[corner + map.stride], map.cells[corner + map.stride + 1])
                guard west != east, passed[corner] & 2 == 0 else { continue }
                if east > west {
                    walk(corner, Heading.south, east, west, node: -1)
                } else {
                    walk(corner + map.stride, Heading.north, west, east, node: -1)
                }
            }
            x += 32
        }
    }

    // MARK: Steps

    @inline(__always)
    private func isPassed(_ corner: Int, _ heading: UInt8) -> Bool {
        switch heading {
        case Heading.east: passed[corner] & 1 != 0
        case Heading.west: passed[corner - 1] & 1 != 0
        case Heading.south: passed[corner] & 2 != 0
        default: passed[corner - map.stride] & 2 != 0
        }
    }

    private mutating func walk(_ start: Int, _ first: UInt8, _ left: UInt8, _ right: UInt8, node: Int32) {
        let (stride, begin) = (map.stride, found.headings.count)
        let (x, y) = (start % stride, start / stride)
        var (corner, heading, column, area) = (start, first, x, 0)
        while true {
            found.headings.append(heading)
            switch heading {
            case Heading.east:
                passed[corner] |= 1
                corner &+= 1
                column &+= 1
            case Heading.west:
                corner &-= 1
                column &-= 1
                passed[corner] |= 1
            case Heading.south:
                passed[corner] |= 2
                corner &+= stride
                area &+= column
            default:
                corner &-= stride
                passed[corner] |= 2
                area &-= column
            }
            let q = LabelMap.around(map.cells.span, corner, stride)
            if node >= 0, LabelMap.isNode(q) { break }
            heading = turned(heading, q, left, right, corner)
            // A boundary may touch its own start before it is there.
            if node < 0, corner == start, heading == first { break }
        }
        let isSpeck = node < 0 && abs(area) <= leastArea
        if isSpeck { return found.headings.removeSubrange(begin...) }
        var arc = BoundaryArcs.Arc(x: Int32(x), y: Int32(y), steps: begin..<found.headings.count, left: left, right: right)
        if node >= 0 { (arc.startNode, arc.endNode) = (node, found.node(at: corner)) }
        found.arcs.append(arc)
    }

    @inline(__always)
    private func turned(_ heading: UInt8, _ q: SIMD4<UInt8>, _ left: UInt8, _ right: UInt8, _ corner: Int) -> UInt8 {
        let (aheadLeft, aheadRight) = (q[Int(heading)], q[Int(Heading.right(of: heading))])
        if aheadLeft == left { return aheadRight == left ? Heading.right(of: heading) : heading }
        if aheadRight == right { return Heading.left(of: heading) }
        return map.joined(left, right, at: corner, policy) == left ? Heading.right(of: heading) : Heading.left(of: heading)
    }
}
