import ImpressionGeometry

/// What neighbouring layers have in common, for windows of any length.
///
/// Intersections over 1, 2, 4, … layers are made once, each from two of half the length; since a region and itself have itself in common,
/// any window is the intersection of two of these. Two or three operations a layer, whatever the window.
///
/// Source: the sparse table of Bender and Farach-Colton, "The LCA problem revisited", LATIN 2000.
struct SlidingIntersections: Sendable {
    private var levels: [[Region]]

    /// - Parameter longest: Longest window that will be asked for.
    init(_ regions: [Region], longest: Int, workers: Workers) {
        levels = [regions]
        var length = 1
        while 2 * length <= min(longest, regions.count) {
            let last = levels[levels.count - 1], step = length
            levels.append(workers.map(last.count - step) { last[$0].common(with: last[$0 + step]) })
            length *= 2
        }
    }

    /// What all layers of `window` have in common; a window that reaches beyond the stack has nothing.
    func intersection(_ window: Range<Int>) -> Region {
        guard window.lowerBound >= 0, window.upperBound <= levels[0].count, !window.isEmpty else { return .empty }
        var level = 0
        while level + 1 < levels.count, 2 << level <= window.count { level += 1 }
        let length = 1 << level
        var result = levels[level][window.lowerBound], start = window.lowerBound + length
        while start < window.upperBound {
            let next = min(start, window.upperBound - length)
            result = result.common(with: levels[level][next])
            start = next + length
        }
        return result
    }
}

extension Region {
    /// The intersection, without work where both are the same or one is empty.
    func common(with other: Region) -> Region {
        if isEmpty || other.isEmpty { return .empty }
        return self == other ? self : intersection(other)
    }

    /// The union, without work where one is empty.
    func joined(with other: Region) -> Region { isEmpty ? other : other.isEmpty ? self : union(other) }

    /// The difference, without work where that is plain.
    func without(_ other: Region) -> Region {
        if isEmpty || other.isEmpty { return self }
        return self == other ? .empty : subtracting(other)
    }
}
