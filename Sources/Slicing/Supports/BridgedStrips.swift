import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The part of a hanging area that threads of one direction span, held at both ends.
struct BridgedStrips {
    private struct Meeting {
        var line: Int
        var place: Double
        var isHeld: Bool
    }

    private let along: Point
    private let across: Point
    private var low = Double.infinity
    private var step = 0.0
    private var meetings: [Meeting] = []

    /// How far beyond an end plastic must lie, mm.
    private static let hold = 0.1

    /// - Parameters:
    ///   - below: What carries.
    ///   - width: Of a thread, mm.
    init(_ area: Region, below: Region, angle: Angle, width: Double) {
        along = Point(cos(angle.radians), sin(angle.radians))
        across = along.perpendicular
        var high = -Double.infinity
        for point in area.contours.points {
            low = min(low, point.point.dot(across))
            high = max(high, point.point.dot(across))
        }
        guard high > low, width > 0 else { return }
        step = (high - low) / max(1, ((high - low) / width).rounded())
        let index = RegionIndex(below)
        for i in 0..<area.ringCount {
            let ring = area.contours[i]
            var a = ring[ring.endIndex - 1].point
            for b in ring.lazy.map(\.point) {
                meet(a, b, index)
                a = b
            }
        }
        meetings.sort { ($0.line, $0.place) < ($1.line, $1.place) }
    }

    private mutating func meet(_ a: Point, _ b: Point, _ below: RegionIndex) {
        let out = (b - a).perpendicular * (-Self.hold / (b - a).length)
        ScanLines(across: across, low: low, step: step).forEach(from: a, to: b) { line, share in
            let place = a.mix(b, share)
            meetings.append(Meeting(line: line, place: place.dot(along), isHeld: below.contains(LatticePoint(place + out))))
        }
    }

    /// Adds a rectangle for each thread of at most `longest` mm, made longer by `beyond` at both ends.
    func append(to strips: inout Contours, longest: Double, beyond: Double) {
        for i in stride(from: 0, to: meetings.count - 1, by: 2) {
            let (a, b) = (meetings[i], meetings[i + 1])
            guard a.line == b.line, a.isHeld, b.isHeld, b.place - a.place <= longest else { continue }
            let bottom = across * (low + Double(a.line) * step), top = bottom + across * step
            let left = along * (a.place - beyond), right = along * (b.place + beyond)
            strips.append([bottom + left, bottom + right, top + right, top + left].map { LatticePoint($0) })
        }
    }
}
