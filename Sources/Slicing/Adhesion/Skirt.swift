import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Loops around everything, at a distance: they prime the nozzle and show a plate that is out of level.
///
/// The loops are parallels of the convex hull, outermost first, counter-clockwise. `skirtDistance` lies between the bodies (or their brim)
/// and the innermost line's edge.
struct Skirt {
    private let settings: SliceSettings
    init(_ settings: SliceSettings) { self.settings = settings }

    func loops(around points: [Point]) -> [Polyline] {
        let hull = convexHull(points), spacing = settings.firstLayerSpacing
        let wanted = settings.adhesion.draftShield == .enabled ? max(1, settings.skirtLoops) : settings.skirtLoops
        guard hull.count > 2, wanted > 0, settings.skirtLayers(of: 1) > 0 else { return [] }
        let nearest = Brim(settings).reach + settings.skirtDistance + settings.firstLayerLineWidth / 2
        var loops: [Polyline] = [], length = 0.0
        while loops.count < wanted || (length < leastLength && loops.count < Self.most) {
            loops.append(Polyline(parallel(of: hull, at: nearest + Double(loops.count) * spacing), isClosed: true))
            length += loops[loops.count - 1].length
        }
        return loops.reversed()
    }

    /// A skirt has no more loops, however much filament is asked for.
    private static let most = 1000

    /// Of the first layer's line, mm.
    private var leastLength: Double {
        let radius = settings.filamentDiameter / 2, area = beadArea(width: settings.firstLayerLineWidth, height: settings.firstLayerHeight)
        return area > 0 ? settings.adhesion.leastSkirtLength * .pi * radius * radius / area : 0
    }
}

/// The smallest convex polygon around `points`, counter-clockwise, without collinear corners. O(n log n).
///
/// Source: Andrew, "Another efficient algorithm for convex hulls in two dimensions", Information Processing Letters 9(5), 1979.
func convexHull(_ points: [Point]) -> [Point] {
    let sorted = points.filter { $0.x.isFinite && $0.y.isFinite }.sorted { $0.x != $1.x ? $0.x < $1.x : $0.y < $1.y }
    guard sorted.count > 2 else { return sorted }
    func chain(_ points: some Sequence<Point>) -> [Point] {
        var hull: [Point] = []
        for point in points {
            while hull.count > 1, (hull[hull.count - 1] - hull[hull.count - 2]).cross(point - hull[hull.count - 1]) <= 0 { hull.removeLast() }
            hull.append(point)
        }
        return hull.dropLast()
    }
    return chain(sorted) + chain(sorted.reversed())
}

/// The outer parallel of a convex polygon: its sides moved out, arcs around its corners.
func parallel(of hull: [Point], at distance: Double) -> [Point] {
    var points: [Point] = []
    for i in hull.indices {
        let corner = hull[i]
        let before = corner - hull[(i + hull.count - 1) % hull.count], after = hull[(i + 1) % hull.count] - corner
        let start = -before.perpendicular * (distance / before.length)
        let turn = atan2(before.cross(after), before.dot(after))
        let steps = max(1, Int((turn / chordStep(radius: distance)).rounded(.up)))
        for step in 0...steps {
            let angle = turn * Double(step) / Double(steps)
            points.append(corner + start * cos(angle) + start.perpendicular * sin(angle))
        }
    }
    return points
}

/// Angle between the corners of a polygon that stays within 0.02 mm of a circle.
private func chordStep(radius: Double) -> Double { 2 * acos(max(0, 1 - 0.02 / max(radius, 0.04))) }
