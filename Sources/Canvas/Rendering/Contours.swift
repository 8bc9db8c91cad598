internal import ImpressionGeometry

/// Closed lines in pixels, y down, one after another.
struct PixelContours: Sendable {
    var points: [Point] = []
    /// Where each line ends among the points.
    private(set) var ends: [Int] = []
    private(set) var bounds = Box.empty

    var isEmpty: Bool { ends.isEmpty }

    mutating func add(_ p: Point) {
        points.append(p)
        bounds.add(p)
    }

    /// Ends a line. One without an area is dropped.
    mutating func close() {
        let start = ends.last ?? 0
        if points.count - start < 3 { points.removeLast(points.count - start) } else { ends.append(points.count) }
    }
}

/// How a path's curves become chords in pixels.
struct Flattening: Sendable {
    /// From the path's space to pixels.
    var transform: Transform
    /// What is seen, in pixels.
    var window: Box

    /// Chords leave their curve by at most this many pixels: an edge pixel's coverage is off by 1 % at most, on the mean by less than ½ %.
    static let tolerance = 0.03
    /// A curve of more chords than this is larger than any picture.
    private static let chordLimit = 1024.0

    /// The areas of a path's runs, each closed.
    func contours(of path: BezierPath) -> PixelContours {
        var contours = PixelContours()
        var next = 0
        var last = Point.zero
        for verb in path.verbs {
            switch verb {
            case .move:
                contours.close()
                last = transform(path.points[next])
                contours.add(last)
                next += 1
            case .line:
                last = transform(path.points[next])
                contours.add(last)
                next += 1
            case .cubic:
                let curve = CubicBezier(last, transform(path.points[next]), transform(path.points[next + 1]), transform(path.points[next + 2]))
                let count = chords(of: curve)
                for i in 1..<max(1, count) { contours.add(curve.point(at: Double(i) / Double(count))) }
                contours.add(curve.end)
                last = curve.end
                next += 3
            // The next run starts with a `move` of its own, also after a closing.
            case .close: break
            }
        }
        contours.close()
        contours.fitToGrid()
        return contours
    }

    /// How many chords a curve in pixels takes. A curve that is not seen is its chord: its rows are wound the same.
    private func chords(of curve: CubicBezier) -> Int {
        let (a, b, c, d) = (curve.start, curve.control1, curve.control2, curve.end)
        if max(a.x, b.x, c.x, d.x) < window.min.x || min(a.x, b.x, c.x, d.x) > window.max.x { return 1 }
        if max(a.y, b.y, c.y, d.y) < window.min.y || min(a.y, b.y, c.y, d.y) > window.max.y { return 1 }
        return Self.chords(bend: max((a - b * 2 + c).length, (b - c * 2 + d).length), tolerance: Self.tolerance)
    }

    /// Source: Wang 1984, as in `CubicBezier.flattened`.
    static func chords(bend: Double, tolerance: Double) -> Int {
        let ideal = (0.75 * bend / tolerance).squareRoot().rounded(.up)
        return ideal < chordLimit ? max(1, Int(ideal)) : Int(chordLimit)
    }
}
