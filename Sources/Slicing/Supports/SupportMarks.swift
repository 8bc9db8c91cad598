public import ImpressionGeometry

/// Places that a user marked, one region for each layer of the table; where a list is short, nothing is marked.
public struct SupportMarks: Sendable, Equatable {
    /// Overhangs here are supported whatever their slope.
    public var enforcers: [Region] = []
    /// Overhangs here are left alone.
    public var blockers: [Region] = []

    public init(enforcers: [Region] = [], blockers: [Region] = []) { (self.enforcers, self.blockers) = (enforcers, blockers) }

    func enforced(_ layer: Int) -> Region { enforcers.indices.contains(layer) ? enforcers[layer] : .empty }
    func blocked(_ layer: Int) -> Region { blockers.indices.contains(layer) ? blockers[layer] : .empty }
}
