import ImpressionGeometry

/// The middle lines of a set of grid nodes: what remains when nodes are taken away in the order of their depth,
/// shallowest first, as long as no piece falls apart and no end of a ridge is lost.
///
/// Sources: Pudney, "Distance-ordered homotopic thinning", Computer Vision and Image Understanding 72(3), 1998;
/// Siddiqi, Bouix, Tannenbaum and Zucker, "Hamilton-Jacobi skeletons", IJCV 48(3), 2002, for telling ridges by the gradient.
struct Skeleton {
    /// 1 where a node is in the set, else 0; rows padded as in the frame, a row and a column of zeros around.
    private var isSet: [UInt8]
    private let width: Int
    private(set) var nodes: [Int32] = []

    /// Nodes are addressed in a copy of the frame with a margin of one node: `(y + 1) · width + x + 1`.
    init(frame: GridFrame) {
        width = frame.columns + 2
        isSet = .init(repeating: 0, count: width * (frame.rows + 2))
    }

    func index(_ x: Int, _ y: Int) -> Int32 { Int32((y + 1) * width + x + 1) }
    func column(_ node: Int32) -> Int { Int(node) % width - 1 }
    func row(_ node: Int32) -> Int { Int(node) / width - 1 }

    /// Forgets the nodes of the last use.
    mutating func clear() {
        for node in nodes { isSet[Int(node)] = 0 }
        nodes.removeAll(keepingCapacity: true)
    }

    mutating func insert(_ x: Int, _ y: Int) {
        let node = index(x, y)
        isSet[Int(node)] = 1
        nodes.append(node)
    }

    /// Takes away all nodes but the middle lines.
    ///
    /// - Parameters:
    ///   - depth: Distance to the boundary of a node.
    ///   - isRidge: Whether a line may end at a node.
    mutating func thin(depth: (Int, Int) -> Float, isRidge: (Int, Int) -> Bool) {
        let ordered = nodes.map { (depth: depth(column($0), row($0)), node: $0) }
            .sorted { $0.depth != $1.depth ? $0.depth < $1.depth : $0.node < $1.node }
        nodes = ordered.map(\.node)
        var changed = true
        while changed {
            changed = false
            var kept = 0
            for i in nodes.indices {
                let node = nodes[i], around = neighbourhood(node)
                if Self.isSimple[Int(around)] && !(around.nonzeroBitCount == 1 && isRidge(column(node), row(node))) {
                    isSet[Int(node)] = 0
                } else {
                    nodes[kept] = node
                    kept += 1
                }
            }
            changed = kept < nodes.count
            nodes.removeSubrange(kept...)
        }
    }

    /// Offsets of the eight neighbours, counter-clockwise from the right.
    private var offsets: [Int] { [1, 1 + width, width, width - 1, -1, -1 - width, -width, 1 - width] }

    private func neighbourhood(_ node: Int32) -> UInt8 {
        let i = Int(node)
        var bits = isSet[i + 1] | isSet[i + 1 + width] << 1 | isSet[i + width] << 2 | isSet[i + width - 1] << 3
        bits |= isSet[i - 1] << 4 | isSet[i - 1 - width] << 5 | isSet[i - width] << 6 | isSet[i - width + 1] << 7
        return bits
    }

    /// Neighbours that a node is joined to: those beside it, and diagonal ones that share no neighbour beside both.
    private func joined(_ node: Int32) -> [Int32] {
        let bits = neighbourhood(node), offsets = offsets
        var result: [Int32] = []
        for k in 0..<8 where bits >> k & 1 == 1 {
            let isDiagonal = k % 2 == 1
            if isDiagonal && (bits >> (k - 1) & 1 == 1 || bits >> ((k + 1) % 8) & 1 == 1) { continue }
            result.append(node + Int32(offsets[k]))
        }
        return result
    }

    /// A run of nodes between ends or branchings.
    struct Branch {
        var nodes: [Int32]
        /// Whether other branches meet this one at its first and last node.
        var startsAtBranching: Bool
        var endsAtBranching: Bool
        var isClosed: Bool
    }

    /// The middle lines, cut where they branch.
    mutating func branches() -> [Branch] {
        let sorted = nodes.sorted()
        var links: [Int32: [Int32]] = [:]
        for node in sorted { links[node] = joined(node) }
        var isUsed: Set<Int32> = []
        var result: [Branch] = []
        for node in sorted where links[node]!.count != 2 {
            let neighbours = links[node]!
            if neighbours.isEmpty { result.append(Branch(nodes: [node], startsAtBranching: false, endsAtBranching: false, isClosed: false)) }
            for neighbour in neighbours {
                let direct = links[neighbour]!.count != 2
                if direct ? neighbour < node : isUsed.contains(neighbour) { continue }
                let run = follow(from: node, to: neighbour, links, &isUsed)
                result.append(Branch(nodes: run, startsAtBranching: neighbours.count > 2, endsAtBranching: links[run[run.count - 1]]!.count > 2, isClosed: false))
            }
        }
        for node in sorted where links[node]!.count == 2 && !isUsed.contains(node) {
            isUsed.insert(node)
            let run = follow(from: node, to: links[node]![0], links, &isUsed)
            result.append(Branch(nodes: run, startsAtBranching: false, endsAtBranching: false, isClosed: true))
        }
        return result
    }

    private func follow(from start: Int32, to second: Int32, _ links: [Int32: [Int32]], _ isUsed: inout Set<Int32>) -> [Int32] {
        var run = [start], before = start, node = second
        while links[node]!.count == 2 && !isUsed.contains(node) {
            isUsed.insert(node)
            run.append(node)
            let next = links[node]!
            (before, node) = (node, next[0] == before ? next[1] : next[0])
        }
        if links[node]!.count != 2 { run.append(node) }
        return run
    }

    /// Whether a node with these neighbours can go without joining or parting anything (8-connected inside, 4-connected outside):
    /// exactly one piece of background touches it from the side.
    private static let isSimple: [Bool] = (0..<256).map { bits in
        func isSet(_ k: Int) -> Bool { bits >> (k & 7) & 1 == 1 }
        // Yokoi's connectivity number for 8-connected figures.
        var number = 0
        for k in stride(from: 0, to: 8, by: 2) {
            let a = isSet(k) ? 0 : 1, b = isSet(k + 1) ? 0 : 1, c = isSet(k + 2) ? 0 : 1
            number += a - a * b * c
        }
        return number == 1 && bits != 0
    }
}
