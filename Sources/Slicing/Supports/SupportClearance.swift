import ImpressionGeometry

/// Where supports must not be: the model grown by the distance to its sides, and the model itself in the layers within the contact distance
/// above and below.
struct SupportClearance: Sendable {
    /// One for each layer.
    let areas: [Region]
    let table: LayerTable
    let settings: SupportSettings

    /// - Parameter outlines: Simplified to `Overhangs.tolerance`.
    init(_ outlines: [Region], table: LayerTable, settings: SupportSettings, workers: Workers) {
        (self.table, self.settings) = (table, settings)
        // Simplifying and arcs may each take the tolerance away.
        let grown = workers.map(outlines.count) { outlines[$0].offset(by: max(0, settings.sideGap) + 2 * Overhangs.tolerance, join: .round(tolerance: Overhangs.tolerance)) }
        areas = workers.map(outlines.count) { j in
            let near = Self.gap(around: j, table, settings).filter { $0 != j && !outlines[$0].isEmpty && outlines[$0] != outlines[j] }
            return near.isEmpty ? grown[j] : Region.union(of: [grown[j]] + near.map { outlines[$0].offset(by: Overhangs.tolerance, join: .mitre(limit: 2)) })
        }
    }

    /// Layers of the model that a support in layer `j` would come too close to from above or below; `j` among them.
    static func gap(around j: Int, _ table: LayerTable, _ settings: SupportSettings) -> ClosedRange<Int> {
        var low = j, high = j
        while low > 0, table.bottom(j) - table.top(low - 1) < settings.ownBottomGap - 1e-6 { low -= 1 }
        while high + 1 < table.count, table.bottom(high + 1) - table.top(j) < settings.gap - 1e-6 { high += 1 }
        return low...high
    }

    /// The topmost support layer under layer `i`; nil where the plate is nearer than the contact distance.
    static func contactLayer(under i: Int, _ table: LayerTable, _ settings: SupportSettings) -> Int? {
        (0..<i).last { table.bottom(i) - table.top($0) >= settings.gap - 1e-6 }
    }
}
