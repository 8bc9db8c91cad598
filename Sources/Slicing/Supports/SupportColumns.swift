import ImpressionGeometry

/// Columns under overhangs, straight down to the plate or to the model.
///
/// A column begins as the contact area of its overhang, brought to whole cells of a grid or closed; from there it goes down and loses
/// what comes near the model. One Boolean operation a layer.
struct SupportColumns: Sendable {
    /// Everything of a layer's support.
    private(set) var areas: [Region]
    /// Where overhangs come down to a layer.
    let contacts: [Region]

    /// - Parameters:
    ///   - contacts: The overhangs that each layer is the first to carry, with the rim that holds them.
    ///   - blocked: Where each layer must not be.
    init(contacts: [Region], blocked: [Region], settings: SupportSettings, workers: Workers) {
        let n = contacts.count
        let starts = workers.map(n) { Self.start(contacts[$0], blocked[$0], settings) }
        self.contacts = starts
        areas = .init(repeating: .empty, count: n)
        var column = Region.empty
        for j in stride(from: n - 1, through: 0, by: -1) {
            if column.isEmpty {
                column = starts[j]
            } else {
                var all = column.contours
                all.append(starts[j].contours)
                column = blocked[j].isEmpty && starts[j].isEmpty ? column : Region(.difference, all, blocked[j].contours)
            }
            areas[j] = column
        }
    }

    static func start(_ contact: Region, _ blocked: Region, _ settings: SupportSettings) -> Region {
        let free = contact.without(blocked)
        guard !free.isEmpty else { return .empty }
        let wide: Region
        if settings.style == .grid {
            var cells = CellMap(free, size: max(0.5, settings.spacing + settings.lineWidth))
            cells.closeGaps()
            wide = cells.region
        } else {
            wide = contact.offset(by: settings.lineWidth, join: .round(tolerance: Overhangs.tolerance)).closed(by: settings.closingRadius, tolerance: Overhangs.tolerance)
        }
        // A cell may reach through a wall of the model: only what hangs together with the contact is its column.
        let islands = wide.without(blocked).islands
        guard islands.count > 1 else { return islands.first ?? .empty }
        let seeds = (0..<free.ringCount).map { free.contours[$0][free.contours.range($0).lowerBound] }
        return Region.union(of: islands.filter { island in seeds.contains { island.contains($0) } })
    }
}
