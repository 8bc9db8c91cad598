/// The chains that the sweep line cuts, from bottom to top, in blocks of up to sixteen.
///
/// A chain stays in its slot of a block; the order of a block's slots is one vector of bytes. So a chain finds its place,
/// comes and goes in a few instructions. A block is found by binary search in a directory. Neighbours are one step away.
struct SweepStatus: ~Copyable {
    struct Slot: BitwiseCopyable {
        /// The piece at hand of the chain: it may lie left of the sweep line until somebody asks.
        var segment: Segment
        var piece: Int32
        var chain: Int32
        /// Winding numbers just above the chain.
        var aboveA: Int32 = 0
        var aboveB: Int32 = 0
    }

    /// The chain of a rank from the bottom of a block.
    struct Place: BitwiseCopyable {
        var block: Int
        var rank: Int
    }

    private static let size = 16
    /// The pieces that chains consist of; none where every chain is one edge.
    private let segments: UnsafeMutablePointer<Segment>?
    private let tags: UnsafeMutablePointer<SegmentTag>?
    private var slots = Store<Slot>(capacity: 32 * Self.size)
    /// The slots of each block from bottom to top, and as many bytes to spare.
    private var orders = Store<(SIMD16<UInt8>, SIMD16<UInt8>)>(capacity: 32)
    private var counts = Store<Int32>(capacity: 32)
    /// One bit for each slot that is taken.
    private var taken = Store<UInt32>(capacity: 32)
    /// Blocks from bottom to top.
    private var directory = Store<Int32>(capacity: 32)
    /// Where each block stands in the directory.
    private var positions = Store<Int32>(capacity: 32)
    private var free = Store<Int32>(capacity: 16)
    /// The slot of each chain, −1 where it is not cut.
    private let slotOf: Store<Int32>

    /// `pieces` must outlive the status.
    init(chains: Int, _ pieces: borrowing SegmentStore) { self.init(chains, pieces.segments.base, pieces.tags.base) }

    /// For chains of one edge each.
    init(edges: Int) { self.init(edges, nil, nil) }

    private init(_ chains: Int, _ segments: UnsafeMutablePointer<Segment>?, _ tags: UnsafeMutablePointer<SegmentTag>?) {
        self.segments = segments
        self.tags = tags
        slotOf = Store(repeating: -1, count: chains)
        directory.append(Int32(newBlock()))
        positions[0] = 0
    }

    private mutating func newBlock() -> Int {
        if let block = free.count > 0 ? free[free.count - 1] : nil {
            free.resize(to: free.count - 1)
            counts[Int(block)] = 0
            taken[Int(block)] = 0
            return Int(block)
        }
        slots.resize(to: slots.count + Self.size)
        orders.append((SIMD16(repeating: 0), SIMD16(repeating: 0)))
        counts.append(0)
        taken.append(0)
        positions.append(0)
        return counts.count - 1
    }

    @inline(__always)
    private func order(_ block: Int) -> UnsafeMutableRawPointer { UnsafeMutableRawPointer(orders.base + block) }

    @inline(__always)
    private func slot(_ block: Int, _ rank: Int) -> UnsafeMutablePointer<Slot> {
        slots.base + (block &* Self.size &+ Int(order(block).load(fromByteOffset: rank, as: UInt8.self)))
    }

    @inline(__always)
    subscript(place: Place) -> Slot { slot(place.block, place.rank).pointee }

    @inline(__always)
    func isCut(_ chain: Int) -> Bool { slotOf[chain] >= 0 }

    /// The place of a chain that is cut.
    @inline(__always)
    func place(of chain: Int32) -> Place {
        let slot = Int(slotOf[Int(chain)])
        let block = slot / Self.size
        let wanted = UInt64(truncatingIfNeeded: slot % Self.size) &* 0x0101_0101_0101_0101
        let low = Self.firstZeroByte(order(block).load(as: UInt64.self) ^ wanted)
        let high = Self.firstZeroByte(order(block).load(fromByteOffset: 8, as: UInt64.self) ^ wanted)
        return Place(block: block, rank: low < 8 ? low : 8 &+ high)
    }

    /// 8 where there is none.
    @inline(__always)
    private static func firstZeroByte(_ bytes: UInt64) -> Int {
        ((bytes &- 0x0101_0101_0101_0101) & ~bytes & 0x8080_8080_8080_8080).trailingZeroBitCount >> 3
    }

    /// The first place whose chain lies above `p`, or the end.
    func place(above p: LatticePoint) -> Place {
        var (low, rest) = (0, directory.count)
        while rest > 1 {
            let half = rest >> 1
            low = isBelow(slot(Int(directory[low &+ half]), 0), p) ? low &+ half : low
            rest &-= half
        }
        let block = Int(directory[low])
        (low, rest) = (0, Int(counts[block]))
        while rest > 0 {
            let half = rest >> 1
            let isLower = isBelow(slot(block, low &+ half), p)
            low = isLower ? low &+ half &+ 1 : low
            rest = isLower ? rest &- half &- 1 : half
        }
        return Place(block: block, rank: low)
    }

    @inline(__always)
    private func isBelow(_ slot: UnsafeMutablePointer<Slot>, _ p: LatticePoint) -> Bool {
        advance(slot, to: p)
        return slot.pointee.segment.side(of: p) >= 0
    }

    /// Goes on along the chain to the piece that ends at `p` or behind it.
    @inline(__always)
    private func advance(_ slot: UnsafeMutablePointer<Slot>, to p: LatticePoint) {
        if slot.pointee.segment.b < p { advanceFarther(slot, to: p) }
    }

