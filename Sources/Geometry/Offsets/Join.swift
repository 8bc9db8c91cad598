/// How an outline is closed around a corner that it passes on the outside.
public enum Join: Sendable, Hashable {
    /// An arc, drawn with chords that leave it by at most `tolerance` mm.
    case round(tolerance: Double = 0.005)
    /// A point, or a bevel where the point would reach farther than `limit` times the distance. SVG's limit is 4.
    case mitre(limit: Double = 4)
    /// A point, cut off across where it would reach farther than `limit` times the distance.
    case mitreClipped(limit: Double)
    /// Cut off square at the distance.
    case square
    /// Cut off straight between the ends of the sides.
    case bevel

    /// Arcs to five micrometres.
    public static let round = Join.round()
    public static let mitre = Join.mitre()
}

/// How a line ends.
public enum Cap: Sendable, Hashable {
    /// At the end point.
    case butt
    /// A half width beyond the end point.
    case square
    /// A half circle, drawn with the tolerance of a round join, or 5 µm.
    case round
}
