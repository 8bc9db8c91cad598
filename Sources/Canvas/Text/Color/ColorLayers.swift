internal import CFreeType
internal import ImpressionGeometry

/// Glyphs that a font paints itself: tables COLR, versions 0 and 1, and CPAL.
///
/// Source: OpenType 1.9, "COLR – Color Table".
extension FontFace {
    /// The glyph in shares of the em, y up; nil where it has no colours.
    func layers(_ glyph: UInt32, foreground: Color) -> [Artwork.Element]? {
        var palette: UnsafeMutablePointer<FT_Color>?, data = FT_Palette_Data()
        guard FT_Palette_Data_Get(face, &data) == 0, FT_Palette_Select(face, 0, &palette) == 0 else { return nil }
        var colors: [Color] = []
        if let palette { for i in 0..<Int(data.num_palette_entries) { colors.append(Color(palette[i])) } }
        var root = FT_OpaquePaint()
        if FT_Get_Color_Glyph_Paint(face, glyph, FT_COLOR_NO_ROOT_TRANSFORM, &root) != 0 {
            var painter = ColorPainter(self, colors, foreground)
            painter.paint(root, .scale(1 / unitsPerEm), shape: nil, depth: 0)
            return painter.elements
        }
        return flatLayers(glyph, colors, foreground)
    }

    private func flatLayers(_ glyph: UInt32, _ colors: [Color], _ foreground: Color) -> [Artwork.Element]? {
        var elements: [Artwork.Element] = []
        var iterator = FT_LayerIterator(), layer: UInt32 = 0, color: UInt32 = 0
        iterator.p = nil
        while FT_Get_Color_Glyph_Layer(face, glyph, &layer, &color, &iterator) != 0, elements.count < 4096 {
            let paint = Int(color) < colors.count ? colors[Int(color)] : foreground
            elements.append(.path(PaintedPath(outline(layer), fill: Fill(.color(paint)))))
        }
        return elements.isEmpty ? nil : elements
    }
}

extension Color {
    fileprivate init(_ color: FT_Color) {
        self.init(Float(color.red) / 255, Float(color.green) / 255, Float(color.blue) / 255, alpha: Float(color.alpha) / 255)
    }
}

/// Walks a glyph's graph of paints. What goes too deep or on for too long is left out.
private struct ColorPainter {
    private let font: FontFace
    private let colors: [Color]
    private let foreground: Color
    private(set) var elements: [Artwork.Element] = []
    private var steps = 0

    init(_ font: FontFace, _ colors: [Color], _ foreground: Color) { (self.font, self.colors, self.foreground) = (font, colors, foreground) }

    /// - Parameters:
    ///   - map: From the paint's coordinates to the em.
    ///   - shape: What is painted, in the em.
    mutating func paint(_ opaque: FT_OpaquePaint, _ map: Transform, shape: BezierPath?, depth: Int) {
        var paint = FT_COLR_Paint()
        steps += 1
        guard depth < 64, steps < 20_000, FT_Get_Paint(font.face, opaque, &paint) != 0 else { return }
        func inner(_ next: FT_OpaquePaint, _ step: Transform) { self.paint(next, map * step, shape: shape, depth: depth + 1) }
        switch paint.format {
        case FT_COLR_PAINTFORMAT_COLR_LAYERS:
            var layer = FT_OpaquePaint()
            while FT_Get_Paint_Layers(font.face, &paint.u.colr_layers.layer_iterator, &layer) != 0, steps < 20_000 { inner(layer, .identity) }
        case FT_COLR_PAINTFORMAT_GLYPH:
            let outline = font.outline(paint.u.glyph.glyphID).transformed(by: map * .scale(font.unitsPerEm))
            paintShape(outline, paint.u.glyph.paint, map, within: shape, depth: depth)
        case FT_COLR_PAINTFORMAT_COLR_GLYPH:
            var root = FT_OpaquePaint()
            if FT_Get_Color_Glyph_Paint(font.face, paint.u.colr_glyph.glyphID, FT_COLOR_NO_ROOT_TRANSFORM, &root) != 0 { inner(root, .identity) }
        case FT_COLR_PAINTFORMAT_SOLID: fill(shape, .color(color(paint.u.solid.color)))
        case FT_COLR_PAINTFORMAT_LINEAR_GRADIENT: fill(shape, linear(paint.u.linear_gradient, map))
        case FT_COLR_PAINTFORMAT_RADIAL_GRADIENT: fill(shape, radial(paint.u.radial_gradient, map))
        case FT_COLR_PAINTFORMAT_SWEEP_GRADIENT:
            // A sweep has no counterpart here: its first colour stands for it.
            fill(shape, (stops(paint.u.sweep_gradient.colorline).first?.color).map { .color($0) })
        case FT_COLR_PAINTFORMAT_TRANSFORM: inner(paint.u.transform.paint, Transform(paint.u.transform.affine))
        case FT_COLR_PAINTFORMAT_TRANSLATE: inner(paint.u.translate.paint, .translation(fixed(paint.u.translate.dx), fixed(paint.u.translate.dy)))
        case FT_COLR_PAINTFORMAT_SCALE:
            let u = paint.u.scale
            inner(u.paint, about(u.center_x, u.center_y, .scale(fixed(u.scale_x), fixed(u.scale_y))))
        case FT_COLR_PAINTFORMAT_ROTATE:
            let u = paint.u.rotate
            inner(u.paint, about(u.center_x, u.center_y, .rotation(.degrees(fixed(u.angle) * 180))))
        case FT_COLR_PAINTFORMAT_SKEW:
            let u = paint.u.skew
            inner(u.paint, about(u.center_x, u.center_y, .skew(fixed(u.x_skew_angle) * -180, fixed(u.y_skew_angle) * 180)))
        case FT_COLR_PAINTFORMAT_COMPOSITE: compose(paint.u.composite, map, shape, depth)
        default: break
        }
    }

