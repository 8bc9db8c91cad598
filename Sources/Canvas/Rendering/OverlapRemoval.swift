internal import ImpressionGeometry

/// Lines of one path that cross or repeat within a pixel cover less of it than their areas add up to: dense line art would come out too dark.
/// The exact core makes one area of them first.
extension PixelContours {
    /// Lattice units in a pixel.
    private static let unit = 4096.0
    /// Pixels. What lies farther out does not fit the lattice.
    private static let farthest = 200_000.0
    /// More points than this are drawn as they are: their union would take longer than their picture is worth.
    private static let mostPoints = 20_000

    /// The same area as rings that neither cross nor overlap, rounded to 1/4096 pixel; nil where there are too many of them or they lie too far out.
    func withoutOverlaps(_ rule: FillRule) -> PixelContours? {
        let reach = max(abs(bounds.min.x), abs(bounds.min.y), abs(bounds.max.x), abs(bounds.max.y))
        guard reach < Self.farthest, points.count <= Self.mostPoints else { return nil }
        var contours = Contours()
        contours.reserve(points: points.count, contours: ends.count)
        var start = 0
        for end in ends {
            contours.append(points[start..<end].lazy.map { LatticePoint(Self.units($0.x), Self.units($0.y)) })
            start = end
        }
        let region = Region(contours, fill: rule)
        var result = PixelContours()
        for i in 0..<region.contours.count {
            for point in region.contours[i] { result.add(Point(Double(point.x) / Self.unit, Double(point.y) / Self.unit)) }
            result.close()
        }
        return result
    }

    /// Coordinates that are not finite are zero.
    private static func units(_ v: Double) -> Int32 { v.isFinite ? Int32((max(-farthest, min(farthest, v)) * unit).rounded()) : 0 }
}
