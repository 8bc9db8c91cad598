public import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// From where deposited lines are looked at, and how places become pixels.
public struct BeadCamera: Sendable {
    /// Axes of the picture: to the right, up, and towards the viewer; unit length.
    let right: SIMD3<Double>, up: SIMD3<Double>, towards: SIMD3<Double>
    private let target: SIMD3<Double>
    /// Of the eye from the target, mm; infinite for parallel rays.
    private let distance: Double
    /// Pixels for a millimetre at the target.
    public private(set) var scale = 1.0
    /// Where the target lies, pixels.
    private var middle: SIMD2<Double>

    /// Straight down on a box, row 0 at the greatest y.
    public static func top(_ box: Box, width: Int, height: Int, margin: Double = 0.05) -> BeadCamera {
        let center = SIMD3(box.center.x, box.center.y, 0)
        var camera = BeadCamera(azimuth: .zero, elevation: .degrees(90), target: center, distance: .infinity, width, height)
        camera.scale = Swift.min(Double(width) / Swift.max(box.width, 1e-3), Double(height) / Swift.max(box.height, 1e-3)) * (1 - 2 * margin)
        return camera
    }

    /// Through a lens, the whole of a room from `low` to `high` in the picture.
    ///
    /// - Parameters:
    ///   - azimuth: Where the viewer stands: 0 is the front (−y), 90° the right side.
    ///   - elevation: How high the viewer stands.
    public static func perspective(low: SIMD3<Double>, high: SIMD3<Double>, width: Int, height: Int, azimuth: Angle = .degrees(-32),
                                   elevation: Angle = .degrees(30), margin: Double = 0.06) -> BeadCamera {
        let half = (high - low) * 0.5, radius = Swift.max(1e-3, (half * half).sum().squareRoot())
        let camera = BeadCamera(azimuth: azimuth, elevation: elevation, target: (low + high) * 0.5, distance: radius / sin(.pi / 15), width, height)
        var frame = PixelBounds()
        for i in 0..<8 {
            frame.add(camera.project(SIMD3(i & 1 == 0 ? low.x : high.x, i & 2 == 0 ? low.y : high.y, i & 4 == 0 ? low.z : high.z)).place)
        }
        return camera.fitted(to: frame, width: width, height: height, margin: margin)
    }

    /// The same view with what takes a box of pixels in the middle of the picture, as large as fits.
    func fitted(to frame: PixelBounds, width: Int, height: Int, margin: Double = 0.06) -> BeadCamera {
        var camera = self
        let size = pointwiseMax(frame.greatest - frame.least, SIMD2(repeating: 1e-6))
        let factor = Swift.min(Double(width) / size.x, Double(height) / size.y) * (1 - 2 * margin)
        camera.scale = scale * factor
        camera.middle = SIMD2(Double(width), Double(height)) * 0.5 - ((frame.least + frame.greatest) * 0.5 - middle) * factor
        return camera
    }

    /// A box in a picture.
    struct PixelBounds {
        var least = SIMD2(repeating: Double.infinity), greatest = SIMD2(repeating: -Double.infinity)

        mutating func add(_ place: SIMD2<Double>) {
            least = pointwiseMin(least, place)
            greatest = pointwiseMax(greatest, place)
        }
    }

    private init(azimuth: Angle, elevation: Angle, target: SIMD3<Double>, distance: Double, _ width: Int, _ height: Int) {
        let (a, e) = (azimuth.radians, elevation.radians)
        right = SIMD3(cos(a), sin(a), 0)
        towards = SIMD3(sin(a) * cos(e), -cos(a) * cos(e), sin(e))
        let (t, r) = (towards, right)
        up = SIMD3(t.y * r.z - t.z * r.y, t.z * r.x - t.x * r.z, t.x * r.y - t.y * r.x)
        (self.target, self.distance) = (target, distance)
        middle = SIMD2(Double(width), Double(height)) * 0.5
    }

    /// The same view with more pixels a millimetre.
    func enlarged(_ factor: Double) -> BeadCamera {
        var camera = self
        camera.scale *= factor
        camera.middle *= factor
        return camera
    }

    /// A place in pixels, x to the right and y down, and how many pixels a millimetre takes there; 0 behind the eye.
    func project(_ p: SIMD3<Double>) -> (place: SIMD2<Double>, scale: Double) {
        let v = p - target, x = (v * right).sum(), y = (v * up).sum()
        let near = distance.isFinite ? distance - (v * towards).sum() : 1
        guard near > 1e-6 else { return (middle, 0) }
        let own = distance.isFinite ? scale * distance / near : scale
        return (SIMD2(middle.x + x * own, middle.y - y * own), own)
    }

    /// Whether it looks straight down with parallel rays.
    var isFromAbove: Bool { !distance.isFinite && towards.z > 0.999_999 }

    /// The place under the middle of a pixel, seen straight from above.
    @inline(__always)
    func place(_ x: Int, _ y: Int) -> SIMD2<Double> {
        SIMD2(target.x + (Double(x) + 0.5 - middle.x) / scale, target.y + (middle.y - Double(y) - 0.5) / scale)
    }

    /// The ray through the middle of a pixel; its direction has unit length.
    @inline(__always)
    func ray(_ x: Int, _ y: Int) -> (origin: SIMD3<Double>, direction: SIMD3<Double>) {
        let u = (Double(x) + 0.5 - middle.x) / scale, v = (middle.y - Double(y) - 0.5) / scale
        let place = target + right * u + up * v
        guard distance.isFinite else { return (place + towards * Self.height, -towards) }
        let eye = target + towards * distance, way = place - eye
        return (eye, way / (way * way).sum().squareRoot())
    }

    /// Where parallel rays begin, mm before the target.
    static let height = 1e4
}
