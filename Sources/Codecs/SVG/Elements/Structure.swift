internal import ImpressionCanvas
internal import ImpressionGeometry

/// `g` and `a`.
struct GroupElement: SVGElement {
    let names = ["g", "a"]

    func draw(_ node: SVGNode, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> SVGDrawing {
        var drawing = try reader.drawChildren(of: node, in: context)
        let name = node.layerName
        if !name.isEmpty, !drawing.elements.isEmpty { drawing.elements = [.group(ElementGroup(drawing.elements, name: name))] }
        return drawing
    }
}

extension SVGNode {
    /// What an editor calls an element, or its `id`; empty where it has neither.
    var layerName: String { self["inkscape:label"] ?? self["id"] ?? "" }
}

/// The first child whose conditions hold.
struct SwitchElement: SVGElement {
    let names = ["switch"]

    func draw(_ node: SVGNode, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> SVGDrawing {
        for child in node.childElements where SVGElements.byName[child.name] != nil && reader.passesConditions(child) { return try reader.draw(child, in: context) }
        return SVGDrawing()
    }
}

extension SVGReader {
    /// `requiredExtensions` and `systemLanguage`. Source: SVG 2, §5.8 "Conditional processing".
    func passesConditions(_ node: SVGNode) -> Bool {
        if let extensions = node["requiredExtensions"], !trimmed(extensions).isEmpty { return false }
        guard let languages = node["systemLanguage"] else { return true }
        return languages.split(separator: ",").contains { language in
            let wanted = trimmed(language).lowercased()
            return options.languages.contains { own in wanted == own.lowercased() || wanted.hasPrefix(own.lowercased() + "-") }
        }
    }
}

/// Another element, drawn here and inheriting from here.
struct UseElement: SVGElement {
    let names = ["use"]
    let isShape = true

    func draw(_ node: SVGNode, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> SVGDrawing {
        guard let target = reader.target(of: node) else { return SVGDrawing() }
        guard var inner = context.entering(target), !node.isInside(target) else {
            reader.note(.reference, "\(node.label) draws itself again and is left out")
            return SVGDrawing()
        }
        // A clip path takes shapes from `use`, and nothing else.
        if context.purpose == .clipping, !(SVGElements.byName[target.name]?.isShape ?? false) || target.name == "use" { return SVGDrawing() }
        let shift = Point(reader.length("x", of: node, .x, in: context) ?? 0, reader.length("y", of: node, .y, in: context) ?? 0)
        inner.transform = context.transform * .translation(shift.x, shift.y)
        if context.purpose == .drawing, reader.hasContextPaints {
            // Paints of the `use` may be measured by its content, which is drawn once without them.
            inner.contextPaints = nil
            let box = try draw(target, usedBy: node, in: inner, &reader).box.mapped(by: .translation(shift.x, shift.y))
            inner.contextPaints = try reader.contextPaints(of: node, box: box, in: context)
        }
        var drawing = try draw(target, usedBy: node, in: inner, &reader)
        drawing.box = drawing.box.mapped(by: .translation(shift.x, shift.y))
        return drawing
    }

    private func draw(_ target: SVGNode, usedBy node: SVGNode, in context: SVGContext, _ reader: inout SVGReader) throws(SVGError) -> SVGDrawing {
        switch target.name {
        case "symbol": try reader.drawSymbol(target, usedBy: node, in: context)
        case "svg": try reader.drawSVG(target, usedBy: node, in: context)
        default: try reader.draw(target, in: context)
        }
    }
}

extension SVGNode {
    func isInside(_ other: SVGNode) -> Bool {
        var above = parent
        while let node = above {
            if node == other { return true }
            above = node.parent
        }
        return false
    }
}

extension SVGReader {
    /// The element that `href` names; noted where there is none.
    mutating func target(of node: SVGNode) -> SVGNode? {
        guard let href = node.href.map({ trimmed($0) }), !href.isEmpty else { return nil }
        guard href.hasPrefix("#") else {
            note(.external, "\(node.label) refers to \(href.prefix(80)), which is outside of the file and not fetched")
            return nil
        }
        guard let target = tree.node(id: String(href.dropFirst())) else {
            note(.reference, "\(node.label) refers to \(href), which does not exist")
            return nil
        }
        return target
    }
}
