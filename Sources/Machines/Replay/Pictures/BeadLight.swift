public import ImpressionGeometry
public import ImpressionRaster

/// How a picture of beads is lit and what it stands on.
public struct BeadLight: Sendable {
    /// Colours of features, linear light, by raw value.
    public var colours = LineFeature.allCases.map(\.colour)
    /// Colour of the plate, linear light.
    public var plate = SIMD3<Float>(0.86, 0.855, 0.84)
    /// Lines on the plate every so many millimetres; 0 draws none.
    public var grid = 10.0
    /// How much hollows darken, 0 … 1.
    public var occlusion: Float = 0.75

    public init() {}
}

extension LineFeature {
    /// For pictures: the walls in warm tones, what is inside in reds and violets, what hangs in blues, what is taken away in greens.
    var colour: SIMD3<Float> {
        let code: UInt32 = switch self {
        case .unknown: 0xB4AFA8
        case .externalWall: 0xF0A04B
        case .wall: 0xF6D27A
        case .overhangWall: 0x3E6FB8
        case .sparseInfill: 0xB5423C
        case .solidInfill: 0x8A5AA6
        case .topSurface: 0xE0532B
        case .ironing: 0xF2A3C0
        case .bridge: 0x58A6E6
        case .gapFill: 0xF3EFDD
        case .skirt: 0x2B9C8E
        case .support: 0x76A65A
        case .supportInterface: 0x3C6E46
        case .purgeTower: 0xC2B7AA
        case .custom: 0x9AA0A6
        }
        return SIMD3(SRGB.decoded(Float(code >> 16 & 255) / 255), SRGB.decoded(Float(code >> 8 & 255) / 255), SRGB.decoded(Float(code & 255) / 255))
    }
}

extension BeadPicture {
    /// The picture in light from the upper left, on its plate.
    public mutating func lit(_ light: BeadLight = BeadLight(), workers: Workers = .one) -> LinearPicture {
        shadow.soften(workers)
        return shaded(light, workers)
    }

    private func shaded(_ light: BeadLight, _ workers: Workers) -> LinearPicture {
        let (w, h) = (width / samples, height / samples), n = samples
        var picture = LinearPicture(width: w, height: h, filledWith: .zero)
        let depth = filledDepths(workers)
        let shade = light.occlusion > 0 ? hollows(depth, workers) : Raster<Float>(width: w, height: h, filledWith: 0)
        picture.updateRows(workers) { y, row in
            for x in 0..<w {
                var sum = SIMD3<Float>.zero
                let lit = 1 - light.occlusion * shade[x, y]
                for dy in 0..<n {
                    for dx in 0..<n {
                        let (sx, sy) = (x * n + dx, y * n + dy), at = sy * width + sx
                        sum += depths[at].isFinite ? colour(surfaces[at], light) * lit : ground(sx, sy, light)
                    }
                }
                row[x] = SIMD4(sum / Float(n * n), 1)
            }
        }
        return picture
    }

    /// Key light, weak fill from the other side, and sky.
    @inline(__always)
    private func colour(_ surface: SIMD4<Int8>, _ light: BeadLight) -> SIMD3<Float> {
        let n = SIMD3<Float>(Float(surface.x), Float(surface.y), Float(surface.z)) / 127
        let (right, up, towards) = (SIMD3<Float>(camera.right), SIMD3<Float>(camera.up), SIMD3<Float>(camera.towards))
        let key = -right * 0.50 + up * 0.52 + towards * 0.69, fill = right * 0.62 - up * 0.1 + towards * 0.78
        let half = key + towards, length = (half * half).sum().squareRoot()
        let gloss = max(0, (n * half).sum() / length), square = gloss * gloss, shine = square * square * square * square
        let grey = 0.80 * max(0, (n * key).sum()) + 0.16 * max(0, (n * fill).sum()) + 0.16 * (0.5 + 0.5 * n.z)
        return light.colours[Int(surface.w)] * grey + SIMD3(repeating: 0.05 * shine * shine)
    }

    /// The plate with its lines and shadow.
    private func ground(_ x: Int, _ y: Int, _ light: BeadLight) -> SIMD3<Float> {
        guard let place = platePlace(x, y) else { return light.plate }
        func distance(_ v: Double) -> Double { (v - (v / light.grid).rounded() * light.grid).magnitude }
        var shade = Float(0)
        if light.grid > 0 {
            let near = min(distance(place.x), distance(place.y)) * camera.scale / Double(samples)
            shade = Float(0.13 * max(0, min(1, 1.1 - near)))
        }
        return light.plate * ((1 - shade) * (1 - light.occlusion * 0.7 * shadow.darkness(at: place)))
    }

    private func platePlace(_ x: Int, _ y: Int) -> Point? {
        let ray = camera.ray(x, y)
        guard ray.direction.z < -0.02 else { return nil }
        let place = ray.origin - ray.direction * (ray.origin.z / ray.direction.z)
        return Point(place.x, place.y)
    }

    /// Depth of each pixel; what has none is as far as the farthest.
    private func filledDepths(_ workers: Workers) -> Raster<Float> {
        let (w, h) = (width / samples, height / samples)
        let far = depths.reduce(0) { $1.isFinite ? max($0, $1) : $0 }
        var result = Raster<Float>(width: w, height: h, filledWith: 0)
        result.updateRows(workers) { y, row in
            for x in 0..<w {
                let (sx, sy) = (x * samples + samples / 2, y * samples + samples / 2), depth = depths[sy * width + sx]
                row[x] = depth.isFinite ? depth : far
            }
        }
        return result
    }

    /// How far each pixel lies behind its neighbourhood, 0 … 1: hollows and what stands beside something darken.
    ///
    /// Source: Luft, Colditz and Deussen, "Image enhancement by unsharp masking the depth buffer", ACM Transactions on Graphics 25(3), 2006.
    private func hollows(_ depth: Raster<Float>, _ workers: Workers) -> Raster<Float> {
        let pixel = Float(Double(samples) / camera.scale)
        var result = Raster<Float>(width: depth.width, height: depth.height, filledWith: 0)
        for share in [Float(0.006), 0.022] {
            let sigma = max(1.2, share * Float(max(depth.width, depth.height))), reach = sigma * pixel * 1.6
            let soft = depth.blurred(sigma: Double(sigma), workers: workers)
            result.updateRows(workers) { y, row in
                let (own, around) = (depth.row(y), soft.row(y))
                for x in 0..<row.count {
                    let behind = max(0, own[x] - around[x]) / reach
                    row[x] += 0.5 * behind / (1 + behind)
                }
            }
        }
        return result
    }
}
