public import ImpressionGeometry

/// How well the lines of a layer make its section.
public struct SectionScore: Sendable, Equatable {
    /// Of the nozzle, mm.
    public var z = 0.0
    public var height = 0.0
    /// Of the section, mm².
    public var area = 0.0
    /// Must be covered and is not, mm².
    public var missing = 0.0
    /// Is covered and lies outside of the section, mm².
    public var outside = 0.0
    /// Is laid twice, mm².
    public var doubled = 0.0
    /// Of the plastic, mm³.
    public var volume = 0.0

    /// Intersection over union of what is printed and the section, 0 … 1. What may be left open counts as printed.
    public var overlap: Double { area + outside > 0 ? max(0, area - missing) / (area + outside) : 1 }

    public init() {}
}

extension DepositGrid {
    /// Compares the layer's lines with its section.
    ///
    /// What can be seen must be covered: a line's width along the section's boundary, and everything that the neighbouring sections leave open;
    /// inside of that, sparse fill has gaps that are meant. A body that is filled wholly must be covered wholly.
    ///
    /// - Parameters:
    ///   - section: Moved to where the lines are.
    ///   - neighbours: The sections above and below; empty beyond the body's ends.
    ///   - width: Of a wall's line, mm.
    public mutating func score(section: Region, neighbours: (above: Region, below: Region), width: Double, isSolid: Bool) -> SectionScore {
        mark(section, Mark.section)
        if !isSolid {
            mark(section.offset(by: -width, join: .mitre()), Mark.inner)
            mark(neighbours.above, Mark.above)
            mark(neighbours.below, Mark.below)
        }
        var (missing, outside, doubled) = (0, 0, 0)
        let hidden = Mark.inner | Mark.above | Mark.below
        for mark in marks {
            if mark & Mark.section != 0 {
                if mark & Mark.covered == 0, mark & hidden != hidden { missing += 1 }
            } else if mark & Mark.covered != 0 {
                outside += 1
            }
            if mark & Mark.twice != 0 { doubled += 1 }
        }
        var score = SectionScore()
        score.area = section.area
        (score.missing, score.outside, score.doubled) = (Double(missing) * sampleArea, Double(outside) * sampleArea, Double(doubled) * sampleArea)
        return score
    }
}
