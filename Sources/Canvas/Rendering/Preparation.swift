internal import ImpressionGeometry
internal import ImpressionRaster

/// Turns elements into what is drawn in pixels: curves into chords, strokes into areas, paints into what gives colours.
struct Preparation: Sendable {
    /// From the elements' space, the page or a pattern's, to pixels.
    var transform: Transform
    var window: PixelBox
    var space: ColorSpace
    /// Rasters within rasters (patterns of patterns) still allowed.
    var depth = 8

    var view: Box { Box(min: Point(Double(window.minX), Double(window.minY)), max: Point(Double(window.maxX), Double(window.maxY))) }

    func nodes(_ elements: [Artwork.Element]) -> [RenderNode] { elements.flatMap { nodes($0) } }

    func nodes(_ element: Artwork.Element) -> [RenderNode] {
        switch element {
        case .path(let path): nodes(path)
        case .picture(let picture): node(picture).map { [.fill($0)] } ?? []
        case .group(let group): nodes(group)
        }
    }

    // MARK: Paths

    private func nodes(_ path: PaintedPath) -> [RenderNode] {
        let flattening = Flattening(transform: transform * path.transform, window: view)
        guard path.path.isFinite else { return [] }
        var nodes: [RenderNode] = []
        if let fill = path.fill, let node = area(flattening.contours(of: path.path), fill.rule, fill.paint, fill.opacity, path) { nodes.append(.fill(node)) }
        if let stroke = path.stroke {
            let (contours, opacity) = flattening.contours(of: path.path, stroked: stroke.style)
            if let node = area(contours, .nonZero, stroke.paint, stroke.opacity * opacity, path) {
                if path.strokesFirst { nodes.insert(.fill(node), at: 0) } else { nodes.append(.fill(node)) }
            }
        }
        return nodes
    }

    /// nil where nothing is seen.
    private func area(_ contours: PixelContours, _ rule: FillRule, _ paint: Paint, _ opacity: Float, _ path: PaintedPath) -> FillNode? {
        let bounds = PixelBox(touching: contours.bounds, within: window)
        guard opacity > 0, !contours.isEmpty, !bounds.isEmpty, let source = source(paint, transform * path.transform) else { return nil }
        return FillNode(contours: contours, rule: rule, source: source, opacity: min(1, opacity), isSmooth: path.isSmooth, bounds: bounds)
    }

    // MARK: Paints

    /// - Parameter map: From the painted path's space to pixels.
    private func source(_ paint: Paint, _ map: Transform) -> PaintSource? {
        switch paint {
        case .color(let color): return color.alpha > 0 ? .solid(space.value(color)) : nil
        case .linear(let gradient): return LinearSource(gradient, map * gradient.ramp.transform, space).map { .sampled($0) }
        case .radial(let gradient): return RadialSource(gradient, map * gradient.ramp.transform, space).map { .sampled($0) }
        case .pattern(let pattern): return depth > 0 ? .sampled(PatternSource(preparation: self, pattern: pattern, map: map * pattern.transform)) : nil
        }
    }

    private func node(_ placed: PlacedPicture) -> FillNode? {
        let (picture, box) = (placed.picture, placed.box)
        guard !picture.isEmpty, box.width > 0, box.height > 0 else { return nil }
        let map = transform * placed.transform
        let toBox = Transform(box.width / Double(picture.width), 0, 0, -box.height / Double(picture.height), box.min.x, box.max.y)
        let contours = Flattening(transform: map, window: view).contours(of: BezierPath(box))
        let bounds = PixelBox(touching: contours.bounds, within: window)
        guard !bounds.isEmpty, let source = source(picture, map * toBox, placed.interpolation) else { return nil }
        return FillNode(contours: contours, rule: .nonZero, source: source, opacity: 1, isSmooth: true, bounds: bounds)
    }

    /// - Parameter map: From the raster's pixels to those of the result.
    private func source(_ picture: LinearPicture, _ map: Transform, _ interpolation: PlacedPicture.Interpolation) -> PaintSource? {
        var pixels = space.isLinear ? picture : picture.map(encoded)
        var map = map
        if interpolation == .smooth {
            // What is drawn smaller is averaged first, so that no pixel of the picture is passed over.
            let (across, down) = (Point(map.a, map.b).length, Point(map.c, map.d).length)
            let width = max(1, Int((Double(picture.width) * min(1, across)).rounded(.up))), height = max(1, Int((Double(picture.height) * min(1, down)).rounded(.up)))
            pixels = pixels.reduced(width: width, height: height)
            map = map * .scale(Double(picture.width) / Double(pixels.width), Double(picture.height) / Double(pixels.height))
        }
        return PictureSource(pixels, map, isSmooth: interpolation == .smooth, edge: .held).map { .sampled($0) }
    }