    private func advanceFarther(_ slot: UnsafeMutablePointer<Slot>, to p: LatticePoint) {
        guard let segments, let tags else { return }
        var piece = Int(slot.pointee.piece)
        let step = tags[piece].contains(.reversed) ? -1 : 1
        repeat { piece &+= step } while segments[piece].b < p
        slot.pointee.piece = Int32(truncatingIfNeeded: piece)
        slot.pointee.segment = segments[piece]
    }

    /// Whether a chain ends at the vertex where the sweep line is.
    @inline(__always)
    func ends(_ place: Place, at v: LatticePoint) -> Bool {
        let slot = slot(place.block, place.rank)
        advance(slot, to: v)
        return slot.pointee.segment.b == v
    }

    /// The chain just below a place.
    @inline(__always)
    func below(_ place: Place) -> Place? {
        if place.rank > 0 { return Place(block: place.block, rank: place.rank &- 1) }
        let position = Int(positions[place.block])
        if position == 0 { return nil }
        let block = Int(directory[position &- 1])
        return Place(block: block, rank: Int(counts[block]) &- 1)
    }

    /// Where exactly two chains end at `v`, one of them at `place`: both places and the one below, if any; else `nil`.
    @inline(__always)
    func crossing(_ place: Place, at v: LatticePoint) -> (lower: Place, upper: Place, below: Place?)? {
        var lower = place
        var under = below(lower)
        if let next = under, ends(next, at: v) {
            lower = next
            under = below(lower)
        }
        if let next = under, ends(next, at: v) { return nil }
        guard let upper = settled(Place(block: lower.block, rank: lower.rank &+ 1)), ends(upper, at: v) else { return nil }
        if let next = settled(Place(block: upper.block, rank: upper.rank &+ 1)), ends(next, at: v) { return nil }
        return (lower, upper, under)
    }

    /// The place itself where it holds a chain, else the start of the next block; `nil` at the top.
    @inline(__always)
    func settled(_ place: Place) -> Place? {
        if place.rank < Int(counts[place.block]) { return place }
        let position = Int(positions[place.block])
        if position &+ 1 >= directory.count { return nil }
        return Place(block: Int(directory[position &+ 1]), rank: 0)
    }

    /// Puts a chain at a place; returns where it went.
    @inline(__always)
    mutating func insert(_ slot: Slot, at place: Place) -> Place {
        var place = place
        if Int(counts[place.block]) == Self.size { place = split(place) }
        let (block, order) = (place.block, order(place.block) + place.rank)
        let own = (~taken[block]).trailingZeroBitCount
        taken[block] |= 1 << UInt32(truncatingIfNeeded: own)
        (order + 1).storeBytes(of: order.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
        order.storeBytes(of: UInt8(truncatingIfNeeded: own), as: UInt8.self)
        counts[block] &+= 1
        put(slot, block &* Self.size &+ own)
        return place
    }

    @inline(__always)
    private func put(_ slot: Slot, _ at: Int) {
        slots.base[at] = slot
        slotOf[Int(slot.chain)] = Int32(truncatingIfNeeded: at)
    }

    /// Moves the upper half of a full block to a new one.
    private mutating func split(_ place: Place) -> Place {
        let upper = newBlock()
        let half = Self.size / 2
        for i in 0..<half {
            let own = Int(order(place.block).load(fromByteOffset: half + i, as: UInt8.self))
            put(slots[place.block * Self.size + own], upper * Self.size + i)
            taken[place.block] &= ~(1 << UInt32(own))
            order(upper).storeBytes(of: UInt8(i), toByteOffset: i, as: UInt8.self)
        }
        taken[upper] = 1 << UInt32(half) - 1
        counts[place.block] = Int32(half)
        counts[upper] = Int32(half)
        let position = Int(positions[place.block]) + 1
        directory.insert(Int32(truncatingIfNeeded: upper), at: position)
        for i in position..<directory.count { positions[Int(directory[i])] = Int32(truncatingIfNeeded: i) }
        return place.rank <= half ? place : Place(block: upper, rank: place.rank - half)
    }

    /// Replaces the chain at a place.
    @inline(__always)
    func replace(at place: Place, with slot: Slot) {
        let at = self.slot(place.block, place.rank)
        slotOf[Int(at.pointee.chain)] = -1
        put(slot, at - slots.base)
    }

    /// Removes the chain at a place; returns the place of the chain that followed.
    @inline(__always)
    mutating func remove(at place: Place) -> Place {
        let (block, order) = (place.block, order(place.block) + place.rank)
        let own = Int(order.load(as: UInt8.self))
        slotOf[Int(slots.base[block &* Self.size &+ own].chain)] = -1
        taken[block] &= ~(1 << UInt32(truncatingIfNeeded: own))
        order.storeBytes(of: (order + 1).loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
        counts[block] &-= 1
        return counts[block] > 0 || directory.count == 1 ? place : removeBlock(block)
    }

    private mutating func removeBlock(_ block: Int) -> Place {
        let position = Int(positions[block])
        directory.remove(at: position)
        for i in position..<directory.count { positions[Int(directory[i])] = Int32(truncatingIfNeeded: i) }
        free.append(Int32(truncatingIfNeeded: block))
        if position < directory.count { return Place(block: Int(directory[position]), rank: 0) }
        let last = Int(directory[directory.count - 1])
        return Place(block: last, rank: Int(counts[last]))
    }
}
