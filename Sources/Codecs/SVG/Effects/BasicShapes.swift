internal import ImpressionCanvas
internal import ImpressionGeometry

extension SVGReader {
    /// CSS's shapes as clips: `circle()`, `ellipse()`, `inset()`, `polygon()` and `path()`, in the box that is named after them.
    ///
    /// `view-box` is the nearest viewport, `stroke-box` is taken as the fill's box with half of the stroke around. Other words leave the element whole.
    /// Source: W3C, CSS Shapes Module Level 1, §3.
    mutating func basicShapeClip(_ text: String, box: Box, in context: SVGContext) -> [ClipPath] {
        guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close else { return [] }
        let name = trimmed(text[..<open]).split(separator: " ").last.map(String.init) ?? ""
        let words = text[..<open].split(separator: " ").dropLast().map(String.init) + text[text.index(after: close)...].split(separator: " ").map(String.init)
        let area = reference(words.first, box, context)
        guard !area.isEmpty, let shape = shape(name, trimmed(text[text.index(after: open)..<close]), area, lengthUnits(context.style)) else {
            note(.unsupported, "clip-path: \(text.prefix(60)) is not a shape that is known")
            return []
        }
        return [ClipPath([.path(PaintedPath(shape.path, transform: context.transform, fill: Fill(.color(.black), rule: shape.rule)))])]
    }

    private func reference(_ word: String?, _ box: Box, _ context: SVGContext) -> Box {
        switch word {
        case "view-box": return Box(min: .zero, max: context.viewport)
        case "fill-box", "content-box", "padding-box": return box
        // Also what holds where no box is named: CSS's border box is SVG's stroke box.
        default:
            guard !box.isEmpty, let paint = context.style[.stroke], paint != "none" else { return box }
            return box.expanded(by: (length(.strokeWidth, .other, in: context) ?? 1) / 2)
        }
    }

    private func shape(_ name: String, _ arguments: String, _ area: Box, _ units: LengthUnits) -> (path: BezierPath, rule: FillRule)? {
        let size = Point(area.width, area.height)
        switch name {
        case "circle", "ellipse":
            let halves = arguments.firstRange(of: "at ")
            let radii = halves.map { trimmed(arguments[..<$0.lowerBound]) } ?? arguments
            let origin = halves.map { String(arguments[$0.upperBound...]) }.flatMap { parseOrigin($0, units: units, percentOf: size) } ?? Point(size.x / 2, size.y / 2)
            let center = area.min + origin
            let words = radii.split(separator: " ").map(String.init)
            func radius(_ word: String?, _ axis: LengthAxis) -> Double? {
                let sides = axis == .x ? [origin.x, size.x - origin.x] : axis == .y ? [origin.y, size.y - origin.y] : [origin.x, size.x - origin.x, origin.y, size.y - origin.y]
                switch word {
                case nil, "closest-side": return sides.map(\.magnitude).min()
                case "farthest-side": return sides.map(\.magnitude).max()
                case let word?: return SVGLength(word).map { units.pixels($0, percentOf: axis.whole(of: size)) }
                }
            }
            let r = name == "circle" ? radius(words.first, .other).map { Point($0, $0) }
                : radius(words.first, .x).flatMap { x in radius(words.count > 1 ? words[1] : nil, .y).map { Point(x, $0) } }
            return r.flatMap { $0.x >= 0 && $0.y >= 0 ? (BezierPath(ellipse: center, radii: $0), .nonZero) : nil }
        case "inset":
            let words = arguments.split(separator: " ").prefix { $0 != "round" }.map { SVGLength($0) }
            guard let first = words.first, let top = first, words.allSatisfy({ $0 != nil }) else { return nil }
            let right = words.count > 1 ? words[1] ?? top : top, bottom = words.count > 2 ? words[2] ?? top : top, left = words.count > 3 ? words[3] ?? right : right
            let box = Box(min: Point(area.min.x + units.pixels(left, percentOf: size.x), area.min.y + units.pixels(top, percentOf: size.y)),
                          max: Point(area.max.x - units.pixels(right, percentOf: size.x), area.max.y - units.pixels(bottom, percentOf: size.y)))
            return (BezierPath(box), .nonZero)
        case "polygon": return polygon(arguments, area, units)
        case "path":
            let parts = arguments.split(separator: arguments.contains("\"") ? "\"" : "'", omittingEmptySubsequences: false)
            guard parts.count >= 2 else { return nil }
            return (SVGShape(data: String(parts[1])).path.transformed(by: .translation(area.min.x, area.min.y)), parts[0].contains("evenodd") ? .evenOdd : .nonZero)
        default: return nil
        }
    }

    private func polygon(_ arguments: String, _ area: Box, _ units: LengthUnits) -> (path: BezierPath, rule: FillRule)? {
        var path = BezierPath()
        var rule = FillRule.nonZero
        for part in arguments.split(separator: ",") {
            let words = part.split(separator: " ").map(String.init)
            if words.count == 1 {
                rule = words[0] == "evenodd" ? .evenOdd : .nonZero
                continue
            }
            guard words.count == 2, let x = SVGLength(words[0]), let y = SVGLength(words[1]) else { return nil }
            let p = area.min + Point(units.pixels(x, percentOf: area.width), units.pixels(y, percentOf: area.height))
            if path.isEmpty { path.move(to: p) } else { path.line(to: p) }
        }
        path.close()
        return path.isEmpty ? nil : (path, rule)
    }
}
