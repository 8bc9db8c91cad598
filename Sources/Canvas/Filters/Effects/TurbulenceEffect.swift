public import ImpressionGeometry
public import ImpressionRaster

/// Perlin's noise.
///
/// Source: Filter Effects Module Level 1, section 9.21, whose generator and tables are part of the standard; Perlin, "An image synthesizer", SIGGRAPH 1985.
public struct TurbulenceEffect: FilterEffect {
    /// Per unit of user space along each axis, not negative.
    public var frequency: Point
    public var octaves: Int
    public var seed: Int
    /// Whether the noise is a sum of waves around one half, and not of their magnitudes.
    public var isFractal: Bool
    /// Whether it meets itself at the borders of the subregion.
    public var isStitched: Bool

    public init(frequency: Point, octaves: Int, seed: Int, isFractal: Bool, isStitched: Bool) {
        (self.frequency, self.octaves, self.seed, self.isFractal, self.isStitched) = (frequency, octaves, seed, isFractal, isStitched)
    }

    public func apply(_ inputs: [FilterPicture], in place: FilterPlace) -> Raster<SIMD4<Float>> {
        guard let back = place.transform.inverse else { return place.blank }
        let noise = NoiseLattice(seed: seed)
        let tile = Box(min: Point(Double(place.subregion.x), Double(place.subregion.y)),
                       max: Point(Double(place.subregion.x + place.subregion.width), Double(place.subregion.y + place.subregion.height))).mapped(by: back)
        // More octaves than a number has digits add nothing.
        let waves = NoiseWaves(noise, frequency: frequency, octaves: min(octaves, 24), isFractal: isFractal, tile: isStitched ? tile : nil)
        var result = place.blank
        result.updateRows(place.workers) { y, row in
            for x in 0..<row.count {
                let at = back(Point(Double(x), Double(y)))
                var value = SIMD4<Float>.zero
                for channel in 0..<4 { value[channel] = Float(max(0, min(1, waves.value(channel, at)))) }
                let alpha = value.w
                row[x] = SIMD4(value.x * alpha, value.y * alpha, value.z * alpha, alpha)
            }
        }
        return result
    }
}

/// Permutation and gradients that follow from a seed.
struct NoiseLattice: Sendable {
    static let size = 256
    private(set) var selector = [Int](repeating: 0, count: 2 * NoiseLattice.size + 2)
    private(set) var gradient = [[Point]](repeating: Array(repeating: .zero, count: 2 * NoiseLattice.size + 2), count: 4)

    /// Park and Miller's generator with Schrage's method.
    init(seed: Int) {
        let modulus = 2_147_483_647
        var state = seed <= 0 ? -(max(seed, -modulus) % (modulus - 1)) + 1 : min(seed, modulus - 1)
        func next() -> Int {
            state = 16807 * (state % 127_773) - 2836 * (state / 127_773)
            if state <= 0 { state += modulus }
            return state
        }
        let n = Self.size
        for channel in 0..<4 {
            for i in 0..<n {
                selector[i] = i
                let x = Double(next() % (2 * n) - n) / Double(n), y = Double(next() % (2 * n) - n) / Double(n)
                let length = Point(x, y).length
                gradient[channel][i] = length > 0 ? Point(x / length, y / length) : .zero
            }
        }
        for i in stride(from: n - 1, to: 0, by: -1) { selector.swapAt(i, next() % n) }
        for i in 0..<n + 2 {
            selector[n + i] = selector[i]
            for channel in 0..<4 { gradient[channel][n + i] = gradient[channel][i] }
        }
    }
}

/// Octaves of noise, each of twice the frequency and half the height.
struct NoiseWaves: Sendable {
    private let lattice: NoiseLattice
    private let frequency: Point
    private let octaves: Int
    private let isFractal: Bool
    private let tile: Box?

    init(_ lattice: NoiseLattice, frequency: Point, octaves: Int, isFractal: Bool, tile: Box?) {
        (self.lattice, self.octaves, self.isFractal, self.tile) = (lattice, octaves, isFractal, tile)
        var frequency = frequency
        // Whole waves fit into the tile.
        if let tile {
            frequency.x = Self.fitted(frequency.x, tile.width)
            frequency.y = Self.fitted(frequency.y, tile.height)
        }
        self.frequency = frequency
    }

    private static func fitted(_ frequency: Double, _ extent: Double) -> Double {
        guard frequency > 0, extent > 0 else { return frequency }
        let (low, high) = ((extent * frequency).rounded(.down) / extent, (extent * frequency).rounded(.up) / extent)
        return low > 0 && frequency / low < high / frequency ? low : high
    }

    func value(_ channel: Int, _ point: Point) -> Double {
        var at = Point(point.x * frequency.x, point.y * frequency.y), sum = 0.0, ratio = 1.0
        var wrap = tile.map { tile in
            Wrap(width: Self.whole(tile.width * frequency.x), height: Self.whole(tile.height * frequency.y),
                 x: Self.whole(tile.min.x * frequency.x) + 4096 + Self.whole(tile.width * frequency.x),
                 y: Self.whole(tile.min.y * frequency.y) + 4096 + Self.whole(tile.height * frequency.y))
        }
        for _ in 0..<max(0, octaves) {
            let noise = noise(channel, at, wrap)
            sum += (isFractal ? noise : noise.magnitude) / ratio
            at = at * 2
            ratio *= 2
            wrap?.double()
        }
        return isFractal ? (sum + 1) / 2 : sum
    }

    private static func whole(_ v: Double) -> Int { v.isFinite ? Int(max(-1e9, min(1e9, v + 0.5))) : 0 }

    private struct Wrap {
        var width, height, x, y: Int

        mutating func double() {
            (width, height) = (width &* 2, height &* 2)
            (x, y) = (2 &* x &- 4096, 2 &* y &- 4096)
        }
    }

    private func noise(_ channel: Int, _ at: Point, _ wrap: Wrap?) -> Double {
        let (tx, ty) = (at.x + 4096, at.y + 4096)
        guard tx.magnitude < 1e15, ty.magnitude < 1e15 else { return 0 }
        var (bx0, by0) = (Int(tx), Int(ty)), (bx1, by1) = (bx0 + 1, by0 + 1)
        let (rx0, ry0) = (tx - Double(bx0), ty - Double(by0)), (rx1, ry1) = (rx0 - 1, ry0 - 1)
        if let wrap {
            if bx0 >= wrap.x { bx0 -= wrap.width }
            if bx1 >= wrap.x { bx1 -= wrap.width }
            if by0 >= wrap.y { by0 -= wrap.height }
            if by1 >= wrap.y { by1 -= wrap.height }
        }
        (bx0, bx1, by0, by1) = (bx0 & 255, bx1 & 255, by0 & 255, by1 & 255)
        let (i, j) = (lattice.selector[bx0], lattice.selector[bx1])
        let (b00, b10, b01, b11) = (lattice.selector[i + by0], lattice.selector[j + by0], lattice.selector[i + by1], lattice.selector[j + by1])
        let (sx, sy) = (rx0 * rx0 * (3 - 2 * rx0), ry0 * ry0 * (3 - 2 * ry0))
        let q = lattice.gradient[channel]
        let top = mix(sx, q[b00].dot(Point(rx0, ry0)), q[b10].dot(Point(rx1, ry0)))
        let bottom = mix(sx, q[b01].dot(Point(rx0, ry1)), q[b11].dot(Point(rx1, ry1)))
        return mix(sy, top, bottom)
    }

    private func mix(_ t: Double, _ a: Double, _ b: Double) -> Double { a + t * (b - a) }
}