    private mutating func paintShape(_ outline: BezierPath, _ next: FT_OpaquePaint, _ map: Transform, within shape: BezierPath?, depth: Int) {
        let outer = elements
        elements = []
        paint(next, map, shape: outline, depth: depth + 1)
        if let shape, !elements.isEmpty {
            elements = [.group(ElementGroup(elements, clips: [ClipPath([.path(PaintedPath(shape, fill: Fill(.color(.black))))])]))]
        }
        elements = outer + elements
    }

    private mutating func compose(_ composite: FT_PaintComposite, _ map: Transform, _ shape: BezierPath?, _ depth: Int) {
        let outer = elements
        elements = []
        paint(composite.backdrop_paint, map, shape: shape, depth: depth + 1)
        let backdrop = elements
        elements = []
        paint(composite.source_paint, map, shape: shape, depth: depth + 1)
        let source = elements
        elements = outer + ColorComposition.composed(source, over: backdrop, composite.composite_mode)
    }

    private mutating func fill(_ shape: BezierPath?, _ paint: Paint?) {
        guard let shape, let paint, !shape.isEmpty else { return }
        elements.append(.path(PaintedPath(shape, fill: Fill(paint))))
    }

    // MARK: Paints

    private func color(_ index: FT_ColorIndex) -> Color {
        let color = Int(index.palette_index) < colors.count ? colors[Int(index.palette_index)] : foreground
        return color.faded(by: Float(index.alpha) / 16384)
    }

    private func stops(_ line: FT_ColorLine) -> [ColorRamp.Stop] {
        var iterator = line.color_stop_iterator, stop = FT_ColorStop(), result: [ColorRamp.Stop] = []
        while FT_Get_Colorline_Stops(font.face, &stop, &iterator) != 0, result.count < 1024 {
            result.append(ColorRamp.Stop(Float(stop.stop_offset) / 16384, color(stop.color)))
        }
        return result.sorted { $0.offset < $1.offset }
    }

    private func ramp(_ line: FT_ColorLine, _ map: Transform) -> ColorRamp? {
        let stops = stops(line)
        guard stops.count > 1 else { return nil }
        let spread: ColorRamp.Spread = line.extend == FT_COLR_PAINT_EXTEND_REPEAT ? .repeat : line.extend == FT_COLR_PAINT_EXTEND_REFLECT ? .reflect : .pad
        return ColorRamp(stops, spread: spread, transform: map)
    }

    /// The third point turns the lines of equal colour: the end is brought onto their normal.
    private func linear(_ u: FT_PaintLinearGradient, _ map: Transform) -> Paint? {
        guard let ramp = ramp(u.colorline, map) else { return stops(u.colorline).first.map { .color($0.color) } }
        let (start, end, turn) = (point(u.p0), point(u.p1), point(u.p2))
        let across = turn - start, normal = Point(-across.y, across.x)
        guard across.squaredLength > 0 else { return .linear(LinearGradient(from: start, to: end, ramp)) }
        let projected = start + normal * ((end - start).dot(normal) / normal.squaredLength)
        return .linear(LinearGradient(from: start, to: projected, ramp))
    }

    private func radial(_ u: FT_PaintRadialGradient, _ map: Transform) -> Paint? {
        guard let ramp = ramp(u.colorline, map) else { return stops(u.colorline).first.map { .color($0.color) } }
        return .radial(RadialGradient(center: point(u.c1), radius: fixed(u.r1), focus: point(u.c0), focusRadius: fixed(u.r0), ramp))
    }

    private func fixed(_ value: Int) -> Double { Double(value) / 65536 }
    private func point(_ v: FT_Vector) -> Point { Point(fixed(v.x), fixed(v.y)) }

    private func about(_ x: FT_Fixed, _ y: FT_Fixed, _ step: Transform) -> Transform {
        .translation(fixed(x), fixed(y)) * step * .translation(-fixed(x), -fixed(y))
    }
}

extension Transform {
    fileprivate init(_ a: FT_Affine23) {
        self.init(Double(a.xx) / 65536, Double(a.yx) / 65536, Double(a.xy) / 65536, Double(a.yy) / 65536, Double(a.dx) / 65536, Double(a.dy) / 65536)
    }
}
