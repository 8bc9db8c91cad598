/// The edges that the sweep line cuts, from bottom to top, in blocks of a few dozen.
///
/// A block is found by binary search in a directory, an edge by its block. Neighbours are one step away.
struct SweepStatus: ~Copyable {
    struct Slot: BitwiseCopyable {
        var edge: Int32
        var segment: Segment
        /// Winding numbers just above the edge.
        var aboveA: Int32
        var aboveB: Int32
        /// 1 on the boundary of the wanted area, else 0.
        var kind: Int32
    }

    struct Place: BitwiseCopyable {
        var block: Int
        var index: Int
    }

    private static let blockSize = 24
    private var slots = Store<Slot>(capacity: 64 * Self.blockSize)
    private var counts = Store<Int32>(capacity: 64)
    /// Blocks from bottom to top.
    private var directory = Store<Int32>(capacity: 64)
    /// Where each block stands in the directory.
    private var positions = Store<Int32>(capacity: 64)
    private var free = Store<Int32>(capacity: 16)
    /// The block of each edge, −1 where it is not cut.
    var blockOf: Store<Int32>

    init(edges: Int) {
        blockOf = Store(repeating: -1, count: edges)
        directory.append(Int32(newBlock()))
        positions[0] = 0
    }

    private mutating func newBlock() -> Int {
        if let block = free.count > 0 ? free[free.count - 1] : nil {
            free.resize(to: free.count - 1)
            counts[Int(block)] = 0
            return Int(block)
        }
        slots.resize(to: slots.count + Self.blockSize)
        counts.append(0)
        positions.append(0)
        return counts.count - 1
    }

    @inline(__always)
    private func base(_ block: Int) -> UnsafeMutablePointer<Slot> { slots.base + block &* Self.blockSize }

    @inline(__always)
    subscript(place: Place) -> Slot {
        get { base(place.block)[place.index] }
        nonmutating set { base(place.block)[place.index] = newValue }
    }

    /// The place of an edge that is cut.
    func place(of edge: Int32) -> Place {
        let block = Int(blockOf[Int(edge)])
        let slots = base(block)
        let n = Int(counts[block])
        var i = 0
        while i < n && slots[i].edge != edge { i &+= 1 }
        return Place(block: block, index: i)
    }

    /// The first place whose edge lies above `p`, or the end.
    func place(above p: LatticePoint) -> Place {
        var (low, high) = (0, directory.count - 1)
        while low < high {
            let middle = (low &+ high &+ 1) >> 1
            if base(Int(directory[middle]))[0].segment.side(of: p) >= 0 { low = middle } else { high = middle &- 1 }
        }
        let block = Int(directory[low])
        let slots = base(block)
        (low, high) = (0, Int(counts[block]))
        while low < high {
            let middle = (low &+ high) >> 1
            if slots[middle].segment.side(of: p) >= 0 { low = middle &+ 1 } else { high = middle }
        }
        return Place(block: block, index: low)
    }

    /// The edge just below a place.
    func below(_ place: Place) -> Place? {
        if place.index > 0 { return Place(block: place.block, index: place.index - 1) }
        let position = Int(positions[place.block])
        if position == 0 { return nil }
        let block = Int(directory[position - 1])
        return Place(block: block, index: Int(counts[block]) - 1)
    }

    /// The place itself where it holds an edge, else the start of the next block; `nil` at the top.
    @inline(__always)
    func settled(_ place: Place) -> Place? {
        if place.index < Int(counts[place.block]) { return place }
        let position = Int(positions[place.block])
        if position + 1 >= directory.count { return nil }
        return Place(block: Int(directory[position + 1]), index: 0)
    }

    /// Puts an edge at a place; returns where it went.
    mutating func insert(_ slot: Slot, at place: Place) -> Place {
        var place = place
        if Int(counts[place.block]) == Self.blockSize { place = split(place) }
        let n = Int(counts[place.block])
        let at = base(place.block) + place.index
        (at + 1).update(from: at, count: n - place.index)
        at.pointee = slot
        counts[place.block] &+= 1
        blockOf[Int(slot.edge)] = Int32(truncatingIfNeeded: place.block)
        return place
    }

    private mutating func split(_ place: Place) -> Place {
        let upper = newBlock()
        let half = Self.blockSize / 2
        let (from, to) = (base(place.block) + half, base(upper))
        to.update(from: from, count: Self.blockSize - half)
        for i in 0..<Self.blockSize - half { blockOf[Int(to[i].edge)] = Int32(truncatingIfNeeded: upper) }
        counts[place.block] = Int32(half)
        counts[upper] = Int32(Self.blockSize - half)
        let position = Int(positions[place.block]) + 1
        directory.insert(Int32(truncatingIfNeeded: upper), at: position)
        for i in position..<directory.count { positions[Int(directory[i])] = Int32(truncatingIfNeeded: i) }
        return place.index <= half ? place : Place(block: upper, index: place.index - half)
    }

    /// Replaces the edge at a place.
    @inline(__always)
    mutating func replace(at place: Place, with slot: Slot) {
        let at = base(place.block) + place.index
        blockOf[Int(at.pointee.edge)] = -1
        at.pointee = slot
        blockOf[Int(slot.edge)] = Int32(truncatingIfNeeded: place.block)
    }

    /// Removes the edge at a place; returns the place of the edge that followed.
    mutating func remove(at place: Place) -> Place {
        let at = base(place.block) + place.index
        blockOf[Int(at.pointee.edge)] = -1
        let n = Int(counts[place.block])
        at.update(from: at + 1, count: n - place.index - 1)
        counts[place.block] = Int32(truncatingIfNeeded: n - 1)
        if n > 1 || directory.count == 1 { return place }
        let position = Int(positions[place.block])
        directory.remove(at: position)
        for i in position..<directory.count { positions[Int(directory[i])] = Int32(truncatingIfNeeded: i) }
        free.append(Int32(truncatingIfNeeded: place.block))
        if position < directory.count { return Place(block: Int(directory[position]), index: 0) }
        let last = Int(directory[directory.count - 1])
        return Place(block: last, index: Int(counts[last]))
    }
}
