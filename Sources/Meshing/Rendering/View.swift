public import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// From where, how large and in what colour a mesh is drawn. Parallel projection, fitted to the picture.
public struct View: Sendable, Equatable {
    /// Where the viewer stands around the body: 0 in front (least y), 90° at its right.
    public var azimuth: Angle
    /// How high the viewer stands: 90° looks straight down.
    public var elevation: Angle
    /// Pixels.
    public var width: Int
    public var height: Int
    /// Linear light of the body.
    public var colour = SIMD3<Float>(0.80, 0.78, 0.72)
    /// Linear light behind the body; nil leaves it transparent.
    public var background: SIMD3<Float>?
    /// Samples along each side of a pixel.
    public var sampling = 3

    public init(azimuth: Angle = .degrees(-30), elevation: Angle = .degrees(35), width: Int, height: Int) {
        (self.azimuth, self.elevation, self.width, self.height) = (azimuth, elevation, width, height)
    }

    /// Right, up and towards the viewer, in the body's space.
    var axes: (right: SIMD3<Float>, up: SIMD3<Float>, out: SIMD3<Float>) {
        let (ca, sa) = (Float(cos(azimuth.radians)), Float(sin(azimuth.radians)))
        let (ce, se) = (Float(cos(elevation.radians)), Float(sin(elevation.radians)))
        return (SIMD3(ca, sa, 0), SIMD3(-sa * se, ca * se, ce), SIMD3(sa * ce, -ca * ce, se))
    }
}
