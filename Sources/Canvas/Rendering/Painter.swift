internal import ImpressionGeometry
internal import ImpressionRaster

/// Draws nodes into layers. Keeps its memory from one to the next.
struct Painter {
    private var rasterizer = CoverageRasterizer(width: 0, height: 0)
    private var spans: [CoverageSpan] = []
    private var row: [PixelValue] = []

    mutating func draw(_ nodes: [RenderNode], into layer: inout Layer) {
        for i in nodes.indices where !nodes[i].bounds.intersection(layer.box).isEmpty { draw(nodes[i], into: &layer) }
    }

    mutating func draw(_ node: RenderNode, into layer: inout Layer) {
        switch node {
        case .fill(let fill): draw(fill, into: &layer, opacity: 1, through: nil)
        case .group(let group): draw(group, into: &layer)
        }
    }

    private mutating func draw(_ group: GroupNode, into layer: inout Layer) {
        let box = group.bounds.intersection(layer.box)
        guard !box.isEmpty else { return }
        let cover = coverage(of: group, in: box)
        // One coat of paint needs no layer of its own.
        if group.nodes.count == 1, case .fill(let fill) = group.nodes[0], group.blend == .normal, !group.isSum {
            return draw(fill, into: &layer, opacity: group.opacity, through: cover, within: box)
        }
        var inner = Layer(box)
        draw(group.nodes, into: &inner)
        layer.compose(inner, opacity: group.opacity, through: cover, group.blend, isSum: group.isSum)
    }

    // MARK: Areas

    /// Leaves the area's spans, in pixels of the picture less the box's corner, in `spans`.
    private mutating func rasterize(_ fill: FillNode, in box: PixelBox) {
        rasterize(fill.contours, fill.rule, in: box)
        if rasterizer.crowdedPixels > 8 + spans.count / 32, let contours = fill.contours.withoutOverlaps(fill.rule) { rasterize(contours, .nonZero, in: box) }
        if !fill.isSmooth { spans = spans.filter { $0.coverage >= 0.5 }.map { CoverageSpan(y: $0.y, x: $0.x, length: $0.length, coverage: 1) } }
    }

    private mutating func rasterize(_ contours: PixelContours, _ rule: FillRule, in box: PixelBox) {
        rasterizer.begin(x: box.minX, y: box.minY, width: box.width, height: box.height)
        let points = contours.points.span
        var start = 0
        for end in contours.ends {
            rasterizer.add(points.extracting(start..<end))
            start = end
        }
        spans.removeAll(keepingCapacity: true)
        rasterizer.appendSpans(rule, to: &spans)
    }

