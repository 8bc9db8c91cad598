public import ImpressionGeometry
public import ImpressionRaster

/// The thickness that a printer's lines build up, collected bead by bead on a grid.
///
/// Each bead's volume is spread evenly over the rectangle it covers, as samples finer than the grid, and divided by the cell's area:
/// no plastic is lost or made, whatever the grid.
public struct DepositedThickness: Sendable {
    /// mm; row 0 at the least second coordinate.
    public private(set) var thickness: Raster<Float>
    private let origin: Point
    private let pitch: Double

    /// - Parameters:
    ///   - origin: Of the first sample, mm on the plate (or along the wall and up, for upright pieces).
    ///   - pitch: mm between samples.
    public init(origin: Point, pitch: Double, columns: Int, rows: Int) {
        (self.origin, self.pitch) = (origin, pitch)
        thickness = Raster(width: columns, height: rows, filledWith: 0)
    }

    /// Adds a bead of a lying piece.
    public mutating func add(_ bead: GCodeReplay.Bead) {
        let along = bead.to - bead.from
        let length = along.length
        guard length > 0, bead.width > 0, bead.width.isFinite, length < 1e4 else { return }
        let step = pitch / 2
        let steps = max(1, Int((length / step).rounded(.up)))
        let lanes = max(1, Int((bead.width / step).rounded(.up)))
        let side = along.perpendicular * (bead.width / length)
        let share = Float(bead.volume / Double(steps * lanes) / (pitch * pitch))
        for lane in 0..<lanes {
            let start = bead.from + side * ((Double(lane) + 0.5) / Double(lanes) - 0.5)
            for i in 0..<steps { spread(share, at: start + along * ((Double(i) + 0.5) / Double(steps))) }
        }
    }

    /// Adds a bead of an upright flat piece, whose wall runs along x: its depth counts, not its place across the wall.
    public mutating func addUpright(_ bead: GCodeReplay.Bead) {
        let length = abs(bead.to.x - bead.from.x)
        let steps = max(1, Int((length / (pitch / 2)).rounded(.up)))
        let levels = max(1, Int((bead.height / (pitch / 2)).rounded(.up)))
        let share = Float(bead.volume / Double(steps * levels) / (pitch * pitch))
        for level in 0..<levels {
            let z = bead.z - bead.height * (Double(level) + 0.5) / Double(levels)
            for i in 0..<steps {
                spread(share, at: Point(bead.from.x + (bead.to.x - bead.from.x) * (Double(i) + 0.5) / Double(steps), z))
            }
        }
    }

    /// Divides a share between the four samples around a place.
    private mutating func spread(_ share: Float, at place: Point) {
        let (u, v) = ((place.x - origin.x) / pitch, (place.y - origin.y) / pitch)
        guard u > -1, v > -1, u < Double(thickness.width), v < Double(thickness.height) else { return }
        let (x, y) = (Int(u.rounded(.down)), Int(v.rounded(.down)))
        let (fx, fy) = (Float(u - Double(x)), Float(v - Double(y)))
        put(x, y, share * (1 - fx) * (1 - fy))
        put(x + 1, y, share * fx * (1 - fy))
        put(x, y + 1, share * (1 - fx) * fy)
        put(x + 1, y + 1, share * fx * fy)
    }

    private mutating func put(_ x: Int, _ y: Int, _ value: Float) {
        guard x >= 0, y >= 0, x < thickness.width, y < thickness.height else { return }
        thickness.pixels[y * thickness.width + x] += value
    }
}
