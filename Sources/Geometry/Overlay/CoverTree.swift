/// Sets of layers, each with its winding number, as binary trees over the layers that share whatever is equal.
///
/// Equal sets are the same node: a pair of halves is stored once and found again by its hash. One more winding is a new path from a leaf to the
/// root, so that faces under a thousand layers cost as many nodes as the layers have digits. Node 0 stands for nothing at all, on every level.
///
/// Source: Driscoll, Sarnak, Sleator and Tarjan, "Making data structures persistent", JCSS 38(1), 1989; Goto, "Monocopy and associative algorithms", 1974.
struct CoverTree: Sendable {
    private struct Node {
        /// Children; in a leaf the winding number and the rule.
        var low: Int32
        var high: Int32
        /// Whether some layer below holds.
        var holds: Bool
    }

    private var nodes = [Node(low: 0, high: 0, holds: false)]
    /// Nodes by the hash of their halves.
    private var slots = [Int32](repeating: 0, count: 1024)
    private let rules: [FillRule]
    /// Levels below the root.
    private let depth: Int

    init(rules: [FillRule]) {
        self.rules = rules
        depth = rules.count > 1 ? Int.bitWidth - (rules.count - 1).leadingZeroBitCount : 0
    }

    /// The set with one layer wound once more.
    mutating func wound(_ root: Int32, _ layer: Int, by turn: Int32) -> Int32 { wound(root, layer, turn, depth) }

    private mutating func wound(_ node: Int32, _ layer: Int, _ turn: Int32, _ level: Int) -> Int32 {
        if level == 0 {
            let winding = (node == 0 ? 0 : nodes[Int(node)].low) &+ turn
            return winding == 0 ? 0 : interned(winding, -1 - Int32(rules[layer].number), holds: rules[layer].contains(winding))
        }
        var (low, high) = node == 0 ? (0, 0) : (nodes[Int(node)].low, nodes[Int(node)].high)
        if layer >> (level - 1) & 1 == 0 { low = wound(low, layer, turn, level - 1) } else { high = wound(high, layer, turn, level - 1) }
        return low == 0 && high == 0 ? 0 : interned(low, high, holds: nodes[Int(low)].holds || nodes[Int(high)].holds)
    }

    private mutating func interned(_ low: Int32, _ high: Int32, holds: Bool) -> Int32 {
        if 2 * nodes.count > slots.count { grow() }
        let slot = place(low, high)
        if slots[slot] != 0 { return slots[slot] }
        slots[slot] = Int32(nodes.count)
        nodes.append(Node(low: low, high: high, holds: holds))
        return slots[slot]
    }

    /// Where a pair is, or would be.
    private func place(_ low: Int32, _ high: Int32) -> Int {
        var hash = (UInt64(UInt32(bitPattern: low)) << 32 | UInt64(UInt32(bitPattern: high))) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 31
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0, nodes[Int(slots[slot])].low != low || nodes[Int(slots[slot])].high != high { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: 2 * slots.count)
        for i in nodes.indices.dropFirst() { slots[place(nodes[i].low, nodes[i].high)] = Int32(i) }
    }

    /// Calls `body` with the layers that hold, the last first, until it says false.
    func descend(_ root: Int32, _ body: (Int) -> Bool) { _ = descend(root, 0, depth, body) }

    private func descend(_ node: Int32, _ first: Int, _ level: Int, _ body: (Int) -> Bool) -> Bool {
        guard nodes[Int(node)].holds else { return true }
        if level == 0 { return body(first) }
        return descend(nodes[Int(node)].high, first | 1 << (level - 1), level - 1, body) && descend(nodes[Int(node)].low, first, level - 1, body)
    }

    /// Calls `body` with every layer that is wound, and its winding number.
    func forEachWinding(_ root: Int32, _ body: (_ layer: Int, _ winding: Int32) -> Void) { forEachWinding(root, 0, depth, body) }

    private func forEachWinding(_ node: Int32, _ first: Int, _ level: Int, _ body: (Int, Int32) -> Void) {
        if node == 0 { return }
        if level == 0 { return body(first, nodes[Int(node)].low) }
        forEachWinding(nodes[Int(node)].low, first, level - 1, body)
        forEachWinding(nodes[Int(node)].high, first | 1 << (level - 1), level - 1, body)
    }

    /// The winding number of the only layer of a tree of one.
    func winding(_ root: Int32) -> Int32 { root == 0 ? 0 : nodes[Int(root)].low }
}

extension FillRule {
    fileprivate var number: Int {
        switch self {
        case .evenOdd: 0
        case .nonZero: 1
        case .positive: 2
        case .negative: 3
        }
    }
}
