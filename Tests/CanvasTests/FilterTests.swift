import ImpressionGeometry
import ImpressionRaster
import Testing
@testable import ImpressionCanvas

/// Filter effects against their definitions, written out pixel by pixel.
@Suite struct FilterTests {
    private typealias Picture = Raster<SIMD4<Float>>

    /// Premultiplied noise.
    private func noise(_ width: Int, _ height: Int, seed: UInt64 = 5) -> Picture {
        var random = SplitMix64(seed: seed)
        return Picture(width: width, height: height, pixels: (0..<width * height).map { _ in
            let alpha = Float.random(in: 0...1, using: &random)
            return SIMD4(Float.random(in: 0...1, using: &random), Float.random(in: 0...1, using: &random), Float.random(in: 0...1, using: &random), 1) * alpha
        })
    }

    private func place(_ picture: Picture, scale: Double = 1) -> FilterPlace {
        let whole = PixelRect(x: 0, y: 0, width: picture.width, height: picture.height)
        return FilterPlace(width: picture.width, height: picture.height, subregion: whole, transform: .scale(scale), isLinear: false, workers: .one) { _ in
            Raster(width: whole.width, height: whole.height, filledWith: .zero)
        }
    }

    private func apply(_ effect: some FilterEffect, _ pictures: Picture...) -> Picture {
        let whole = PixelRect(x: 0, y: 0, width: pictures[0].width, height: pictures[0].height)
        return effect.apply(pictures.map { FilterPicture($0, subregion: whole) }, in: place(pictures[0]))
    }

    private func difference(_ a: Picture, _ b: Picture) -> Float { zip(a.pixels, b.pixels).reduce(0) { max($0, ($1.0 - $1.1).magnitudeMax) } }

    /// A Gaussian of a row of white on nothing, summed directly.
    private func blurred(_ row: [Float], sigma: Double) -> [Float] {
        row.indices.map { x in
            var sum = 0.0, weight = 0.0
            for k in -200...200 {
                let w = gauss(Double(k) / sigma)
                weight += w
                if row.indices.contains(x + k) { sum += w * Double(row[x + k]) }
            }
            return Float(sum / weight)
        }
    }

    /// exp(−x²/2) by its series, so that the oracle shares nothing with the filter.
    private func gauss(_ x: Double) -> Double {
        if x.magnitude > 6 { return 0 }
        var term = 1.0, sum = 1.0
        for n in 1..<200 {
            term *= x * x / 2 / Double(n)
            sum += term
        }
        return 1 / sum
    }

    @Test(arguments: [0.6, 1.5, 4.0, 9.0])
    func `a blur is the sum of its neighbours weighed by a Gaussian`(sigma: Double) {
        let row = (0..<90).map { Float((30..<60).contains($0) ? 1 : 0) }
        let picture = Picture(width: 90, height: 1, pixels: row.map { SIMD4(repeating: $0) })
        let made = apply(BlurEffect(Point(sigma, 0)), picture)
        // Three boxes stay within 3 % of the Gaussian, as the standard says of them.
        let limit: Float = sigma < 2 ? 0.003 : 0.03
        for (x, wanted) in blurred(row, sigma: sigma).enumerated() { #expect(abs(made[x, 0].w - wanted) <= limit, "pixel \(x)") }
    }

    @Test func `a blur across and one down are the same but for the direction`() {
        let picture = noise(23, 31)
        let turned = apply(BlurEffect(Point(0, 3)), picture.transposed(.one)).transposed(.one)
        #expect(difference(apply(BlurEffect(Point(3, 0)), picture), turned) == 0)
    }

    @Test func `morphology takes the extremes of a window`() {
        let picture = noise(17, 9)
        for (rule, isMax) in [(MorphologyEffect.Rule.dilate, true), (.erode, false)] {
            let made = apply(MorphologyEffect(rule, radius: Point(3, 0)), picture)
            for y in 0..<9 {
                for x in 0..<17 {
                    let window = (x - 3...x + 3).map { (0..<17).contains($0) ? picture[$0, y] : SIMD4<Float>.zero }
                    let wanted = window.dropFirst().reduce(window[0]) { isMax ? pointwiseMax($0, $1) : pointwiseMin($0, $1) }
                    #expect(made[x, y] == wanted)
                }
            }
        }
    }

    @Test func `the identity matrix and a turn of all hues change nothing`() throws {
        let picture = noise(8, 8)
        let identity = try #require(ColorMatrixEffect(rows: (0..<20).map { $0 % 6 == 0 ? 1 : 0 }))
        #expect(difference(apply(identity, picture), picture) < 1e-5)
        #expect(difference(apply(ColorMatrixEffect.hueRotate(degrees: 360), picture), picture) < 1e-4)
        #expect(ColorMatrixEffect(rows: [1, 2, 3]) == nil)
    }

    @Test func `in and out part a picture`() {
        let (a, b) = (noise(8, 8), noise(8, 8, seed: 9))
        let inside = apply(CompositeEffect(.in), a, b), outside = apply(CompositeEffect(.out), a, b)
        #expect(difference(Picture(width: 8, height: 8, pixels: zip(inside.pixels, outside.pixels).map { $0 + $1 }), a) < 1e-6)
    }

    @Test func `tiles repeat, offsets move by whole pixels`() {
        let picture = noise(12, 12)
        let tile = PixelRect(x: 2, y: 3, width: 4, height: 5)
        let tiled = TileEffect().apply([FilterPicture(picture, subregion: tile)], in: place(picture))
        #expect(tiled[2 + 4, 3 + 5] == picture[2, 3] && tiled[0, 0] == picture[4, 5])
        let moved = apply(OffsetEffect(dx: 3, dy: -2), picture)
        #expect(moved[5, 1] == picture[2, 3] && moved[0, 0] == .zero)
    }

    @Test func `turbulence starts from the standard's generator`() {
        // The first numbers of Park and Miller's generator from a seed of 1.
        let lattice = NoiseLattice(seed: 1)
        let x = Double(16807 % 512 - 256) / 256, y = Double(282_475_249 % 512 - 256) / 256
        let length = (x * x + y * y).squareRoot()
        #expect(abs(lattice.gradient[0][0].x - x / length) < 1e-12 && abs(lattice.gradient[0][0].y - y / length) < 1e-12)
    }
}

extension SIMD4<Float> {
    fileprivate var magnitudeMax: Float { Swift.max(Swift.max(abs(x), abs(y)), Swift.max(abs(z), abs(w))) }
}
