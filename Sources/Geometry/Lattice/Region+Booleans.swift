extension Region {
    /// The area that `operation` makes of two sets of raw contours.
    public init(_ operation: BooleanOperation, _ a: Contours, _ b: Contours, fill: FillRule = .nonZero) {
        self.init(canonical: Arrangement.rings(a, b, rule: AreaRule(operation: operation, fillA: fill, fillB: fill)))
    }

    /// What lies in this region or the other.
    public func union(_ other: Region) -> Region { Region(.union, contours, other.contours) }

    /// What lies in both.
    public func intersection(_ other: Region) -> Region { Region(.intersection, contours, other.contours) }

    /// What lies in this region and not in the other.
    public func subtracting(_ other: Region) -> Region { Region(.difference, contours, other.contours) }

    /// What lies in exactly one of the two.
    public func symmetricDifference(_ other: Region) -> Region { Region(.symmetricDifference, contours, other.contours) }

    /// What lies in any of many regions, in one pass.
    public static func union(of regions: some Sequence<Region>) -> Region {
        var all = Contours()
        for region in regions { all.append(region.contours) }
        return Region(all, fill: .positive)
    }

    /// The parts of open lines inside of this region, in their order and direction. Pieces along the boundary count as inside.
    public func clipping(_ lines: Contours) -> Contours { splitting(lines).parts(inside: true) }

    /// The parts of open lines outside of this region.
    public func clippingAway(_ lines: Contours) -> Contours { splitting(lines).parts(inside: false) }

    /// Open lines cut where they enter or leave this region: each part with its line and its side.
    public func splitting(_ lines: Contours) -> SplitLines {
        Arrangement.split(lines, by: contours, rule: AreaRule(fillA: .nonZero, fillB: .nonZero))
    }
}
