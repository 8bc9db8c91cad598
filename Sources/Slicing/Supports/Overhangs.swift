import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Where layers hang over nothing.
///
///            ├─reach─┤
///     ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓   layer i
///     ▓▓▓▓▓▓▓▓         ░░░░░░   its overhang
///
/// A line of layer `i` is carried as far as `reach` beyond the layer below: the layer's height over the tangent of the threshold angle.
struct Overhangs: Sendable {
    /// One for each layer, mm on the plate.
    private(set) var areas: [Region] = []

    /// Nothing of an outline moves by more when it is simplified, and arcs leave their circle by no more, mm.
    static let tolerance = 0.02

    private let table: LayerTable
    private let settings: SupportSettings
    /// Half of the model's line, mm.
    private let halfLine: Double

    /// - Parameter outlines: Simplified to ``tolerance``.
    init(_ outlines: [Region], table: LayerTable, settings: SupportSettings, lineWidth: Double, marks: SupportMarks, raftLayers: Int, workers: Workers) {
        (self.table, self.settings, halfLine) = (table, settings, lineWidth / 2)
        let found = workers.map(outlines.count) { i in i <= raftLayers ? .empty : area(i, outlines[i], over: outlines[i - 1], marks, raftLayers) }
        areas = found
    }

    /// How far a line may lie beyond what is below and still be carried, mm.
    func reach(_ layer: Int) -> Double {
        let radians = settings.threshold * .pi / 180
        return radians <= 0 ? halfLine : radians >= .pi / 2 ? 0 : table.thickness(layer) / tan(radians)
    }

    private func area(_ i: Int, _ outline: Region, over below: Region, _ marks: SupportMarks, _ raftLayers: Int) -> Region {
        guard !outline.isEmpty, outline != below else { return .empty }
        let reach = reach(i), enforced = marks.enforced(i - raftLayers)
        var area = Region.empty
        if i - raftLayers < settings.enforcedLayers {
            area = outline.without(below)
        } else if settings.isAutomatic {
            area = outline.without(below.offset(by: reach, join: .round(tolerance: Self.tolerance)))
            if settings.sparesBridges, settings.longestBridge > 0, !area.isEmpty { area = unspanned(area, reach, below) }
        }
        if !enforced.isEmpty { area = area.union(outline.without(below).common(with: enforced)) }
        return area.isEmpty ? area : area.without(marks.blocked(i - raftLayers))
    }

    /// What no thread of a bridge covers. Strips of one or two lines are drawn as walls, not as threads: they are no bridges.
    private func unspanned(_ area: Region, _ reach: Double, _ below: Region) -> Region {
        guard !area.offset(by: -2 * halfLine, join: .mitre(limit: 2)).isEmpty else { return area }
        let hanging = area.offset(by: reach + Self.tolerance, join: .mitre(limit: 2)).without(below)
        var strips = Contours()
        for island in hanging.islands where !island.offset(by: -2 * halfLine, join: .mitre(limit: 2)).isEmpty {
            guard let angle = Bridge(island, over: below).angle else { continue }
            BridgedStrips(island, below: below, angle: angle, width: 2 * halfLine).append(to: &strips, longest: settings.longestBridge, beyond: 2 * halfLine)
        }
        guard !strips.isEmpty else { return area }
        return area.without(Region(strips)).opened(by: halfLine, tolerance: Self.tolerance)
    }
}
