import ImpressionGeometry
import ImpressionRaster
import Testing

@Suite struct DistanceFieldTests {
    private let region: Region

    init() {
        var random = SplitMix64(seed: 9)
        let lines = (0..<4).map { _ in Polyline((0..<5).map { _ in Point(random.unit() * 40, random.unit() * 30) }, isClosed: true) }
        region = Region(lines, fill: .evenOdd)
    }

    @Test func `every pixel knows its distance and its side`() {
        let frame = PixelFrame(around: region.bounds.expanded(by: 3), pixelSize: 0.7)
        let field = frame.distances(to: region)
        for y in 0..<frame.height {
            for x in 0..<frame.width {
                let p = frame.centre(x, y)
                var least = Double.infinity
                for line in region.polylines {
                    for i in line.points.indices {
                        let (a, b) = (line.points[i], line.points[(i + 1) % line.points.count])
                        let t = max(0, min(1, (p - a).dot(b - a) / (b - a).squaredLength))
                        least = min(least, p.distance(to: a.mix(b, t)))
                    }
                }
                let expected = region.contains(p) ? -least : least
                #expect(abs(Double(field[x, y]) - expected) < 1e-5)
            }
        }
    }

    @Test func `a limit cuts and workers change nothing`() {
        let frame = PixelFrame(around: region.bounds.expanded(by: 3), pixelSize: 0.5)
        let (all, near) = (frame.distances(to: region), frame.distances(to: region, within: 1, workers: Workers(2)))
        #expect(zip(all.pixels, near.pixels).allSatisfy { abs(max(-1, min(1, $0)) - $1) < 1e-6 })
        #expect(frame.distances(to: region, workers: Workers(3)) == all)
        #expect(frame.distances(to: .empty, within: 2).pixels.allSatisfy { $0 == 2 })
    }
}
