#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import ImpressionGeometry

/// The pictures of the design notes, by the name of their file.
enum Figures {
    static let all: [(name: String, draw: @Sendable () -> Sketch)] = [
        ("booleans", booleans), ("snap-rounding", snapRounding), ("joins", joins), ("insets", insets), ("strokes", strokes), ("triangulation", triangulation), ("medial-axis", medialAxis),
    ]

    /// Union, intersection, difference and symmetric difference of a star and a ring.
    static func booleans() -> Sketch {
        var sketch = Sketch(width: 168, height: 44, scale: 6)
        for (i, operation) in [BooleanOperation.union, .intersection, .difference, .symmetricDifference].enumerated() {
            let center = Point(22 + 42 * Double(i), 22)
            let a = star(center, points: 5, outer: 19, inner: 8), b = circle(Point(center.x + 5, center.y - 3), 14).subtracting(circle(Point(center.x + 5, center.y - 3), 7))
            sketch.fill(Region(operation, a.contours, b.contours), .sky)
            sketch.outline(a, .ink)
            sketch.outline(b, .ink)
            sketch.outline(Region(operation, a.contours, b.contours), .blue, width: 0.7)
        }
        return sketch
    }

    /// Segments on a coarse lattice, the squares that their ends and crossings make hot, and the pieces drawn from centre to centre.
    static func snapRounding() -> Sketch {
        let unit = 5.0
        var sketch = Sketch(width: 32 * unit, height: 14 * unit, scale: 5)
        func place(_ p: LatticePoint) -> Point { Point((Double(p.x) + 1) * unit, (Double(p.y) + 1) * unit) }
        for x in 0...31 { sketch.draw([Polyline([Point((Double(x) + 0.5) * unit, 0), Point((Double(x) + 0.5) * unit, 14 * unit)])], .pale.faint(0.35), width: 0.15) }
        for y in 0...13 { sketch.draw([Polyline([Point(0, (Double(y) + 0.5) * unit), Point(32 * unit, (Double(y) + 0.5) * unit)])], .pale.faint(0.35), width: 0.15) }
        let rings = [[(0, 1), (30, 4), (29, 6)], [(2, 11), (9, 0), (12, 12)], [(15, 0), (27, 12), (16, 9)]].map { $0.map { LatticePoint(Int32($0.0), Int32($0.1)) } }
        let result = Region(Contours(rings), fill: .evenOdd)
        var hot: [LatticePoint] = []
        for i in 0..<result.contours.count { hot += Array(result.contours[i]) }
        for p in Set(hot).sorted(by: <) {
            let c = place(p)
            sketch.fill(Region(Box(min: Point(c.x - unit / 2, c.y - unit / 2), max: Point(c.x + unit / 2, c.y + unit / 2))), .sand.faint(0.8))
        }
        let pieces = (0..<result.contours.count).map { i in Polyline(result.contours[i].map(place), isClosed: true) }
        sketch.fill(Region(pieces), .sky.faint(0.45))
        sketch.draw(rings.map { Polyline($0.map(place), isClosed: true) }, .red, width: 0.35)
        sketch.draw(pieces, .blue, width: 0.6)
        for p in Set(hot).sorted(by: <) { sketch.dot(place(p), .blue, radius: 0.8) }
        return sketch
    }

    /// One outline grown with round, mitred, square and bevelled joins.
    static func joins() -> Sketch {
        var sketch = Sketch(width: 168, height: 44, scale: 6)
        for (i, join) in [Join.round, .mitre(limit: 4), .square, .bevel].enumerated() {
            let shape = star(Point(22 + 42 * Double(i), 22), points: 4, outer: 15, inner: 7)
            let grown = shape.offset(by: 3, join: join)
            sketch.fill(grown, .sky)
            sketch.fill(shape, .sand)
            sketch.outline(shape, .ink)
            sketch.outline(grown, .blue, width: 0.5)
        }
        return sketch
    }

