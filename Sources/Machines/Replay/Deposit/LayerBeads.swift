public import ImpressionGeometry

/// The lines of one layer of one labelled object, as a file lays them.
public struct LayerBeads: Sendable {
    /// −1 for what no label holds.
    public var object: Int
    /// Of the outer walls, where there are some: top and thickness, mm.
    public var z: Double
    public var height: Double
    public var beads: [GCodeReplay.Bead] = []
    private var hasWall = false

    init(_ bead: GCodeReplay.Bead) {
        (object, z, height) = (bead.object, bead.z, bead.height)
        add(bead)
    }

    mutating func add(_ bead: GCodeReplay.Bead) {
        // Fill may be laid every other layer, as thick as two; walls say where the layer is.
        if bead.feature == .externalWall, !hasWall { (z, height, hasWall) = (bead.z, bead.height, true) }
        beads.append(bead)
    }

    /// Mean width of the outer walls, mm; nil without any.
    public var wallWidth: Double? {
        var sum = 0.0, length = 0.0
        for bead in beads where bead.feature == .externalWall {
            let own = bead.from.distance(to: bead.to)
            (sum, length) = (sum + own * bead.width, length + own)
        }
        return length > 0 ? sum / length : nil
    }

    /// mm³.
    public var volume: Double { beads.reduce(0) { $0 + $1.volume } }
}

extension GCodeReplay {
    /// Reads `bytes` and hands on the model's own lines, gathered by object and layer; a layer is handed on when the next begins.
    ///
    /// Lines of skirts, supports and towers are left out. O(bytes); holds one layer's lines.
    public func layers(_ bytes: [UInt8], _ body: (LayerBeads) -> Void) -> Statistics {
        var open: [LayerBeads] = []
        var layer = -1
        func close() {
            for group in open { body(group) }
            open.removeAll(keepingCapacity: true)
        }
        let statistics = read(bytes) { bead in
            if bead.layer != layer {
                close()
                layer = bead.layer
            }
            guard bead.feature.isPiece else { return }
            if let at = open.firstIndex(where: { $0.object == bead.object }) { open[at].add(bead) } else { open.append(LayerBeads(bead)) }
        }
        close()
        return statistics
    }

    /// Where each labelled object lies and at which heights, found before anything is compared.
    public struct ObjectExtent: Sendable {
        public var object: Int
        /// What lines of their true width cover, mm.
        public var extent = Box.empty
        /// Underside of the lowest line, mm.
        public var base = Double.infinity
        /// Middle and thickness of each layer, mm, ascending.
        public var middles: [(middle: Double, height: Double)] = []
        /// Top of the highest line, mm.
        public var top = 0.0
    }

    /// - Returns: One for each object that has lines of a model, in the order of their labels.
    public func footprints(_ bytes: [UInt8]) -> (objects: [ObjectExtent], statistics: Statistics) {
        var found: [Int: ObjectExtent] = [:]
        let statistics = layers(bytes) { layer in
            var own = found[layer.object] ?? ObjectExtent(object: layer.object)
            for bead in layer.beads { own.extent.add(BeadShape(bead.from, bead.to, width: min(bead.width, 10)).bounds) }
            own.base = min(own.base, layer.z - layer.height)
            own.top = max(own.top, layer.z)
            own.middles.append((layer.z - layer.height / 2, layer.height))
            found[layer.object] = own
        }
        let objects = found.keys.sorted().compactMap { key in
            found[key].map { own in
                var own = own
                own.middles.sort { ($0.middle, $0.height) < ($1.middle, $1.height) }
                return own
            }
        }
        return (objects, statistics)
    }
}
