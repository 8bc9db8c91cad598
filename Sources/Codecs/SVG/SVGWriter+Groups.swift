internal import ImpressionCanvas
internal import ImpressionGeometry
internal import ImpressionRaster

extension SVGWriter {
    mutating func write(_ group: ElementGroup, _ base: Transform) {
        let clip = defined(group.clips, base)
        let masks = group.masks.map { defined($0, base) }
        // An element has one mask.
        for mask in masks.dropLast() {
            sink.append("<g")
            attribute("mask", "url(#m\(mask))")
            sink.append(">\n")
        }
        sink.append("<g")
        if let clip { attribute("clip-path", "url(#c\(clip))") }
        if let mask = masks.last { attribute("mask", "url(#m\(mask))") }
        if group.opacity < 1 { share("opacity", group.opacity) }
        let blend = group.blend == .normal ? nil : "mix-blend-mode:\(group.blend.rawValue)"
        let style = [blend, group.isIsolated ? "isolation:isolate" : nil].compactMap(\.self)
        if !style.isEmpty { attribute("style", style.joined(separator: ";")) }
        sink.append(">\n")
        if !group.name.isEmpty {
            sink.append("<title>")
            text(group.name)
            sink.append("</title>\n")
        }
        for element in group.elements { write(element, base) }
        sink.append("</g>\n")
        for _ in masks.dropLast() { sink.append("</g>\n") }
    }

    mutating func write(_ placed: PlacedPicture, _ base: Transform) {
        guard !placed.picture.isEmpty, !placed.box.isEmpty else { return }
        // Images have their first row at the top of y down.
        let map = base * placed.transform * Transform(1, 0, 0, -1, placed.box.min.x, placed.box.max.y)
        let isUpright = map.a == 1 && map.b == 0 && map.c == 0 && map.d == 1
        sink.append("<image")
        if isUpright {
            attribute("x", map.e)
            attribute("y", map.f)
        } else {
            matrix("transform", map)
        }
        attribute("width", placed.box.width)
        attribute("height", placed.box.height)
        attribute("preserveAspectRatio", "none")
        if placed.interpolation == .nearest { attribute("style", "image-rendering:pixelated") }
        sink.append(" href=\"data:image/png;base64,")
        sink.bytes += base64(encodePNG(srgb8(placed.picture)))
        sink.append("\"/>\n")
    }

    // MARK: Clips and masks

    /// Clips that all hold are clipped by one another.
    private mutating func defined(_ clips: [ClipPath], _ base: Transform) -> Int? {
        var last: Int?
        for clip in clips {
            // What the clip refers to must stand outside of it.
            let inner = clipped(clip.elements, base)
            let name = identifier()
            sink.append("<defs><clipPath")
            attribute("id", "c\(name)")
            if let last { attribute("clip-path", "url(#c\(last))") }
            sink.append(">\n")
            for (path, clip) in inner { write(path, base, clip) }
            sink.append("</clipPath></defs>\n")
            last = name
        }
        return last
    }

    /// Paths one by one, each with the clip of the groups around it.
    private mutating func clipped(_ elements: [Artwork.Element], _ base: Transform) -> [(PaintedPath, Int?)] {
        var paths: [(PaintedPath, Int?)] = []
        for element in elements {
            switch element {
            case .path(let path): paths.append((path, nil))
            case .picture: break
            case .group(let group):
                // A path has one clip: those of its own groups are joined to this one's.
                let inner = clipped(group.elements, base)
                let own = defined(group.clips, base)
                paths += inner.map { ($0.0, $0.1 ?? own) }
            }
        }
        return paths
    }

    private mutating func write(_ path: PaintedPath, _ base: Transform, _ clip: Int?) {
        sink.append("<path")
        if path.fill?.rule == .evenOdd { attribute("clip-rule", "evenodd") }
        if let clip { attribute("clip-path", "url(#c\(clip))") }
        sink.append(" d=\"")
        data(path.path.transformed(by: base * path.transform), extraDecimals: 0)
        sink.append("\"/>\n")
    }

    private mutating func defined(_ mask: Mask, _ base: Transform) -> Int {
        let box = mask.area.mapped(by: base * mask.transform)
        let name = identifier()
        sink.append("<defs><mask")
        attribute("id", "m\(name)")
        attribute("maskUnits", "userSpaceOnUse")
        attribute("x", box.min.x)
        attribute("y", box.min.y)
        attribute("width", box.width)
        attribute("height", box.height)
        switch mask.kind {
        case .luminance(let linear): if linear { attribute("color-interpolation", "linearRGB") }
        case .alpha: attribute("style", "mask-type:alpha")
        }
        sink.append(">\n")
        for element in mask.elements { write(element, base) }
        sink.append("</mask></defs>\n")
        return name
    }
}
