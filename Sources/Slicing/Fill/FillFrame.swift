import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Coordinates turned about a place: u to the right of the pattern, v along its first direction's left.
struct FillFrame {
    let origin: Point
    /// Unit vector of u.
    let axis: Point

    init(origin: Point, angle: Angle) {
        self.origin = origin
        axis = Point(cos(angle.radians), sin(angle.radians))
    }

    func local(_ place: Point) -> Point {
        let offset = place - origin
        return Point(offset.dot(axis), axis.cross(offset))
    }

    func world(_ local: Point) -> Point { Point(origin.x + local.x * axis.x - local.y * axis.y, origin.y + local.x * axis.y + local.y * axis.x) }

    /// The extent of a region in these coordinates.
    func bounds(of region: Region) -> Box {
        var box = Box.empty
        for point in region.contours.points { box.add(local(point.point)) }
        return box
    }
}

extension FillFrame {
    /// Parallels to u that cover a region.
    ///
    /// - Parameters:
    ///   - pitch: Their distance, mm.
    ///   - phase: v of one of them, mm.
    func parallels(over region: Region, pitch: Double, phase: Double) -> [[Point]] {
        let box = bounds(of: region).expanded(by: pitch / 8)
        let first = ((box.min.y - phase) / pitch).rounded(.up), last = ((box.max.y - phase) / pitch).rounded(.down)
        guard first <= last, last - first < Self.mostLines else { return [] }
        return (0...Int(last - first)).map { step in
            let v = phase + (first + Double(step)) * pitch
            return [world(Point(box.min.x, v)), world(Point(box.max.x, v))]
        }
    }

    /// A layer with more lines is an error of units, not a print.
    static let mostLines = 1e6
}
