#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

extension Region {
    /// The area under a round brush whose width changes evenly from point to point of a line.
    ///
    /// It is the union of the hulls of neighbouring discs, each to `tolerance`.
    ///
    /// - Parameters:
    ///   - widths: Full widths at the line's points, mm; a missing one is the last one given. Not positive ones make a point.
    ///   - tolerance: Greatest distance of chords from the discs, mm.
    public init(brushing line: Polyline, widths: [Double], tolerance: Double = 0.005) {
        var hulls = Contours()
        let points = line.isClosed ? line.points + line.points.prefix(1) : line.points
        func radius(_ i: Int) -> Double {
            let width = i < widths.count ? widths[i] : (line.isClosed && i == line.points.count ? widths.first : widths.last) ?? 0
            return width.isFinite ? max(0, width / 2) : 0
        }
        if points.count == 1 { hulls.append(Self.hull(points[0], radius(0), points[0], radius(0), tolerance)) }
        for i in points.indices.dropLast() { hulls.append(Self.hull(points[i], radius(i), points[i + 1], radius(i + 1), tolerance)) }
        self.init(hulls, fill: .positive)
    }

    /// Counter-clockwise around two discs.
    private static func hull(_ a: Point, _ ra: Double, _ b: Point, _ rb: Double, _ tolerance: Double) -> [LatticePoint] {
        let distance = a.distance(to: b)
        // One disc holds the other.
        if distance <= (ra - rb).magnitude { return arc(ra > rb ? a : b, max(ra, rb), from: 0, sweep: 2 * .pi, tolerance) }
        // The outer tangents touch both discs at this angle from the way ahead.
        let angle = acos((ra - rb) / distance)
        let ahead = atan2(b.y - a.y, b.x - a.x)
        return arc(b, rb, from: ahead - angle, sweep: 2 * angle, tolerance) + arc(a, ra, from: ahead + angle, sweep: 2 * (.pi - angle), tolerance)
    }

    private static func arc(_ center: Point, _ radius: Double, from start: Double, sweep: Double, _ tolerance: Double) -> [LatticePoint] {
        let arc = EllipticArc(center: center, radii: Point(radius, radius), start: Angle(radians: start), sweep: Angle(radians: sweep))
        return ([arc.point(at: 0)] + arc.flattened(tolerance: tolerance)).map { LatticePoint($0) }
    }
}
