/// A packed R-tree over boxes on the lattice: built once, sorted along a Hilbert curve, 16 children a node, flat arrays.
///
/// O(n log n) to build, 18 bytes a box. Answers come in a fixed order.
///
/// Source: Kamel and Faloutsos, "On packing R-trees", CIKM 1993; the layout is that of flatbush (Vladimir Agafonkin).
public struct BoxTree: Sendable {
    /// Lattice points with low ≤ p ≤ high.
    public struct Extent: Sendable, Hashable, BitwiseCopyable {
        public var low: LatticePoint
        public var high: LatticePoint

        public init(low: LatticePoint, high: LatticePoint) {
            self.low = low
            self.high = high
        }

        @inline(__always)
        public func overlaps(_ other: Extent) -> Bool {
            low.x <= other.high.x && high.x >= other.low.x && low.y <= other.high.y && high.y >= other.low.y
        }

        @inline(__always)
        mutating func add(_ other: Extent) {
            low = LatticePoint(min(low.x, other.low.x), min(low.y, other.low.y))
            high = LatticePoint(max(high.x, other.high.x), max(high.y, other.high.y))
        }

        /// Squared distance to a point, square lattice units.
        @inline(__always)
        func squaredDistance(to p: LatticePoint) -> Double {
            let dx = Double(max(0, max(Int64(low.x) - Int64(p.x), Int64(p.x) - Int64(high.x))))
            let dy = Double(max(0, max(Int64(low.y) - Int64(p.y), Int64(p.y) - Int64(high.y))))
            return dx * dx + dy * dy
        }
    }

    private static let nodeSize = 16
    /// The boxes in curve order, then the nodes of each level above.
    private var extents: [Extent]
    /// Which box each of the first `items.count` extents is.
    private let items: [UInt32]
    /// Where each level starts, and one past the last.
    private var levels: [Int]

    public init(_ boxes: [Extent]) {
        items = Self.hilbertOrder(boxes)
        extents = items.map { boxes[Int($0)] }
        levels = [0, extents.count]
        while levels[levels.count - 1] - levels[levels.count - 2] > 1 {
            let (start, end) = (levels[levels.count - 2], levels[levels.count - 1])
            for first in stride(from: start, to: end, by: Self.nodeSize) {
                var node = extents[first]
                for k in first + 1..<max(first + 1, min(end, first + Self.nodeSize)) { node.add(extents[k]) }
                extents.append(node)
            }
            levels.append(extents.count)
        }
    }

    private static func hilbertOrder(_ boxes: [Extent]) -> [UInt32] {
        guard var all = boxes.first else { return [] }
        for box in boxes { all.add(box) }
        let size = max(1, max(Int64(all.high.x) - Int64(all.low.x), Int64(all.high.y) - Int64(all.low.y)))
        let keyed = boxes.indices.map { i -> (key: UInt32, item: UInt32) in
            let box = boxes[i]
            let x = ((Int64(box.low.x) + Int64(box.high.x)) / 2 - Int64(all.low.x)) * 65535 / size
            let y = ((Int64(box.low.y) + Int64(box.high.y)) / 2 - Int64(all.low.y)) * 65535 / size
            return (hilbert(UInt32(clamping: x), UInt32(clamping: y)), UInt32(truncatingIfNeeded: i))
        }
        return keyed.sorted { ($0.key, $0.item) < ($1.key, $1.item) }.map(\.item)
    }

    /// Place of a cell along the Hilbert curve of order 16.
    static func hilbert(_ x: UInt32, _ y: UInt32) -> UInt32 {
        var (x, y, d) = (x, y, UInt32(0))
        var s: UInt32 = 1 << 15
        while s > 0 {
            let (rx, ry): (UInt32, UInt32) = (x & s != 0 ? 1 : 0, y & s != 0 ? 1 : 0)
            d = d &+ s &* s &* ((3 &* rx) ^ ry)
            if ry == 0 {
                if rx == 1 { (x, y) = (65535 &- x, 65535 &- y) }
                swap(&x, &y)
            }
            s >>= 1
        }
        return d
    }

    /// Calls `body` for every box that overlaps `extent`, until it returns false.
    public func search(_ extent: Extent, _ body: (Int) -> Bool) {
        guard !items.isEmpty else { return }
        extents.withUnsafeBufferPointer { extents in
            items.withUnsafeBufferPointer { items in
                levels.withUnsafeBufferPointer { levels in
                    _ = View(extents: extents, items: items, levels: levels).visit(levels.count - 2, extents.count - 1, extent, body)
                }
            }
        }
    }

    /// The tree without owning it: a search copies and counts nothing on its way down.
    private struct View {
        let extents: UnsafeBufferPointer<Extent>
        let items: UnsafeBufferPointer<UInt32>
        let levels: UnsafeBufferPointer<Int>

        func visit(_ level: Int, _ index: Int, _ extent: Extent, _ body: (Int) -> Bool) -> Bool {
            guard extents[index].overlaps(extent) else { return true }
            if level == 0 { return body(Int(items[index])) }
            let first = levels[level - 1] + (index - levels[level]) * nodeSize
            for child in first..<min(levels[level], first + nodeSize) where !visit(level - 1, child, extent, body) { return false }
            return true
        }
    }

    /// The item nearest to `p` by `squaredDistance`, which is at least that to the item's box; ties go to the lower index.
    public func nearest(to p: LatticePoint, within limit: Double = .infinity, _ squaredDistance: (Int) -> Double) -> (item: Int, squaredDistance: Double)? {
        var best: (item: Int, squaredDistance: Double)?
        if !items.isEmpty { approach(levels.count - 2, extents.count - 1, p, limit, squaredDistance, &best) }
        return best
    }

    private func approach(_ level: Int, _ index: Int, _ p: LatticePoint, _ limit: Double, _ squaredDistance: (Int) -> Double, _ best: inout (item: Int, squaredDistance: Double)?) {
        if level == 0 {
            let item = Int(items[index])
            let distance = squaredDistance(item)
            if distance > limit { return }
            if let found = best, (found.squaredDistance, found.item) < (distance, item) { return }
            best = (item, distance)
            return
        }
        let first = levels[level - 1] + (index - levels[level]) * Self.nodeSize
        let count = min(levels[level], first + Self.nodeSize) - first
        // Nearest first; equal ones in order.
        withUnsafeTemporaryAllocation(of: (distance: Double, child: Int).self, capacity: Self.nodeSize) { children in
            for i in 0..<count {
                let distance = extents[first + i].squaredDistance(to: p)
                var k = i
                while k > 0 && children[k - 1].distance > distance {
                    children[k] = children[k - 1]
                    k -= 1
                }
                children[k] = (distance, first + i)
            }
            for i in 0..<count {
                let distance = children[i].distance
                if distance > limit || distance > best?.squaredDistance ?? .infinity { return }
                approach(level - 1, children[i].child, p, limit, squaredDistance, &best)
            }
        }
    }
}