    private func encoded(_ p: PixelValue) -> PixelValue {
        guard p.w > 0 else { return .zero }
        let s = p / p.w
        return ColorSpace.premultiplied(PixelValue(SRGB.encoded(s.x), SRGB.encoded(s.y), SRGB.encoded(s.z), min(1, p.w)))
    }

    // MARK: Groups

    private func nodes(_ group: ElementGroup) -> [RenderNode] {
        guard group.opacity > 0 else { return [] }
        var inner = self
        var clips: [ClipNode] = []
        for clip in group.clips {
            if let box = alignedBox(clip) {
                inner.window = inner.window.intersection(box)
            } else {
                let node = self.clip(clip)
                inner.window = inner.window.intersection(node.bounds)
                clips.append(node)
            }
        }
        var masks: [MaskNode] = []
        for mask in group.masks where !inner.window.isEmpty {
            let area = FillNode(contours: Flattening(transform: transform * mask.transform, window: view).contours(of: BezierPath(mask.area)), rule: .nonZero,
                                source: .solid(.one), opacity: 1, isSmooth: true, bounds: inner.window)
            inner.window = inner.window.intersection(PixelBox(touching: area.contours.bounds, within: window))
            masks.append(MaskNode(kind: mask.kind, nodes: inner.nodes(mask.elements), area: area))
        }
        guard !inner.window.isEmpty else { return [] }
        let nodes = group.filters.isEmpty ? inner.nodes(group.elements) : filtered(group, showing: inner.window)
        let isPlain = clips.isEmpty && masks.isEmpty && group.opacity >= 1 && group.blend == .normal
        if isPlain, !group.isIsolated || !nodes.contains(where: \.blendsBelow) { return nodes }
        let bounds = nodes.reduce(PixelBox.empty) { $0.union($1.bounds) }.intersection(inner.window)
        guard !bounds.isEmpty else { return [] }
        return [.group(GroupNode(nodes: nodes, opacity: min(1, group.opacity), blend: group.blend, clips: clips, masks: masks, bounds: bounds))]
    }

    /// The pixels of a clip path that is a rectangle along them, whose edges cut none.
    private func alignedBox(_ clip: ClipPath) -> PixelBox? {
        guard clip.elements.count == 1, case .path(let path) = clip.elements[0], path.path.points.count == 4, path.path.verbs == [.move, .line, .line, .line, .close] else { return nil }
        let corners = path.path.points.map { (transform * path.transform)($0) }
        func isAlong(_ p: Point, _ q: Point) -> Bool { abs(p.x - q.x) < 1e-6 || abs(p.y - q.y) < 1e-6 }
        guard (0..<4).allSatisfy({ isAlong(corners[$0], corners[($0 + 1) % 4]) }), !isAlong(corners[0], corners[2]) else { return nil }
        let box = Box(min: Point(min(corners[0].x, corners[2].x), min(corners[0].y, corners[2].y)), max: Point(max(corners[0].x, corners[2].x), max(corners[0].y, corners[2].y)))
        let edges = [box.min.x, box.min.y, box.max.x, box.max.y]
        guard edges.allSatisfy({ abs($0) < 1e9 && abs($0 - $0.rounded()) < 1e-3 }) else { return nil }
        return PixelBox(Int(edges[0].rounded()), Int(edges[1].rounded()), Int(edges[2].rounded()), Int(edges[3].rounded()))
    }

    private func clip(_ clip: ClipPath) -> ClipNode {
        let parts = [part(clip.elements, clips: [])]
        return ClipNode(parts: parts, bounds: bounds(parts))
    }

    private func part(_ elements: [Artwork.Element], clips: [ClipPath]) -> ClipNode.Part {
        var part = ClipNode.Part(areas: [], inner: [], clips: clips.map { clip($0) })
        for element in elements {
            switch element {
            case .path(let path):
                let contours = Flattening(transform: transform * path.transform, window: view).contours(of: path.path)
                let bounds = PixelBox(touching: contours.bounds, within: window)
                guard !contours.isEmpty, !bounds.isEmpty, path.path.isFinite else { continue }
                part.areas.append(FillNode(contours: contours, rule: path.fill?.rule ?? .nonZero, source: .solid(.one), opacity: 1, isSmooth: path.isSmooth, bounds: bounds))
            case .group(let group): part.inner.append(self.part(group.elements, clips: group.clips))
            case .picture: continue
            }
        }
        return part
    }

    private func bounds(_ parts: [ClipNode.Part]) -> PixelBox {
        parts.reduce(PixelBox.empty) { sum, part in
            var own = part.areas.reduce(PixelBox.empty) { $0.union($1.bounds) }.union(bounds(part.inner))
            for clip in part.clips { own = own.intersection(clip.bounds) }
            return sum.union(own)
        }
    }
}

extension RenderNode {
    /// Whether it looks at what lies below it in another way than by covering it.
    fileprivate var blendsBelow: Bool {
        if case .group(let group) = self { group.blend != .normal } else { false }
    }
}