    private mutating func draw(_ fill: FillNode, into layer: inout Layer, opacity: Float, through cover: CoverageMap?, within limit: PixelBox? = nil) {
        let box = fill.bounds.intersection(limit ?? layer.box).intersection(layer.box)
        guard !box.isEmpty else { return }
        rasterize(fill, in: box)
        let opacity = opacity * fill.opacity
        let offset = (box.minY - layer.box.minY) * layer.box.width + box.minX - layer.box.minX
        let stride = layer.box.width
        switch fill.source {
        case .solid(let value):
            let value = value * opacity
            layer.pixels.withUnsafeMutableBufferPointer { pixels in
                for span in spans {
                    let start = offset + Int(span.y) * stride + Int(span.x)
                    if let cover {
                        let c = cover.index(box.minX + Int(span.x), box.minY + Int(span.y))
                        for i in 0..<Int(span.length) { Self.lay(value * (span.coverage * cover.values[c + i]), on: &pixels[start + i]) }
                    } else {
                        Self.lay(value * span.coverage, on: pixels, start, Int(span.length))
                    }
                }
            }
        case .sampled(let source):
            let source = source.prepared()
            if row.count < box.width { row = .init(repeating: .zero, count: box.width) }
            for span in spans {
                let (x, y, n) = (box.minX + Int(span.x), box.minY + Int(span.y), Int(span.length))
                source.fill(&row, count: n, x: x, y: y)
                let start = offset + Int(span.y) * stride + Int(span.x)
                let k = span.coverage * opacity
                layer.pixels.withUnsafeMutableBufferPointer { pixels in
                    if let cover {
                        let c = cover.index(x, y)
                        for i in 0..<n { Self.lay(row[i] * (k * cover.values[c + i]), on: &pixels[start + i]) }
                    } else {
                        for i in 0..<n { Self.lay(row[i] * k, on: &pixels[start + i]) }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func lay(_ s: PixelValue, on d: inout PixelValue) { d = s + d * (1 - s.w) }

    /// One colour on a run of pixels.
    @inline(__always)
    private static func lay(_ s: PixelValue, on pixels: UnsafeMutableBufferPointer<PixelValue>, _ start: Int, _ count: Int) {
        let rest = 1 - s.w
        if rest <= 0 {
            for i in start..<start + count { pixels[i] = s }
        } else {
            for i in start..<start + count { pixels[i] = s + pixels[i] * rest }
        }
    }

    // MARK: Clips and masks

    /// What shows of a group; nil where all does.
    private mutating func coverage(of group: GroupNode, in box: PixelBox) -> CoverageMap? {
        var result: CoverageMap?
        func take(_ map: CoverageMap) { if result == nil { result = map } else { result?.multiply(by: map) } }
        for clip in group.clips { take(coverage(of: clip, in: box)) }
        for mask in group.masks { take(coverage(of: mask, in: box)) }
        return result
    }

    private mutating func coverage(of clip: ClipNode, in box: PixelBox) -> CoverageMap {
        var map = CoverageMap(box, filledWith: 0)
        for part in clip.parts { add(part, to: &map) }
        return map
    }

    private mutating func add(_ part: ClipNode.Part, to map: inout CoverageMap) {
        guard part.clips.isEmpty else {
            var own = CoverageMap(map.box, filledWith: 0)
            var open = part
            open.clips = []
            add(open, to: &own)
            for clip in part.clips { own.multiply(by: coverage(of: clip, in: map.box)) }
            return map.unite(with: own)
        }
        for area in part.areas { add(area, to: &map) }
        for inner in part.inner { add(inner, to: &map) }
    }

    private mutating func add(_ area: FillNode, to map: inout CoverageMap) {
        let box = area.bounds.intersection(map.box)
        guard !box.isEmpty else { return }
        rasterize(area, in: box)
        for span in spans {
            let start = map.index(box.minX + Int(span.x), box.minY + Int(span.y))
            for i in start..<start + Int(span.length) { map.values[i] += span.coverage * (1 - map.values[i]) }
        }
    }

    private mutating func coverage(of mask: MaskNode, in box: PixelBox) -> CoverageMap {
        var layer = Layer(box)
        draw(mask.nodes, into: &layer)
        var area = CoverageMap(box, filledWith: 0)
        var whole = mask.area
        whole.bounds = box
        add(whole, to: &area)
        for i in layer.pixels.indices { area.values[i] *= mask.kind.coverage(layer.pixels[i]) }
        return area
    }
}

extension CoverageMap {
    @inline(__always)
    fileprivate func index(_ x: Int, _ y: Int) -> Int { (y - box.minY) * box.width + x - box.minX }
}

extension Mask.Kind {
    /// What a premultiplied pixel of the mask lets through. The weights are the standard's.
    fileprivate func coverage(_ p: PixelValue) -> Float {
        switch self {
        case .alpha: return p.w
        case .luminance(false): return 0.2125 * p.x + 0.7154 * p.y + 0.0721 * p.z
        case .luminance(true):
            guard p.w > 0 else { return 0 }
            let s = p / p.w
            return (0.2125 * SRGB.decoded(s.x) + 0.7154 * SRGB.decoded(s.y) + 0.0721 * SRGB.decoded(s.z)) * p.w
        }
    }
}
