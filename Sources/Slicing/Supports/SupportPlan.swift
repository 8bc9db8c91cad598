public import ImpressionGeometry

/// What carries a body's overhangs, layer by layer.
///
/// Supports use the layers of the body's own table. Between support and model lie as many whole layers as the contact distance takes.
public struct SupportPlan: Sendable {
    /// The support of one layer, as areas that its lines cover. The two do not overlap.
    public struct Layer: Sendable, Equatable {
        public var base = Region.empty
        /// Dense, under and over the model.
        public var interface = Region.empty

        public var area: Region { base.joined(with: interface) }
        public var isEmpty: Bool { base.isEmpty && interface.isEmpty }
    }

    public let table: LayerTable
    /// One for each layer of the table.
    public let layers: [Layer]
    let settings: SupportSettings
    /// Branches of each layer; empty in other styles.
    private(set) var discs: [[TreeDisc]] = []

    /// - Parameters:
    ///   - outlines: Of the model, one for each layer of `table`, mm on the plate.
    ///   - lineWidth: Of the model's walls, mm.
    ///   - marks: By layers above the raft.
    ///   - raftLayers: Lowest layers of the table that supports stand on.
    public init(outlines: [Region], table: LayerTable, settings: SupportSettings, lineWidth: Double, marks: SupportMarks = SupportMarks(), raftLayers: Int = 0, workers: Workers = .one) {
        precondition(outlines.count == table.count)
        (self.table, self.settings) = (table, settings)
        let outlines = workers.map(outlines.count) { outlines[$0].simplified(tolerance: Overhangs.tolerance) }
        let overhangs = Overhangs(outlines, table: table, settings: settings, lineWidth: lineWidth, marks: marks, raftLayers: raftLayers, workers: workers)
        let contacts = Self.contacts(overhangs, outlines, table, settings, workers)
        guard let highest = contacts.lastIndex(where: { !$0.isEmpty }) else {
            layers = .init(repeating: Layer(), count: table.count)
            return
        }
        let clearance = SupportClearance(outlines, table: table, settings: settings, workers: workers).areas
        if settings.style == .organic {
            let starts = workers.map(contacts.count) { SupportColumns.start(contacts[$0], clearance[$0], settings) }
            let tree = SupportTree(contacts: starts, clearance: clearance, table: table, settings: settings, workers: workers)
            let interfaces = SupportInterfaces(contacts: [], outlines: outlines, table: table, settings: settings)
            layers = workers.map(table.count) { $0 < raftLayers ? Layer() : interfaces.split(tree.branches[$0], under: tree.roofs[$0], layer: $0) }
            discs = tree.discs
            return
        }
        let blocked = settings.isFromPlateOnly ? Self.accumulated(clearance, through: highest) : clearance
        let columns = SupportColumns(contacts: contacts, blocked: blocked, settings: settings, workers: workers)
        let interfaces = SupportInterfaces(contacts: columns.contacts, outlines: outlines, table: table, settings: settings)
        layers = workers.map(table.count) { $0 < raftLayers ? Layer() : interfaces.split(columns.areas[$0], layer: $0) }
    }

    public var isEmpty: Bool { layers.allSatisfy(\.isEmpty) }

    /// What each layer is the first to carry: overhangs above, with the rim up to the model that holds them.
    private static func contacts(_ overhangs: Overhangs, _ outlines: [Region], _ table: LayerTable, _ settings: SupportSettings, _ workers: Workers) -> [Region] {
        var above = [[Int]](repeating: [], count: table.count)
        for i in outlines.indices where !overhangs.areas[i].isEmpty {
            if let j = SupportClearance.contactLayer(under: i, table, settings) { above[j].append(i) }
        }
        return workers.map(table.count) { j in
            Region.union(of: above[j].map { overhangs.areas[$0].offset(by: overhangs.reach($0), join: .mitre(limit: 2)) })
        }
    }

    /// What lies on or over the model is blocked, too.
    private static func accumulated(_ clearance: [Region], through highest: Int) -> [Region] {
        var result = clearance
        for j in 1..<max(1, highest + 1) { result[j] = result[j].union(result[j - 1]) }
        return result
    }
}
