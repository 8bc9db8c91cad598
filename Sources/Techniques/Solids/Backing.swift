import ImpressionCanvas
import ImpressionGeometry

/// The plate behind a drawing.
public enum BackingShape: String, Sendable, Codable, CaseIterable {
    case rectangle, rounded, ellipse, circle
    /// The drawing's own outline, moved out.
    case contour
}

/// The plate's colour: one that is told, or whichever of nearly white and nearly black is farther from the drawing's.
enum BackingColour {
    static let automatic = "auto"

    static func option<Target>(_ name: String, _ place: TechniqueOption<Target>.Place<String>, _ meaning: String) -> TechniqueOption<Target> {
        .value(name, place, placeholder: "#RRGGBB", expected: "a colour as #rrggbb, or auto", meaning, read: { $0 == automatic ? $0 : Color(hex: $0)?.hex }, text: { $0 })
    }

    /// - Parameters:
    ///   - word: As `#rrggbb`, or `auto`.
    ///   - usual: What is taken where both stand out alike.
    static func color(_ word: String, behind parts: [ColourPartition.Part], usual: Color) -> Color {
        if let color = Color(hex: word) { return color }
        func nearest(_ color: Color) -> Double { parts.reduce(100) { min($0, abs($1.color.lab.l - color.lab.l)) } }
        let other = usual.lab.l > 50 ? Color(0.13, 0.13, 0.13) : Color(0.95, 0.95, 0.95)
        return nearest(usual) > 20 || nearest(usual) >= nearest(other) ? usual : other
    }
}

extension BackingShape {
    /// - Parameters:
    ///   - box: Of the drawing, about the origin.
    ///   - drawing: What is drawn, for its contour.
    ///   - margin: Around it, mm.
    ///   - corner: Radius of rounded corners, mm.
    func region(around box: Box, _ drawing: Region, margin: Double, corner: Double) -> Region {
        let wide = box.expanded(by: margin)
        func ellipse(_ radii: Point) -> Region { Region(BezierPath(ellipse: wide.center, radii: radii).flattened(tolerance: 0.005)) }
        switch self {
        case .rectangle: return Region(wide)
        case .rounded:
            let radius = min(corner, wide.width / 2 - 0.01, wide.height / 2 - 0.01)
            return radius > 0 ? Region(wide.expanded(by: -radius)).offset(by: radius) : Region(wide)
        case .ellipse:
            // Half axes whose ellipse passes through the box' corners.
            let root = 2.0.squareRoot()
            return ellipse(Point(box.width / 2 * root + margin, box.height / 2 * root + margin))
        case .circle:
            let reach = drawing.contours.points.reduce(0) { max($0, ($1.point - wide.center).length) }
            return ellipse(Point(reach + margin, reach + margin))
        case .contour:
            // Narrow bays are filled, so that the rim runs smoothly.
            return drawing.offset(by: margin * 2).offset(by: -margin).withoutHoles
        }
    }
}

extension Region {
    /// Outer rings alone.
    var withoutHoles: Region {
        var rings = Contours()
        for i in 0..<ringCount where contours.doubledSignedArea(of: contours.range(i)) > 0 { rings.append(contours[i]) }
        return Region(rings)
    }

    static func disc(_ center: Point, radius: Double) -> Region {
        Region(BezierPath(ellipse: center, radii: Point(radius, radius)).flattened(tolerance: 0.005))
    }
}
