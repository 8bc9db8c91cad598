public import ImpressionGeometry

/// How the nozzle is cleaned when materials change.
public struct PurgeSettings: Sendable, Equatable, Codable {
    /// Plastic that is pushed out when a material follows another, mm³: `volumes[from][to]`.
    public var volumes: [[Double]]
    /// Of the tower, along x, mm.
    public var width = 60.0
    /// Whether sparse fill takes what it can of it, drawn first after a change.
    public var wipesIntoFill = false
    /// Free room between the pieces and the tower, mm.
    public var distance = 5.0
    /// The tower's least x and y, mm; nil sets it beside the pieces.
    public var corner: Point?

    /// - Parameter volume: For every change between `count` materials, mm³. PrusaSlicer takes 140.
    public init(count: Int, volume: Double = 140) {
        volumes = (0..<count).map { from in (0..<count).map { $0 == from ? 0 : volume } }
    }
}

/// A block beside the pieces that takes what is pushed out between two materials.
///
/// Every change in a layer gets a strip of the block, as deep as its volume asks for at that layer's height; all strips are closed zigzags at full flow,
/// so that the purged volume is right whatever the height. Layers with fewer changes draw the rest of the block sparsely, up to the last change.
struct PurgeTower: Sendable {
    private let settings: PurgeSettings
    private let corner: Point
    private let depth: Double
    private let lineWidth: Double
    /// For each layer and turn: where its strip begins and ends, mm from the corner; nil where nothing changes.
    private let strips: [[ClosedRange<Double>?]]
    private let heights: [Double]

    /// nil where materials never change.
    ///
    /// - Parameter absorbed: What the pieces take of a purge, mm³.
    init?(_ settings: PurgeSettings, turns: [[UInt8]], tops: [Double], beside box: Box, lineWidth: Double, absorbed: (_ layer: Int, _ tool: UInt8) -> Double = { _, _ in 0 }) {
        (self.settings, self.lineWidth) = (settings, lineWidth)
        var last = turns.first?.first, deepest = 0.0, lastChange = -1, all: [[ClosedRange<Double>?]] = []
        heights = tops.indices.map { $0 == 0 ? tops[0] : tops[$0] - tops[$0 - 1] }
        for (layer, tools) in turns.enumerated() {
            var at = 0.0, strips: [ClosedRange<Double>?] = []
            for tool in tools {
                defer { last = tool }
                guard let from = last, from != tool else {
                    strips.append(nil)
                    continue
                }
                let spacing = lineSpacing(width: lineWidth, height: heights[layer])
                // Whole lines, two at least.
                let left = Self.volume(settings, from, tool) - (settings.wipesIntoFill ? absorbed(layer, tool) : 0)
                let lines = max(2, (left / (heights[layer] * settings.width) / spacing).rounded(.up))
                strips.append(at...at + lines * spacing)
                at += lines * spacing
                lastChange = layer
            }
            all.append(strips)
            deepest = max(deepest, at)
        }
        guard lastChange >= 0 else { return nil }
        strips = Array(all[...lastChange])
        depth = deepest
        corner = settings.corner ?? Point(box.max.x + settings.distance, box.center.y - deepest / 2)
    }

    private static func volume(_ settings: PurgeSettings, _ from: UInt8, _ to: UInt8) -> Double {
        let (i, j) = (Int(from), Int(to))
        return settings.volumes.indices.contains(i) && settings.volumes[i].indices.contains(j) ? max(0, settings.volumes[i][j]) : 0
    }

    var extent: Box { Box(min: corner, max: corner + Point(settings.width, depth)) }

    /// Adds what the tower gets when a turn begins: the strip of its change, and before the first change of a layer, or in its stead, the rest of the block.
    func append(layer: Int, turn: Int, tool: UInt8, to paths: inout LayerPaths) {
        guard strips.indices.contains(layer), strips[layer].indices.contains(turn) else { return }
        let spacing = lineSpacing(width: lineWidth, height: heights[layer])
        if let strip = strips[layer][turn] {
            appendZigzag(strip, spacing: spacing, tool, to: &paths)
        } else if turn == 0 {
            // The extruder that goes on draws the part that no change of this layer needs.
            let used = strips[layer].compactMap { $0?.upperBound }.max() ?? 0
            let isFirst = layer == 0
            if depth - used > 2 * spacing { appendZigzag(used...depth, spacing: isFirst ? spacing : 4 * spacing, tool, to: &paths) }
        }
    }

    private func appendZigzag(_ strip: ClosedRange<Double>, spacing: Double, _ tool: UInt8, to paths: inout LayerPaths) {
        let inset = spacing / 2, (left, right) = (corner.x + inset, corner.x + settings.width - inset)
        let lines = max(1, Int(((strip.upperBound - strip.lowerBound) / spacing).rounded()))
        let step = (strip.upperBound - strip.lowerBound) / Double(lines)
        var points: [Point] = []
        for line in 0..<lines {
            let y = corner.y + strip.lowerBound + step * (Double(line) + 0.5)
            points += line % 2 == 0 ? [Point(left, y), Point(right, y)] : [Point(right, y), Point(left, y)]
        }
        paths.append(points, width: Float(lineWidth), role: .purgeTower, isClosed: false, tool: tool)
    }
}
