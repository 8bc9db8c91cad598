extension Range<Int> {
    /// The first index from which on the predicate holds, where it holds from some index to the end; the upper bound where it never does.
    ///
    /// O(log n) calls.
    @inlinable
    public func partitioningIndex(where holds: (Int) -> Bool) -> Int {
        var (low, high) = (lowerBound, upperBound)
        while low < high {
            let middle = low + (high - low) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension Array {
    /// The index of the first element from which on the predicate holds, where it holds from some element to the end; the count where it never does.
    ///
    /// O(log n) calls.
    @inlinable
    public func partitioningIndex(where holds: (Element) -> Bool) -> Int { indices.partitioningIndex { holds(self[$0]) } }
}
