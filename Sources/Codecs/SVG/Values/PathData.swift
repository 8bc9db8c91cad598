internal import ImpressionGeometry

/// A path, and which of its pieces end inside of one command: arcs are several cubics, but markers stand at ends of commands.
struct SVGShape: Sendable {
    var path: BezierPath
    /// Indices of verbs whose end is not the end of a command, in order.
    var innerVerbs: [Int] = []

    init(_ path: BezierPath) { self.path = path }

    /// The path that `d` describes, up to its first error.
    ///
    /// Source: SVG 2, §9.3 "Path data" and §9.5.4 "Error handling".
    init(data text: String) {
        var reader = PathDataReader(text)
        reader.read()
        path = reader.path
        innerVerbs = reader.innerVerbs
    }
}

private struct PathDataReader {
    private var scanner: SVGScanner
    private(set) var path = BezierPath()
    private(set) var innerVerbs: [Int] = []
    private var at = Point.zero
    private var start = Point.zero
    /// Control point that a smooth curve mirrors, after a cubic or quadratic curve.
    private var cubicControl: Point?
    private var quadraticControl: Point?

    init(_ text: String) { scanner = SVGScanner(text) }

    mutating func read() {
        scanner.skipSpace()
        while let command = scanner.next {
            guard command | 32 >= 97, command | 32 <= 122 else { return }
            guard !path.isEmpty || command | 32 == 109 else { return }
            scanner.advance()
            guard run(command) else { return }
            scanner.skipSpace()
        }
    }

    /// One command with all its repeated arguments; false at an error.
    private mutating func run(_ command: UInt8) -> Bool {
        if command | 32 == 122 {
            path.close()
            (at, cubicControl, quadraticControl) = (start, nil, nil)
            return true
        }
        var isFirst = true
        while true {
            if !isFirst {
                // Another round of arguments needs a number.
                scanner.skipSeparator()
                guard let c = scanner.next, c == 43 || c == 45 || c == 46 || c &- 48 < 10 else { return true }
            }
            guard step(command, isFirst) else { return false }
            isFirst = false
        }
    }

    private mutating func point(_ isRelative: Bool) -> Point? {
        guard let x = scanner.nextNumber(), let y = scanner.nextNumber() else { return nil }
        return isRelative ? Point(at.x + x, at.y + y) : Point(x, y)
    }

    private mutating func step(_ command: UInt8, _ isFirst: Bool) -> Bool {
        let isRelative = command >= 97
        switch command | 32 {
        case 109: // m
            guard let p = point(isRelative) else { return false }
            if isFirst {
                path.move(to: p)
                start = p
                finish(p)
            } else {
                line(to: p)
            }
        case 108: // l
            guard let p = point(isRelative) else { return false }
            line(to: p)
        case 104: // h
            guard let x = scanner.nextNumber() else { return false }
            line(to: Point(isRelative ? at.x + x : x, at.y))
        case 118: // v
            guard let y = scanner.nextNumber() else { return false }
            line(to: Point(at.x, isRelative ? at.y + y : y))
        case 99: // c
            guard let a = point(isRelative), let b = point(isRelative), let p = point(isRelative) else { return false }
            cubic(a, b, p)
        case 115: // s
            guard let b = point(isRelative), let p = point(isRelative) else { return false }
            cubic(cubicControl.map { at * 2 - $0 } ?? at, b, p)
        case 113: // q
            guard let c = point(isRelative), let p = point(isRelative) else { return false }
            quadratic(c, p)
        case 116: // t
            guard let p = point(isRelative) else { return false }
            quadratic(quadraticControl.map { at * 2 - $0 } ?? at, p)
        case 97: return arc(isRelative)
        default: return false
        }
        return true
    }

    private mutating func finish(_ p: Point, cubic: Point? = nil, quadratic: Point? = nil) { (at, cubicControl, quadraticControl) = (p, cubic, quadratic) }

    private mutating func line(to p: Point) {
        path.line(to: p)
        finish(p)
    }

    private mutating func cubic(_ a: Point, _ b: Point, _ p: Point) {
        path.cubic(a, b, to: p)
        finish(p, cubic: b)
    }

    private mutating func quadratic(_ c: Point, _ p: Point) {
        path.quadratic(c, to: p)
        finish(p, quadratic: c)
    }

    private mutating func arc(_ isRelative: Bool) -> Bool {
        guard let rx = scanner.nextNumber(), let ry = scanner.nextNumber(), let rotation = scanner.nextNumber() else { return false }
        scanner.skipSeparator()
        guard let isLarge = scanner.flag() else { return false }
        scanner.skipSeparator()
        guard let isSweep = scanner.flag(), let p = point(isRelative) else { return false }
        if let arc = EllipticArc(from: at, to: p, radii: Point(rx, ry), rotation: Angle(degrees: rotation), isLarge: isLarge, isCounterClockwise: isSweep) {
            let first = path.verbs.count
            path.arc(arc, endingAt: p)
            innerVerbs += first..<max(first, path.verbs.count - 1)
        } else if p != at || rx == 0 || ry == 0 {
            path.line(to: p)
        }
        finish(p)
        return true
    }
}
