import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Lines that widen the first layer's grip, side by side around the outlines.
///
/// They are parallels of the exact outlines. A parallel that runs in a hole is an inner one, any other an outer one, also around an island
/// in a hole. Ears are the parts of outer lines around corners that would curl first.
struct Brim {
    private let settings: SliceSettings
    private let spacing: Double
    /// Loops side by side.
    let count: Int

    /// Outer corners with a sharper inner angle get an ear.
    private static let sharpest = Angle(degrees: 125)
    /// Bends finer than this are no corners, mm. Discs of less than twice 2 mm count as corners.
    private static let detail = 0.25

    init(_ settings: SliceSettings) {
        self.settings = settings
        spacing = settings.firstLayerSpacing
        count = settings.brimWidth > 0 && settings.adhesion.brim != .none && spacing > 0 ? Int(min(1000, (settings.brimWidth / spacing).rounded())) : 0
    }

    /// How far it reaches beyond the outlines, mm.
    var reach: Double { count == 0 || settings.adhesion.brim == .inner ? 0 : max(0, settings.adhesion.brimGap) + Double(count) * spacing }

    /// Outermost first.
    func lines(around outlines: Region) -> [Polyline] {
        guard count > 0, !outlines.isEmpty else { return [] }
        let holes = Self.filled(outlines).subtracting(outlines)
        let ears = settings.adhesion.brim == .ears ? ears(of: outlines) : nil
        return (0..<count).reversed().flatMap { loop -> [Polyline] in
            let parallel = outlines.offset(by: max(0, settings.adhesion.brimGap) + (Double(loop) + 0.5) * spacing).contours
            let rings = (0..<parallel.count).filter { ring in
                guard settings.adhesion.brim != .both else { return true }
                let isInner = parallel.doubledSignedArea(of: parallel.range(ring)) < 0 && holes.contains(parallel.points[parallel.range(ring).lowerBound])
                return isInner == (settings.adhesion.brim == .inner)
            }
            guard let ears else { return rings.map { Polyline(parallel[$0].map(\.point), isClosed: true) } }
            let open = ears.clipping(Contours(rings.map { Array(parallel[$0]) + parallel[$0].prefix(1) }))
            return (0..<open.count).map { Polyline(open[$0].map(\.point)) }
        }
    }

    private static func filled(_ outlines: Region) -> Region {
        var outer = Contours()
        for i in 0..<outlines.ringCount where outlines.contours.doubledSignedArea(of: outlines.contours.range(i)) > 0 { outer.append(outlines.contours[i]) }
        return Region(outer)
    }

    /// Discs around sharp outer corners, as wide as the brim reaches.
    private func ears(of outlines: Region) -> Region {
        let coarse = outlines.simplified(tolerance: Self.detail), disc = Region(brushing: Polyline([.zero]), widths: [2 * reach], tolerance: 0.02)
        var discs = Contours()
        for i in 0..<coarse.ringCount where coarse.contours.doubledSignedArea(of: coarse.contours.range(i)) > 0 {
            let ring = coarse.contours[i].map(\.point)
            for (k, corner) in ring.enumerated() {
                let before = corner - ring[(k + ring.count - 1) % ring.count], after = ring[(k + 1) % ring.count] - corner
                // The turn is what the inner angle lacks to a straight line.
                let turn = Double.pi - Self.sharpest.radians
                guard before.cross(after) > 0, before.dot(after) < before.length * after.length * cos(turn) else { continue }
                discs.append(disc.contours[0].map { LatticePoint($0.point + corner) })
            }
        }
        return Region(discs)
    }
}
