import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster

/// Inputs of the triangulation tests.
enum Fields {
    /// A sum of random waves between 0.8 and 3.2 mm, with some noise.
    static func waves(_ columns: Int, _ rows: Int, pitch: Double = 0.4, noise: Double = 0.02, _ random: inout SplitMix64) -> HeightField {
        let waves = (0..<5).map { _ in (random.unit() * 0.4, random.unit() * 0.4, random.unit() * 6) }
        var heights = Raster<Float>(width: columns, height: rows, filledWith: 0)
        for y in 0..<rows {
            for x in 0..<columns {
                let sum = waves.reduce(0.0) { $0 + triangle($1.0 * Double(x) + $1.1 * Double(y) + $1.2) } / 5
                heights[x, y] = Float(0.8 + 2.4 * sum + noise * (random.unit() - 0.5))
            }
        }
        return HeightField(heights: heights, pitch: pitch)
    }

    private static func triangle(_ t: Double) -> Double { abs(t - 2 * (t / 2).rounded()) }

    enum Outline: CaseIterable { case none, disc, ring, islands, noise, touching }

    /// Signed distance, or what looks like one.
    static func outline(_ kind: Outline, _ columns: Int, _ rows: Int, _ random: inout SplitMix64) -> Raster<Float>? {
        guard kind != .none else { return nil }
        var result = Raster<Float>(width: columns, height: rows, filledWith: 0)
        let seeds = (0..<6).map { _ in (random.unit() * Double(columns), random.unit() * Double(rows), 2 + random.unit() * Double(columns) / 6) }
        let cx = Double(columns - 1) / 2 + random.unit(), cy = Double(rows - 1) / 2 + random.unit(), r = Double(min(columns, rows)) / 2
        for y in 0..<rows {
            for x in 0..<columns {
                let d = Point(Double(x), Double(y)).distance(to: Point(cx, cy))
                result[x, y] = switch kind {
                case .none: 1
                case .disc: Float(r * 0.9 - d)
                case .ring: Float(min(r * 0.95 - d, d - r * 0.4))
                case .islands: Float(seeds.map { $0.2 - Point(Double(x), Double(y)).distance(to: Point($0.0, $0.1)) }.max() ?? 0)
                case .noise: Float(random.unit() - 0.4)
                case .touching: Float(r * 1.25 - d)
                }
            }
        }
        return result
    }

    static func bends(_ field: HeightField) -> [Bend] {
        let radius = field.width / (2 * .pi)
        return [.flat, .arc(radius: field.width / 2, facing: .outside), .arc(radius: field.width, facing: .inside), .arc(radius: radius * 0.9, facing: .outside),
                .cylinder(facing: .outside), .cylinder(facing: .inside),
                .sphere(radius: radius, south: -.pi / 2, north: .pi / 2, facing: .outside),
                .sphere(radius: radius, south: -1, north: .pi / 2, facing: .inside),
                .sphere(radius: 40, south: -0.5, north: 0.7, facing: .outside)]
    }
}
