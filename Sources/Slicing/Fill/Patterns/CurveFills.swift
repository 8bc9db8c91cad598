import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

extension FillArea {
    /// Greatest distance of the region from the origin, in the pattern's own coordinates.
    fileprivate var farthest: Double { region.contours.points.reduce(0) { max($0, $1.point.distance(to: origin)) } }
}

/// Hilbert's curve: one line that visits every cell of a square.
///
/// Quarters that the region does not meet are left out, so the work follows the region, not the square.
///
/// Source: Hilbert, "Über die stetige Abbildung einer Linie auf ein Flächenstück", Mathematische Annalen 38, 1891.
public struct HilbertFill: FillPattern {
    public static let name = "hilbertcurve"
    public static let summary = "A curve that turns at every step"
    public init() {}

    public func lines(in area: FillArea) -> [FillLine] {
        guard area.isFillable else { return [] }
        let frame = area.frame(), box = frame.bounds(of: area.region), pitch = area.pitch
        let reach = max(abs(box.min.x), abs(box.min.y), abs(box.max.x), abs(box.max.y)) + pitch
        var order = 1
        while order < 20, pitch * Double(1 << order) < 2 * reach { order += 1 }
        var curve = Curve(pitch: pitch, box: box.expanded(by: pitch), half: pitch * Double(1 << order) / 2)
        curve.visit(0, 0, 1 << order, 0, 0, 1 << order)
        return area.filled(with: curve.lines.map { $0.map { frame.world($0) } })
    }

    private struct Curve {
        let pitch: Double
        let box: Box
        let half: Double
        var lines: [[Point]] = []
        private var isOpen = false

        init(pitch: Double, box: Box, half: Double) { (self.pitch, self.box, self.half) = (pitch, box, half) }

        /// A square from (x, y) with the sides (ax, ay) and (bx, by), in cells.
        mutating func visit(_ x: Int, _ y: Int, _ ax: Int, _ ay: Int, _ bx: Int, _ by: Int) {
            let corners = [(x, y), (x + ax + bx, y + ay + by)].map { Point(Double($0.0) * pitch - half, Double($0.1) * pitch - half) }
            var own = Box.empty
            for corner in corners { own.add(corner) }
            guard own.max.x >= box.min.x, own.min.x <= box.max.x, own.max.y >= box.min.y, own.min.y <= box.max.y else {
                isOpen = false
                return
            }
            if abs(ax + ay) == 1 {
                if !isOpen { lines.append([]) }
                isOpen = true
                lines[lines.count - 1].append(own.center)
                return
            }
            let (ax, ay, bx, by) = (ax / 2, ay / 2, bx / 2, by / 2)
            visit(x, y, bx, by, ax, ay)
            visit(x + ax, y + ay, ax, ay, bx, by)
            visit(x + ax + bx, y + ay + by, ax, ay, bx, by)
            visit(x + ax + 2 * bx, y + ay + 2 * by, -bx, -by, -ax, -ay)
        }
    }
}

/// Archimedes' spiral around the body's middle.
public struct ArchimedeanFill: FillPattern {
    public static let name = "archimedeanchords"
    public static let summary = "A spiral around the middle"
    public init() {}

    public func lines(in area: FillArea) -> [FillLine] {
        guard area.isFillable else { return [] }
        let reach = area.farthest + area.pitch, growth = area.pitch / (2 * .pi), frame = area.frame()
        guard reach / area.pitch < 100_000 else { return [] }
        var points = [Point.zero], turn = 0.0
        while growth * turn < reach {
            // Chords leave the curve by a twentieth of a line's width at most.
            let radius = max(growth * turn, area.pitch / 2)
            turn += min(.pi / 8, 2 * acos(max(0.5, 1 - area.lineWidth / 20 / radius)))
            points.append(Point(growth * turn * cos(turn), growth * turn * sin(turn)))
        }
        return area.filled(with: [points.map { frame.world($0) }])
    }
}

/// A spiral of eight-pointed stars: two squares, turned against each other.
public struct OctagramFill: FillPattern {
    public static let name = "octagramspiral"
    public static let summary = "A spiral of eight-pointed stars"
    public init() {}

    public func lines(in area: FillArea) -> [FillLine] {
        guard area.isFillable else { return [] }
        let frame = area.frame()
        // Sides lie cos 45° of the points' radius from the middle, the hollow corners cos 45° / cos 22.5°.
        let sides = 0.5.squareRoot(), hollow = sides / cos(.pi / 8), growth = area.pitch / sides / 16
        let reach = (area.farthest + area.pitch) / sides * 1.1
        guard reach / area.pitch < 100_000 else { return [] }
        var points: [Point] = [], k = 0
        while growth * Double(k) < reach {
            let radius = growth * Double(k) * (k.isMultiple(of: 2) ? 1 : hollow), turn = Double(k) * .pi / 8
            points.append(Point(radius * cos(turn), radius * sin(turn)))
            k += 1
        }
        return area.filled(with: [points.map { frame.world($0) }])
    }
}
