/// A height field as a body in space: bent, and stood or laid on the plate.
public struct Sheet: Sendable, Equatable {
    public var field: HeightField
    public var bend: Bend
    public var pose: Pose

    public init(field: HeightField, bend: Bend = .flat, pose: Pose = .lying) {
        self.field = field
        self.bend = bend
        self.pose = pose
    }

    public enum Pose: String, Sendable, Codable, CaseIterable {
        /// Back on the plate, thickness upwards. Only flat sheets lie.
        case lying
        /// The field's y axis upwards, its front edge on the plate; thickness grows towards the viewer (least y)
        /// where the sheet is flat, along the normal where it is bent.
        case upright
    }
}

/// How a sheet curves around the z axis. Heights always count along the surface's normal.
public enum Bend: Sendable, Equatable, Codable {
    case flat
    /// Part of a cylinder: the field's x axis runs along the arc of `radius`, measured to the back of the sheet, its middle towards the viewer (least y).
    /// The angle is `field.width / radius`.
    case arc(radius: Double, facing: Facing)
    /// A whole cylinder: column 0 and the last column are the same line. `radius` = `field.width / 2π` to the back of the sheet.
    case cylinder(facing: Facing)
    /// A globe: x is longitude once around (column 0 equals the last column), y is latitude, linear from `south` to `north` (radians, within ±π/2).
    /// A latitude of exactly ±π/2 is one point. `radius` to the back of the sheet.
    case sphere(radius: Double, south: Double, north: Double, facing: Facing)

    public enum Facing: String, Sendable, Codable, CaseIterable {
        /// Thickness grows away from the axis.
        case outside
        /// Thickness grows towards the axis.
        case inside
    }
}
