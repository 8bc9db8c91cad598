import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A seam without a step: the wall begins as a ramp on the layer below and ends upon that ramp.
///
///             ────────────────────╲ end: plastic fades, height stays
///        ╱ begin: rises from the layer below
///
/// Both lie over one another along the ramp's length and share the plastic of one line.
public struct ScarfSeam: Sendable, Equatable, Codable {
    public var walls = ScarfWalls.none
    /// Of the ramp, mm.
    public var length = 20.0
    /// Height at which the ramp begins, as a share of the layer's.
    public var startHeight = 0.0
    /// Longest piece of the ramp that rises as one, mm.
    public var step = 1.0
    /// The ramp goes all the way round.
    public var isWholeLoop = false
    /// Only where the seam is no corner that hides it.
    public var onlyWhereSmooth = true
    /// Inner walls, too.
    public var includesInner = false

    public init() {}

    /// Sharper corners hide a seam, degrees of turn.
    static let smoothTurn = 30.0
}

public enum ScarfWalls: String, Sendable, Codable, CaseIterable {
    case none = "nowhere"
    /// The outside, but no holes.
    case contours
    case everywhere
}

extension ScarfSeam {
    /// A wall that begins at its seam, with the ramp; the wall itself where it gets none.
    ///
    /// - Parameter height: Of the layer, mm.
    func applied(to path: Toolpath, height: Double) -> Toolpath {
        guard walls != .none, path.isClosed, path.points.count > 2, path.hangs.allSatisfy({ $0 == 0 }) else { return path }
        guard path.role == .externalWall || includesInner && path.role == .wall else { return path }
        let loop = Polyline(path.points, isClosed: true), whole = loop.length
        guard walls == .everywhere || loop.signedArea > 0, !onlyWhereSmooth || isSmooth(path.points) else { return path }
        let ramp = isWholeLoop ? whole : min(length, whole / 2)
        guard ramp > 4 * step || ramp > 2 else { return path }
        let lap = Lap(path, ramp: ramp, step: max(0.05, step))
        var scarf = path
        (scarf.isClosed, scarf.points, scarf.widths, scarf.rises, scarf.seam, scarf.hangs) = (false, [], [], [], nil, [])
        func add(_ vertex: Lap.Vertex, share: Double, rise: Double) {
            scarf.points.append(vertex.point)
            scarf.widths.append(Float(beadWidth(area: beadArea(width: vertex.width, height: height) * share, height: height)))
            scarf.rises.append(Float(rise))
        }
        func share(_ way: Double) -> Double { min(1, startHeight + (1 - startHeight) * way / ramp) }
        for vertex in lap.vertices { add(vertex, share: share(vertex.way), rise: (share(vertex.way) - 1) * height) }
        for vertex in lap.vertices.prefix(while: { $0.way <= ramp + 1e-9 }).map({ $0 }) { add(vertex, share: vertex.way < 1e-9 ? 1 : 1 - share(vertex.way), rise: 0) }
        return scarf
    }

    private func isSmooth(_ points: [Point]) -> Bool {
        let a = points[0] - points[points.count - 1], b = points[1] - points[0]
        return abs(atan2(a.cross(b), a.dot(b))) * 180 / .pi < Self.smoothTurn
    }
}

/// A loop's vertices with their way from its beginning, those of the ramp close together.
private struct Lap {
    struct Vertex { var point: Point, width: Double, way: Double }
    var vertices: [Vertex] = []

    init(_ path: Toolpath, ramp: Double, step: Double) {
        let n = path.points.count
        func width(_ i: Int) -> Double { Double(path.widths.count == n ? path.widths[i % n] : path.widths[0]) }
        var way = 0.0
        for i in 0..<n {
            let a = path.points[i], b = path.points[i + 1 < n ? i + 1 : 0], length = a.distance(to: b)
            vertices.append(Vertex(point: a, width: width(i), way: way))
            // Inside the ramp in steps, and a vertex where it ends.
            var places: [Double] = []
            let inside = min(length, ramp - way)
            if inside > 1e-9 {
                let parts = Int((inside / step).rounded(.up))
                places = (1...max(1, parts)).map { inside * Double($0) / Double(max(1, parts)) }.filter { $0 < length - 1e-6 }
            }
            for place in places { vertices.append(Vertex(point: a.mix(b, place / length), width: width(i) + (width(i + 1) - width(i)) * place / length, way: way + place)) }
            way += length
        }
    }
}
