/// Numbers in sets that are joined two at a time; the least number of a set stands for it.
///
/// Memory: four bytes a number. Source: Tarjan and van Leeuwen, "Worst-case analysis of set union algorithms", Journal of the ACM 31(2), 1984:
/// look-ups halve the ways they walk, O(log n) on the mean.
public struct DisjointSets: Sendable {
    @usableFromInline var parents: [Int32]

    /// The numbers 0 ..< `count`, each a set of its own.
    /// - Parameter count: Below 2³¹.
    @inlinable public init(count: Int = 0) { parents = Array(0..<Int32(count)) }

    /// Adds numbers, each a set of its own, until there are `count`.
    @inlinable public mutating func grow(to count: Int) {
        for i in parents.count..<max(parents.count, count) { parents.append(Int32(i)) }
    }

    /// The least number of the set that holds `i`.
    @inlinable public mutating func root(of i: Int) -> Int {
        var k = i
        while Int(parents[k]) != k {
            parents[k] = parents[Int(parents[k])]
            k = Int(parents[k])
        }
        return k
    }

    /// Makes one set of the two that hold `a` and `b`.
    /// - Returns: Whether they were two.
    @inlinable @discardableResult
    public mutating func join(_ a: Int, _ b: Int) -> Bool {
        let (x, y) = (root(of: a), root(of: b))
        if x != y { parents[max(x, y)] = Int32(min(x, y)) }
        return x != y
    }
}
