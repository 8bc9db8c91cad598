import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Takes places of the mesh to places of the picture.
struct Camera {
    /// Axes of the picture: to the right, up, and towards the viewer; unit length.
    let right: SIMD3<Float>, up: SIMD3<Float>, towards: SIMD3<Float>
    private let centre: SIMD3<Float>
    /// Distance of the eye from the centre, mm; infinite for parallel rays.
    private let distance: Float

    init(_ view: ShadedView, low: SIMD3<Float>, high: SIMD3<Float>) {
        let a = view.azimuth.radians, e = view.elevation.radians
        right = SIMD3(Float(cos(a)), Float(sin(a)), 0)
        towards = SIMD3(Float(sin(a) * cos(e)), Float(-cos(a) * cos(e)), Float(sin(e)))
        up = cross(towards, right)
        centre = low / 2 + high / 2
        if case .perspective(let angle) = view.projection {
            let radius = max(1e-6, length(high / 2 - low / 2))
            distance = radius / Float(sin(max(5, min(120, angle.degrees)) * .pi / 360))
        } else {
            distance = .infinity
        }
    }

    /// Right and up in mm in the plane through the centre, and how near: linear along straight lines of the picture, larger is nearer.
    func project(_ p: SIMD3<Float>) -> SIMD3<Float> {
        let v = p - centre
        let x = dot(v, right), y = dot(v, up), d = dot(v, towards)
        guard distance.isFinite else { return SIMD3(x, y, d) }
        let w = distance / (distance - d)
        return SIMD3(x * w, y * w, w * distance)
    }
}

@inline(__always) func dot(_ a: SIMD3<Float>, _ b: SIMD3<Float>) -> Float { a.x * b.x + a.y * b.y + a.z * b.z }
@inline(__always) func length(_ a: SIMD3<Float>) -> Float { dot(a, a).squareRoot() }
@inline(__always) func cross(_ a: SIMD3<Float>, _ b: SIMD3<Float>) -> SIMD3<Float> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}
@inline(__always) func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}
@inline(__always) func normalised(_ a: SIMD3<Float>) -> SIMD3<Float> {
    let square = dot(a, a)
    return square > 0 && square.isFinite ? a / square.squareRoot() : .zero
}
