import ImpressionGeometry

/// Branches under overhangs, with roofs on top where dense layers are asked for.
struct SupportTree: Sendable {
    /// The branches of each layer.
    private(set) var discs: [[TreeDisc]]
    /// What branches cover, without roofs.
    private(set) var branches: [Region]
    let roofs: [Region]

    /// Chords of discs stay as near to them, mm.
    private static let tolerance = 0.03

    /// - Parameters:
    ///   - contacts: Where overhangs come down to each layer, clear of the model.
    ///   - clearance: Where supports must not be.
    init(contacts: [Region], clearance: [Region], table: LayerTable, settings: SupportSettings, workers: Workers) {
        let n = table.count, roofLayers = max(0, settings.interface.layers), tree = settings.tree
        discs = .init(repeating: [], count: n)
        branches = .init(repeating: .empty, count: n)
        let space = TreeSpace(clearance: clearance, layers: max(0, (contacts.lastIndex { !$0.isEmpty } ?? -1) + 1 - roofLayers), table: table, settings: tree, workers: workers)
        var tips = TreeTips(table: table, settings: tree), growth = TreeGrowth(space: space, table: table, settings: tree), held = [[Point]](repeating: [], count: n)
        for j in stride(from: n - 1 - roofLayers, through: 0, by: -1) {
            // Tips stand under the lowest layer of their roof.
            held[j + roofLayers] = tips.add(contacts[j + roofLayers], layer: j + roofLayers) { place in
                for goal in settings.isFromPlateOnly ? [TreeSpace.Goal.plate] : [.plate, .model] {
                    guard let start = growth.start(near: place, layer: j, reach: goal == .plate ? tree.tipDiameter : 2 * tree.tipDiameter, goal: goal) else { continue }
                    growth.add(start, goal: goal)
                    return start
                }
                return nil
            }
            if growth.isEmpty { continue }
            discs[j] = growth.descend(from: j) { disc in Region(Self.outlines([disc])).without(clearance[j - 1]).isEmpty }
        }
        roofs = Self.roofs(settings.isFromPlateOnly ? Self.held(contacts, held, 1.5 * tips.spacing, workers) : contacts, clearance, count: roofLayers, workers)
        let (cut, covered) = (discs, roofs)
        branches = workers.map(n) { j in
            cut[j].isEmpty ? .empty : Region(.difference, Self.outlines(cut[j]), clearance[j].contours).without(covered[j])
        }
    }

    /// Contacts near a tip.
    private static func held(_ contacts: [Region], _ tips: [[Point]], _ reach: Double, _ workers: Workers) -> [Region] {
        workers.map(contacts.count) { j in contacts[j].common(with: Region(outlines(tips[j].map { TreeDisc(center: $0, radius: reach) }))) }
    }

    /// Contacts brought down by `count − 1` layers, less what comes near the model on the way.
    private static func roofs(_ contacts: [Region], _ clearance: [Region], count: Int, _ workers: Workers) -> [Region] {
        workers.map(contacts.count) { j in
            var roof = Region.empty
            for k in stride(from: min(contacts.count, j + count) - 1, through: j, by: -1) {
                roof = roof.isEmpty ? contacts[k] : roof.without(clearance[k]).joined(with: contacts[k])
            }
            return roof
        }
    }

    /// Circles as polygons.
    private static func outlines(_ discs: [TreeDisc]) -> Contours {
        var contours = Contours()
        for disc in discs {
            let arc = EllipticArc(center: disc.center, radii: Point(disc.radius, disc.radius))
            contours.append(arc.flattened(tolerance: tolerance).map { LatticePoint($0) })
        }
        return contours
    }
}