    /// Many insets of one region at once, until nothing is left.
    static func insets() -> Sketch {
        var sketch = Sketch(width: 120, height: 60, scale: 5)
        let body = star(Point(34, 30), points: 7, outer: 28, inner: 17).union(circle(Point(82, 30), 26)).union(Region(Box(min: Point(30, 24), max: Point(90, 36))))
        let shape = body.subtracting(circle(Point(88, 34), 9)).subtracting(star(Point(32, 30), points: 3, outer: 9, inner: 4))
        sketch.fill(shape, .sky.faint(0.6))
        for inset in shape.insets(by: (1...16).map { Double($0) * 1.2 }) { sketch.outline(inset, .blue, width: 0.25) }
        sketch.outline(shape, .ink, width: 0.5)
        return sketch
    }

    /// Caps and dashes.
    static func strokes() -> Sketch {
        var sketch = Sketch(width: 168, height: 50, scale: 6)
        for (i, style) in [StrokeStyle(width: 7, cap: .butt, join: .mitre), StrokeStyle(width: 7, cap: .square, join: .bevel), StrokeStyle(width: 7, cap: .round, join: .round),
                           StrokeStyle(width: 5, cap: .round, join: .round, dashes: [7, 8])].enumerated() {
            let x = 42 * Double(i) + 8
            let line = Polyline([Point(x, 8), Point(x + 9, 31), Point(x + 17, 8)] + CubicBezier(Point(x + 17, 8), Point(x + 24, 8), Point(x + 14, 32), Point(x + 27, 32)).flattened(tolerance: 0.02))
            let outline = Region(stroking: [line], style)
            sketch.fill(outline, .sky)
            sketch.outline(outline, .blue, width: 0.4)
            sketch.draw([line], .ink, width: 0.3)
        }
        return sketch
    }

    /// The middle lines of a shape, pruned, with the disks that touch its boundary twice.
    static func medialAxis() -> Sketch {
        var sketch = Sketch(width: 120, height: 60, scale: 5)
        let shape = star(Point(34, 30), points: 7, outer: 28, inner: 17).union(circle(Point(82, 30), 26, tolerance: 0.1)).union(Region(Box(min: Point(30, 24), max: Point(90, 36))))
            .subtracting(circle(Point(88, 34), 9, tolerance: 0.1)).subtracting(star(Point(32, 30), points: 3, outer: 9, inner: 4))
        sketch.fill(shape, .sand.faint(0.5))
        let axis = shape.medialAxis().pruned(angle: .degrees(60))
        for vertex in axis.vertices where vertex.clearance > 5 { sketch.outline(circle(vertex.center, vertex.clearance), .sky, width: 0.2) }
        for edge in axis.edges { sketch.draw([Polyline(axis.disks(along: edge, tolerance: 0.02).map(\.center))], .blue, width: 0.5) }
        sketch.outline(shape, .ink, width: 0.5)
        return sketch
    }

    /// The constrained Delaunay triangulation of a shape with holes.
    static func triangulation() -> Sketch {
        var sketch = Sketch(width: 120, height: 60, scale: 5)
        let shape = star(Point(30, 30), points: 9, outer: 28, inner: 15).union(circle(Point(80, 30), 27, tolerance: 0.4))
            .subtracting(circle(Point(86, 34), 9, tolerance: 0.3)).subtracting(star(Point(30, 30), points: 3, outer: 10, inner: 5))
        sketch.fill(shape, .sand.faint(0.5))
        let mesh = shape.triangulated()
        for i in 0..<mesh.count { sketch.draw([Polyline((0..<3).map { mesh.points[Int(mesh.indices[3 * i + $0])].point }, isClosed: true)], .blue, width: 0.2) }
        sketch.outline(shape, .ink, width: 0.5)
        return sketch
    }
}

func circle(_ center: Point, _ radius: Double, tolerance: Double = 0.01) -> Region {
    Region([Polyline(EllipticArc(center: center, radii: Point(radius, radius)).flattened(tolerance: tolerance), isClosed: true)])
}

func star(_ center: Point, points: Int, outer: Double, inner: Double) -> Region {
    let corners = (0..<2 * points).map { i in
        let angle = (90 + 180 * Double(i) / Double(points)) * .pi / 180, radius = i % 2 == 0 ? outer : inner
        return Point(center.x + radius * cos(angle), center.y + radius * sin(angle))
    }
    return Region([Polyline(corners, isClosed: true)])
}
