public import ImpressionGeometry

extension Artwork {
    /// All that is drawn as one area, whatever its colours: what the parts of ``partitioned(_:workers:)`` are together, in a fraction of its time.
    public func drawnArea(_ settings: PartitionSettings = PartitionSettings(), workers: Workers = .one) -> Region {
        var scene = FlatScene(settings)
        scene.add(self)
        return scene.drawnArea(workers) ?? partitioned(settings, workers: workers).whole
    }
}

extension FlatScene {
    /// The one opaque colour that everything is painted with; nil where there are several or none.
    var onlyColor: Color? {
        var only: Color?
        for meaning in meanings {
            guard case .paint(let color, let group, let bands) = meaning else { continue }
            guard bands == nil, color.alpha >= 1, groups[group].isPlain, only == nil || only == color else { return nil }
            only = color
        }
        return only
    }

    /// nil where only colours tell what is seen: in masks, in bands of gradients, and of paint so faint that it takes several layers of it.
    func drawnArea(_ workers: Workers) -> Region? {
        guard masks.isEmpty, bandCount == 0, meanings.allSatisfy({ isSeen($0) }) else { return nil }
        var clips = ClipAreas(self), places: [[Int]: Int] = [:], shares: [(clips: [Int], layers: [Overlay.Layer])] = []
        for (layer, meaning) in zip(layers, meanings) {
            guard case .paint(_, let group, _) = meaning else { continue }
            let own = groups[group].allClips
            if let place = places[own] {
                shares[place].layers.append(layer)
            } else {
                places[own] = shares.count
                shares.append((own, [layer]))
            }
        }
        var isCut = shares.count > 1
        let areas = shares.map { share -> Region in
            var area = Region.union(layers: share.layers, grid: settings.grid, workers: workers)
            for clip in share.clips {
                let shown = clips.area(clip)
                if shown.isBox(around: area.bounds) { continue }
                area = area.intersection(shown)
                isCut = true
            }
            return area
        }
        return isCut ? Region.union(layers: areas.map { Overlay.Layer($0.contours, .positive) }, grid: settings.grid) : areas.first ?? .empty
    }

    /// Whether paint alone makes its place count as drawn.
    private func isSeen(_ meaning: Meaning) -> Bool {
        guard case .paint(let color, var at, _) = meaning else { return true }
        var alpha = color.alpha
        while at >= 0 {
            alpha *= groups[at].opacity
            at = groups[at].parent
        }
        return alpha >= FlatCompositor.leastAlpha
    }
}

/// Where clips show, each made when it is first needed.
private struct ClipAreas {
    private let grid: Int32
    private var parts: [[(layer: Overlay.Layer, requires: [Int])]]
    private var made: [Region?]

    init(_ scene: FlatScene) {
        grid = scene.settings.grid
        parts = .init(repeating: [], count: scene.clipCount)
        made = .init(repeating: nil, count: scene.clipCount)
        for (layer, meaning) in zip(scene.layers, scene.meanings) {
            if case .clip(let id, let requires) = meaning { parts[id].append((layer, requires)) }
        }
    }

    mutating func area(_ clip: Int) -> Region {
        if let area = made[clip] { return area }
        var whole = Region.union(layers: parts[clip].filter(\.requires.isEmpty).map(\.layer), grid: grid)
        for part in parts[clip] where !part.requires.isEmpty {
            var area = Region.union(layers: [part.layer], grid: grid)
            for other in part.requires { area = area.intersection(self.area(other)) }
            whole = whole.union(area)
        }
        made[clip] = whole
        return whole
    }
}

extension Region {
    /// Whether this is an upright rectangle that holds a box.
    fileprivate func isBox(around box: Box) -> Bool {
        if box.isEmpty { return true }
        let own = bounds
        guard contours.count == 1, contours.points.count == 4, contours.points.allSatisfy({ p in
            let p = p.point
            return (p.x == own.min.x || p.x == own.max.x) && (p.y == own.min.y || p.y == own.max.y)
        }) else { return false }
        return own.contains(box)
    }
}
