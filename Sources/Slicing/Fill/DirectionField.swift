import ImpressionGeometry
public import ImpressionRaster
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Directions over a rectangle, for lines that show a picture by how they shine.
public struct DirectionField: Sendable, Equatable, Codable {
    public let columns: Int
    public let rows: Int
    /// Of lines, radians from 0 up to π, row after row from the top.
    public let angles: [Float]

    /// Angles that are told apart: lines of one direction fill each patch.
    private static let classes = 12
    /// Passes that even directions out over neighbouring cells, and those that spread them into places that have none of their own.
    private static let (evening, spreading) = (10, 40)

    /// - Parameter angles: Radians, `columns · rows` of them.
    public init?(columns: Int, rows: Int, angles: [Float]) {
        guard columns > 0, rows > 0, columns <= 4096, rows <= 4096, angles.count == columns * rows, angles.allSatisfy(\.isFinite) else { return nil }
        (self.columns, self.rows) = (columns, rows)
        self.angles = angles.map { angle in
            let turned = angle.truncatingRemainder(dividingBy: .pi)
            return turned < 0 ? turned + .pi : turned
        }
    }

    /// Lines along a picture's contours, across its gradients; even places take the direction of what surrounds them.
    ///
    /// - Parameter cells: Along the picture's longer side.
    ///
    /// Source of the mean over opposite gradients: Kass and Witkin, "Analyzing oriented patterns", Computer Vision, Graphics, and Image Processing 37, 1987.
    public init?(contoursOf picture: Raster<Float>, cells: Int = 80) {
        guard picture.width > 2, picture.height > 2, cells > 0 else { return nil }
        let size = Double(max(picture.width, picture.height)) / Double(min(cells, max(picture.width, picture.height)))
        let columns = max(1, Int((Double(picture.width) / size).rounded(.up))), rows = max(1, Int((Double(picture.height) / size).rounded(.up)))
        // Squares and products of the gradient: opposite gradients add up.
        var own = [SIMD2<Double>](repeating: .zero, count: columns * rows)
        for y in 1..<picture.height - 1 {
            let row = min(rows - 1, Int(Double(y) / size))
            for x in 1..<picture.width - 1 {
                // y runs upwards on the plate.
                let gx = Double(picture[x + 1, y] - picture[x - 1, y]), gy = Double(picture[x, y - 1] - picture[x, y + 1])
                guard gx.isFinite, gy.isFinite else { continue }
                own[row * columns + min(columns - 1, Int(Double(x) / size))] += SIMD2(gx * gx - gy * gy, 2 * gx * gy)
            }
        }
        let spread = Self.spread(own, columns, rows)
        self.init(columns: columns, rows: rows, angles: spread.map { v in v == .zero ? 0 : Float(atan2(v.y, v.x) / 2 + .pi / 2) })
    }

    private static func spread(_ own: [SIMD2<Double>], _ columns: Int, _ rows: Int) -> [SIMD2<Double>] {
        let greatest = own.reduce(0) { max($0, ($1 * $1).sum()) }.squareRoot()
        guard greatest > 0 else { return own }
        // Weak contours count, too: by the root of what they are.
        var field = own.map { v -> SIMD2<Double> in
            let length = (v * v).sum().squareRoot()
            return length > 1e-9 * greatest ? v / (length * greatest).squareRoot() : .zero
        }
        for _ in 0..<evening { field = mixed(field, with: field, own: 0.5, around: 0.125, columns, rows) }
        let sources = field
        for _ in 0..<spreading { field = mixed(sources, with: field, own: 1, around: 0.24, columns, rows) }
        return field
    }

    /// Each cell's share of itself in one field and of its four neighbours in another.
    private static func mixed(_ field: [SIMD2<Double>], with other: [SIMD2<Double>], own: Double, around: Double, _ columns: Int, _ rows: Int) -> [SIMD2<Double>] {
        var mixed = field
        for y in 0..<rows {
            for x in 0..<columns {
                var sum = SIMD2<Double>.zero
                for (i, j) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)] where i >= 0 && j >= 0 && i < columns && j < rows { sum += other[j * columns + i] }
                mixed[y * columns + x] = field[y * columns + x] * own + sum * around
            }
        }
        return mixed
    }

    /// The patches of each direction, the field laid over a box and centred on it.
    func zones(over box: Box) -> [(angle: Angle, region: Region)] {
        guard !box.isEmpty else { return [] }
        let cell = max(box.width / Double(columns), box.height / Double(rows)), corner = Point(box.center.x - cell * Double(columns) / 2, box.center.y + cell * Double(rows) / 2)
        func kind(_ x: Int, _ y: Int) -> Int { Int((Double(angles[y * columns + x]) / .pi * Double(Self.classes)).rounded()) % Self.classes }
        var patches = [Contours](repeating: Contours(), count: Self.classes)
        for y in 0..<rows {
            var x = 0
            while x < columns {
                let own = kind(x, y)
                var end = x + 1
                while end < columns, kind(end, y) == own { end += 1 }
                let low = LatticePoint(corner + Point(Double(x) * cell, -Double(y + 1) * cell)), high = LatticePoint(corner + Point(Double(end) * cell, -Double(y) * cell))
                patches[own].append([low, LatticePoint(high.x, low.y), high, LatticePoint(low.x, high.y)])
                x = end
            }
        }
        return patches.indices.filter { !patches[$0].isEmpty }.map { (.degrees(Double($0) * 180 / Double(Self.classes)), Region(patches[$0], fill: .nonZero)) }
    }
}
