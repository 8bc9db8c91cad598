import ImpressionGeometry
import ImpressionRaster
import Testing

@Suite struct CoverageTests {
    /// The area of a polygon inside of one pixel, by cutting it with the pixel's four sides (Sutherland and Hodgman).
    private func exactCoverage(_ polygon: [Point], _ x: Int, _ y: Int) -> Double {
        var ring = polygon
        let sides: [(Point) -> Double] = [{ $0.x - Double(x) }, { Double(x + 1) - $0.x }, { $0.y - Double(y) }, { Double(y + 1) - $0.y }]
        for side in sides {
            var cut: [Point] = []
            for i in ring.indices {
                let (p, q) = (ring[i], ring[(i + 1) % ring.count])
                let (a, b) = (side(p), side(q))
                if a >= 0 { cut.append(p) }
                if (a < 0) != (b < 0) { cut.append(p.mix(q, a / (a - b))) }
            }
            ring = cut
        }
        return Polyline(ring, isClosed: true).signedArea
    }

    @Test func `coverage is the exact area in every pixel`() {
        var random = SplitMix64(seed: 5)
        for _ in 0..<200 {
            // A triangle, partly outside of the clip.
            let triangle = (0..<3).map { _ in Point(random.unit() * 30 - 8, random.unit() * 30 - 8) }
            var rasterizer = CoverageRasterizer(width: 16, height: 12)
            rasterizer.add(triangle)
            let raster = Raster<Float>(width: 16, height: 12, covering: rasterizer.spans(.nonZero))
            for y in 0..<12 {
                for x in 0..<16 { #expect(abs(Double(raster[x, y]) - abs(exactCoverage(triangle, x, y))) < 1e-4) }
            }
        }
    }

    private func ring(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> [Point] { [Point(x0, y0), Point(x1, y0), Point(x1, y1), Point(x0, y1)] }

    @Test func `fill rules decide what overlaps`() {
        var rasterizer = CoverageRasterizer(width: 8, height: 8)
        rasterizer.add(ring(0, 0, 6, 6))
        rasterizer.add(ring(2, 2, 8, 8))
        func sum(_ fill: FillRule) -> Float { rasterizer.spans(fill).reduce(0) { $0 + Float($1.length) * $1.coverage } }
        #expect(sum(.nonZero) == 56 && sum(.evenOdd) == 40 && sum(.positive) + sum(.negative) == 56)
        rasterizer.removeAll()
        #expect(rasterizer.spans(.nonZero).isEmpty)
    }

    @Test func `solid rows are single spans and empty rows are none`() {
        var rasterizer = CoverageRasterizer(width: 1000, height: 10)
        rasterizer.add(ring(10.5, 2, 990, 4))
        #expect(rasterizer.spans(.nonZero) == [
            CoverageSpan(y: 2, x: 10, length: 1, coverage: 0.5), CoverageSpan(y: 2, x: 11, length: 979, coverage: 1),
            CoverageSpan(y: 3, x: 10, length: 1, coverage: 0.5), CoverageSpan(y: 3, x: 11, length: 979, coverage: 1),
        ])
        #expect(Raster<UInt8>(width: 1000, height: 10, covering: rasterizer.spans(.nonZero))[10, 2] == 128)
    }

    @Test func `a region on the page keeps its area and lies the right way up`() {
        let region = Region(Box(min: Point(5, 5), max: Point(15.05, 9))).subtracting(Region(Box(min: Point(7, 6), max: Point(8, 7))))
        let frame = PixelFrame(around: Box(min: Point(0, 0), max: Point(20, 10)), pixelSize: 0.1)
        #expect(frame.width == 200 && frame.height == 100)
        let raster = Raster<Float>(width: 200, height: 100, covering: frame.coverage(of: region))
        #expect(abs(raster.pixels.reduce(0) { $0 + Double($1) } * 0.01 - region.area) < 1e-4)
        #expect(raster[60, 20] == 1 && raster[60, 5] == 0 && raster[75, 35] == 0)
    }

    @Test func `huge, endless and missing coordinates do no harm`() {
        var rasterizer = CoverageRasterizer(width: 10, height: 10)
        rasterizer.add([Point(.nan, 0), Point(5, 5), Point(1, 9)])
        rasterizer.add([Point(.infinity, 0), Point(5, 5), Point(1, 9)])
        #expect(rasterizer.spans(.nonZero).isEmpty)
        rasterizer.add(ring(-1e300, -1e300, 1e300, 1e300))
        #expect(rasterizer.spans(.nonZero).reduce(0) { $0 + $1.length } == 100)
        var none = CoverageRasterizer(width: 0, height: -3)
        none.add(ring(0, 0, 1, 1))
        #expect(none.spans(.evenOdd).isEmpty)
    }
}
