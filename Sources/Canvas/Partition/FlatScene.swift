import ImpressionGeometry
import ImpressionRaster

/// An artwork as layers of areas, in painter's order, and what each layer means.
///
/// Layers of paint come first, then those of masks, then those that clip: whoever reads a face's layers from the last to the first
/// knows what clips it before meeting any paint.
struct FlatScene {
    /// What an area does where it lies.
    enum Meaning {
        case paint(color: Color, group: Int, bands: Bands?)
        case clip(Int, requires: [Int])
        /// Where a gradient has come as far as this colour.
        case band(Int, Color)
    }

    /// The steps of a gradient.
    struct Bands { var id: Int }

    struct Group {
        var parent: Int
        var opacity: Float
        var clips: [Int]
        var masks: [Int]
        /// All clips up to the root.
        var allClips: [Int]
        /// Whether nothing but clips comes between its paint and the page.
        var isPlain: Bool
    }

    private(set) var layers: [Overlay.Layer] = []
    private(set) var meanings: [Meaning] = []
    /// The first is the page, the second and later are groups and the contents of masks.
    private(set) var groups: [Group] = [Group(parent: -1, opacity: 1, clips: [], masks: [], allClips: [], isPlain: true)]
    /// For each mask its content's group and its kind.
    private(set) var masks: [(group: Int, kind: Mask.Kind)] = []
    private(set) var clipCount = 0
    private(set) var bandCount = 0
    let settings: PartitionSettings
    private var counts = (gradients: 0, patterns: 0, pictures: 0)
    private var others: [PartitionFinding] = []
    private var isMask: [Bool] = []
    /// What clips and bands gradients, to be numbered last.
    private var late: [(Overlay.Layer, Meaning)] = []

    init(_ settings: PartitionSettings) { self.settings = settings }

    var findings: [PartitionFinding] {
        [(counts.gradients, PartitionFinding.gradients(counts.gradients)), (counts.patterns, .patterns(counts.patterns)), (counts.pictures, .pictures(counts.pictures))]
            .filter { $0.0 > 0 }.map(\.1) + others
    }

    mutating func add(_ artwork: Artwork) {
        var root = 0
        if settings.clipsToPage {
            let page = newClip()
            late.append((Overlay.Layer(contours(BezierPath(artwork.page), settings.transform)), .clip(page, requires: [])))
            root = newGroup(parent: 0, opacity: 1, clips: [page], masks: [])
        }
        for element in artwork.elements { add(element, to: root, settings.transform) }
        // Contents of masks were queued as paint; clips and bands go last, and what they require after them.
        for (layer, meaning) in late { append(layer, meaning) }
        late = []
    }

    private mutating func append(_ layer: Overlay.Layer, _ meaning: Meaning) {
        layers.append(layer)
        meanings.append(meaning)
    }

    private mutating func newClip() -> Int {
        clipCount += 1
        return clipCount - 1
    }

    private mutating func newGroup(parent: Int, opacity: Float, clips: [Int], masks: [Int]) -> Int {
        let above = parent >= 0 ? groups[parent] : Group(parent: -1, opacity: 1, clips: [], masks: [], allClips: [], isPlain: false)
        groups.append(Group(parent: parent, opacity: opacity, clips: clips, masks: masks, allClips: above.allClips + clips,
                            isPlain: above.isPlain && opacity == 1 && masks.isEmpty))
        return groups.count - 1
    }

    private mutating func note(_ finding: PartitionFinding) { if !others.contains(finding) { others.append(finding) } }

    // MARK: Elements

    private mutating func add(_ element: Artwork.Element, to group: Int, _ map: Transform) {
        switch element {
        case .path(let path): add(path, to: group, map)
        case .picture(let picture): add(picture, to: group, map)
        case .group(let inner): add(inner, to: group, map)
        }
    }

    private mutating func add(_ inner: ElementGroup, to group: Int, _ map: Transform) {
        if inner.opacity <= 0 || inner.elements.isEmpty { return }
        if inner.blend != .normal { note(.blends(inner.blend)) }
        let clips = inner.clips.map { add(clip: $0.elements, map) }
        let masks = inner.masks.map { add($0, map) }
        let own = newGroup(parent: group, opacity: inner.opacity, clips: clips, masks: masks)
        for element in inner.elements { add(element, to: own, map) }
    }

    private mutating func add(_ picture: PlacedPicture, to group: Int, _ map: Transform) {
        counts.pictures += 1
        guard !picture.picture.isEmpty else { return }
        let sum = picture.picture.pixels.reduce(SIMD4<Float>.zero, +) / Float(picture.picture.pixels.count)
        guard sum.w > 0 else { return }
        let color = Color(SRGB.encoded(sum.x / sum.w), SRGB.encoded(sum.y / sum.w), SRGB.encoded(sum.z / sum.w), alpha: min(1, sum.w))
        append(Overlay.Layer(contours(BezierPath(picture.box), map * picture.transform)), .paint(color: color, group: group, bands: nil))
    }

    private mutating func add(_ path: PaintedPath, to group: Int, _ map: Transform) {
        let map = map * path.transform
        guard path.path.isFinite, map.greatestScale.isFinite, map.determinant != 0 else { return }
        if path.strokesFirst { addStroke(path, to: group, map) }
        if let fill = path.fill {
            paint(Overlay.Layer(contours(path.path, map), fill.rule), fill.paint, fill.opacity, path, group, map)
        }
        if !path.strokesFirst { addStroke(path, to: group, map) }
    }

