/// The windings between the members of a bundle on its stair, where they are known.
///
/// Where all segments of a box lie within it, the winding on the stair's lower end is that around the box. From there up, each member
/// adds its turns, as long as nothing but members meets the column: such columns are clear. A piece in clear columns
/// that has the same on both sides need not be drawn. The others must tell what is below them then, for the sweep may not find it.
struct BundleWindings: ~Copyable {
    /// What is wanted of a box that no segment leaves, and the winding around it.
    struct Outline: BitwiseCopyable {
        let rule: AreaRule.Table
        let outside: Turns
    }

    /// Columns of segments that are no members.
    private struct Stretch: BitwiseCopyable {
        var first: Int32
        var last: Int32
    }

    private let isOn: Bool
    private let rule: AreaRule.Table
    private let outside: Turns
    private let isFalling: Bool
    /// From left to right, apart.
    private var stretches = Store<Stretch>(capacity: 16)
    private var next = 0
    private var isClear = false
    /// The winding below each member on the stair, since it left its last pixel, where that lies in a clear column.
    private(set) var belows = Store<Turns>(capacity: 64)
    /// Whether each pixel lies in a clear column.
    private var isKnown = Store<Bool>(capacity: 64)

    init(_ outline: Outline?, _ lines: borrowing Store<Segment>, _ isMember: borrowing Store<Bool>, isFalling: Bool) {
        isOn = outline != nil
        rule = outline?.rule ?? AreaRule(fillA: .nonZero, fillB: .nonZero).table
        outside = outline?.outside ?? Turns(a: 0, b: 0)
        self.isFalling = isFalling
        guard isOn else { return }
        var all = Store<Stretch>(capacity: 16)
        for i in 0..<lines.count where !isMember[i] { all.append(Stretch(first: lines[i].ax, last: lines[i].bx)) }
        all.sort(0..<all.count) { ($0.first, $0.last) < ($1.first, $1.last) }
        for i in 0..<all.count {
            if let last = stretches.buffer.last, all[i].first <= last.last {
                stretches[stretches.count - 1].last = max(last.last, all[i].last)
            } else {
                stretches.append(all[i])
            }
        }
    }

    /// Adds the pixel `q`, to which the stair goes on.
    @inline(__always)
    mutating func reach(_ q: LatticePoint, _ order: borrowing Store<UInt32>, _ crowd: borrowing Crowd) {
        guard isOn else { return }
        let wasClear = isClear
        while next < stretches.count && stretches[next].last < q.x { next &+= 1 }
        isClear = next == stretches.count || stretches[next].first > q.x
        isKnown.append(isClear)
        if isClear && !wasClear { count(0, order.count, from: outside, order, crowd) }
    }

    /// The winding below the member at a place of the stair.
    @inline(__always)
    func below(_ place: Int, _ order: borrowing Store<UInt32>, _ crowd: borrowing Crowd) -> Turns {
        guard isClear else { return Turns(a: 0, b: 0) }
        if place < belows.count { return belows.base[place] }
        return place == 0 ? outside : above(place &- 1, order, crowd)
    }

    @inline(__always)
    private func above(_ place: Int, _ order: borrowing Store<UInt32>, _ crowd: borrowing Crowd) -> Turns {
        let turns = crowd.turns.base[Int(order.base[place])]
        return belows.base[place] + (isFalling ? -turns : turns)
    }

    /// Counts again for the members that leave a pixel.
    @inline(__always)
    func leave(_ low: Int, _ high: Int, _ below: Turns, _ order: borrowing Store<UInt32>, _ crowd: borrowing Crowd) {
        if isClear { count(low, high, from: below, order, crowd) }
    }

    @inline(__always)
    private func count(_ low: Int, _ high: Int, from below: Turns, _ order: borrowing Store<UInt32>, _ crowd: borrowing Crowd) {
        var below = below
        for i in low..<high {
            belows.base[i] = below
            below = above(i, order, crowd)
        }
    }

    /// Whether all columns from `x` to where the stair is are clear.
    @inline(__always)
    func isClear(from x: Int32) -> Bool { isClear && (next == 0 || stretches.base[next &- 1].last < x) }

    /// Whether the windings on both sides of the members from `start` to `end`, above which another stands in clear columns, are in the area or both out of it.
    @inline(__always)
    func areAlike(_ start: Int, _ end: Int) -> Bool {
        let (below, above) = (belows.base[start], belows.base[end])
        return rule.contains(below.a, below.b) == rule.contains(above.a, above.b)
    }

    /// Whether the windings beside what left a pixel are known.
    @inline(__always)
    func isKnown(pixel: Int32) -> Bool { isOn && isKnown.base[Int(pixel)] }

    // MARK: As the order on the stair

    mutating func resize(to count: Int) { if isOn { belows.resize(to: count) } }

    mutating func remove(_ range: Range<Int>) { if isOn { belows.remove(range) } }

    func move(_ range: Range<Int>, by step: Int) { if isOn { belows.move(range, by: step) } }
}
