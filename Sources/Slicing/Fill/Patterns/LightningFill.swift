public import ImpressionGeometry

/// Ribs that grow out of walls and branch under ceilings: as little as carries what is above, and nothing elsewhere.
///
/// The density says how far apart the ribs' tips are under a ceiling. Without a plan the whole area is a ceiling.
///
/// Source of the idea: Tricard, Claux and Lefebvre, "Ribbed support vaults for 3D printing of hollowed objects", Computer Graphics Forum 39(1), 2020.
public struct LightningFill: PlannedFillPattern {
    public static let name = "lightning"
    public static let summary = "Branching ribs under ceilings, nothing elsewhere"
    private var plan: RibPlan?

    public init() {}
    public init(planning volume: FillVolume, workers: Workers) { plan = RibPlan(volume) }

    public func lines(in area: FillArea) -> [FillLine] {
        guard area.isFillable else { return [] }
        let ribs = plan.map { $0.lines(ofLayer: area.layer) } ?? RibPlan(FillVolume(area)).lines(ofLayer: 0)
        return area.filled(with: ribs, limit: 0)
    }
}
