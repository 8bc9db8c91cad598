public import ImpressionGeometry

/// Several bodies on one plate, each finished before the next begins, the lowest first.
///
/// The nozzle comes to each over the ones that stand already. Skirt and brims of all are drawn with the first layer of the first.
public struct OneByOnePlate: LayerSource {
    public let objects: [PlateObject]
    public let bounds: Box
    public let solidVolume: Double
    private let items: [PlateLayers.Item]
    private let adhesion: Adhesion
    /// In the order of printing.
    private let pieces: [Piece]
    public let layerCount: Int

    private struct Piece {
        var item: Int
        var shift: Point
        var object: Int32
        /// The piece's first layer among all.
        var first: Int
        /// At which the nozzle comes, mm; 0 for the first piece.
        var approach: Double
    }

    /// Free height between the nozzle and what stands, mm.
    private static let clearance = 1.0

    public init(_ items: [PlateLayers.Item], settings: SliceSettings) {
        // Without a tower and with a body at each place, these are the objects, bounds and lines around them of the whole plate.
        let plate = PlateLayers(items, settings: settings)
        (self.items, objects, bounds, solidVolume, adhesion) = (items, plate.objects, plate.bounds, plate.solidVolume, plate.adhesion)
        var pieces: [Piece] = []
        for (i, item) in items.enumerated() where !item.body.extent.isEmpty {
            for shift in item.shifts { pieces.append(Piece(item: i, shift: shift, object: Int32(pieces.count), first: 0, approach: 0)) }
        }
        pieces.sort { (items[$0.item].body.table.height, $0.object) < (items[$1.item].body.table.height, $1.object) }
        var count = 0, height = 0.0
        for i in pieces.indices {
            (pieces[i].first, pieces[i].approach) = (count, i > 0 ? height + Self.clearance : 0)
            let body = items[pieces[i].item].body
            (count, height) = (count + body.layerCount, max(height, body.table.height))
        }
        (self.pieces, layerCount) = (pieces, count)
    }

    public func layer(_ index: Int) -> LayerPaths {
        guard index >= 0, index < layerCount, let piece = pieces.last(where: { $0.first <= index }) else { return LayerPaths(index: index, z: 0, height: 0) }
        let body = items[piece.item].body, own = body.layer(index - piece.first)
        var paths = LayerPaths(index: own.index, z: own.z, height: own.height)
        if index == 0 { adhesion.append(to: &paths, tool: own.paths.first?.tool ?? 0) }
        paths.append(own, movedBy: piece.shift, object: piece.object)
        if own.index == 0 { paths.approach = piece.approach }
        return paths
    }

    /// What the print head would run into.
    public enum Collision: Sendable, Equatable {
        /// Two objects, by their places in `objects`, and the distance of their boxes, mm.
        case tooNear(Int, Int, distance: Double)
        /// An object that is not the last, and its height, mm.
        case tooHigh(Int, height: Double)
    }

    /// - Parameters:
    ///   - radius: Free room that the print head needs around the nozzle, mm.
    ///   - height: Of what may pass under the carriage, mm.
    /// - Returns: The first collision in the order of printing; nil where there is none.
    public func collision(radius: Double, height: Double) -> Collision? {
        for (turn, piece) in pieces.enumerated() {
            let own = objects[Int(piece.object)].extent
            for other in pieces[..<turn] {
                let box = objects[Int(other.object)].extent
                let gap = Point(max(0, box.min.x - own.max.x, own.min.x - box.max.x), max(0, box.min.y - own.max.y, own.min.y - box.max.y)).length
                if gap < radius - 1e-6 { return .tooNear(Int(other.object), Int(piece.object), distance: gap) }
            }
            let top = items[piece.item].body.table.height
            if turn + 1 < pieces.count, top > height + 1e-6 { return .tooHigh(Int(piece.object), height: top) }
        }
        return nil
    }
}