    private mutating func addStroke(_ path: PaintedPath, to group: Int, _ map: Transform) {
        guard let stroke = path.stroke else { return }
        let area = strokeContours(path.path, stroke.style, map)
        if area.isEmpty { return }
        paint(Overlay.Layer(area, map.determinant < 0 ? .negative : .positive), stroke.paint, stroke.opacity, path, group, map)
    }

    private mutating func paint(_ layer: Overlay.Layer, _ paint: Paint, _ opacity: Float, _ path: PaintedPath, _ group: Int, _ map: Transform) {
        if opacity <= 0 || layer.contours.isEmpty { return }
        switch paint {
        case .color(let color):
            if color.alpha > 0 { append(layer, .paint(color: color.faded(by: opacity), group: group, bands: nil)) }
        case .pattern(let pattern):
            counts.patterns += 1
            if let color = pattern.meanColor { append(layer, .paint(color: color.faded(by: opacity), group: group, bands: nil)) }
        case .linear, .radial:
            guard let gradient = FlatGradient(paint) else { return }
            if settings.gradientSteps > 1 {
                let id = bandCount
                bandCount += 1
                let bands = gradient.bands(settings.gradientSteps, over: path.path.controlBounds.expanded(by: path.stroke?.style.width ?? 0))
                for band in bands.dropFirst() {
                    late.append((Overlay.Layer(contours(band.area, map)), .band(id, band.color.faded(by: opacity))))
                }
                if let first = bands.first { append(layer, .paint(color: first.color.faded(by: opacity), group: group, bands: Bands(id: id))) }
            } else {
                counts.gradients += 1
                append(layer, .paint(color: gradient.meanColor(over: path.path.controlBounds).faded(by: opacity), group: group, bands: nil))
            }
        }
    }

    // MARK: Clips and masks

    /// Layers that make up a clip; returns its number.
    private mutating func add(clip elements: [Artwork.Element], _ map: Transform) -> Int {
        let id = newClip()
        addClip(elements, id, requires: [], map)
        return id
    }

    private mutating func addClip(_ elements: [Artwork.Element], _ id: Int, requires: [Int], _ map: Transform) {
        for element in elements {
            switch element {
            case .path(let path):
                let area = contours(path.path, map * path.transform)
                if !area.isEmpty { late.append((Overlay.Layer(area, path.fill?.rule ?? .nonZero), .clip(id, requires: requires))) }
            case .group(let inner):
                // What a clip requires must be known before it: a higher number, so it is added after.
                let place = late.count
                addClip(inner.elements, id, requires: requires, map)
                let needed = inner.clips.map { add(clip: $0.elements, map) }
                for i in place..<late.count {
                    if case .clip(id, let known) = late[i].1 { late[i].1 = .clip(id, requires: known + needed) }
                }
            case .picture: break
            }
        }
    }

    /// A mask's content is painted in a group of its own that has no parent.
    private mutating func add(_ mask: Mask, _ map: Transform) -> Int {
        let clip = newClip()
        late.append((Overlay.Layer(contours(BezierPath(mask.area), map * mask.transform)), .clip(clip, requires: [])))
        let group = newGroup(parent: -1, opacity: 1, clips: [clip], masks: [])
        masks.append((group, mask.kind))
        let number = masks.count - 1
        for element in mask.elements { add(element, to: group, map) }
        return number
    }

    // MARK: Areas

    private func contours(_ path: BezierPath, _ map: Transform) -> Contours {
        let scale = max(map.greatestScale, 1e-12)
        guard path.isFinite else { return Contours() }
        return Contours(path.flattened(tolerance: settings.tolerance / scale).filter { $0.points.count > 2 }.map { Polyline($0.points.map { map($0) }, isClosed: true) })
    }

    /// Strokes are drawn in the path's own space, enlarged to the size that the map gives it, and mapped from there.
    private mutating func strokeContours(_ path: BezierPath, _ style: StrokeStyle, _ map: Transform) -> Contours {
        let scale = map.greatestScale
        guard scale.isFinite, scale > 0 else { return Contours() }
        var style = style
        style.width *= scale
        style.dashOffset *= scale
        style.dashes = style.dashes.map { $0 * scale }
        if case .round = style.join { style.join = .round(tolerance: settings.tolerance) }
        let lines = path.flattened(tolerance: settings.tolerance / scale).map { Polyline($0.points.map { $0 * scale }, isClosed: $0.isClosed) }
        let period = style.dashes.reduce(0, +)
        if period > 0, lines.reduce(0, { $0 + $1.length }) / period > 100_000 {
            style.dashes = []
            note(.tooManyDashes)
        }
        let drawn = Contours(stroking: lines, style), rest = map * .scale(1 / scale)
        if rest == .identity { return drawn }
        var mapped = Contours()
        mapped.reserve(points: drawn.points.count, contours: drawn.count)
        for i in 0..<drawn.count { mapped.append(drawn[i].lazy.map { LatticePoint(rest($0.point)) }) }
        return mapped
    }
}
