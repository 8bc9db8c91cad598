extension ElementGroup {
    /// The name of a group that only keeps the ground from shining through the smoothed edges of what covers it. Outlines leave it out.
    public static let underlay = "underlay"

    public var isUnderlay: Bool { name == Self.underlay }
}
