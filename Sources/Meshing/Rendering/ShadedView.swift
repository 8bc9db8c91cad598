public import ImpressionGeometry

/// How a mesh is looked at for a preview: where from, how large, in which material and light.
public struct ShadedView: Sendable, Equatable {
    public enum Projection: Sendable, Equatable {
        /// Parallel rays: nothing is foreshortened.
        case orthographic
        /// A lens with this angle across the larger side of the mesh, 5° … 120°.
        case perspective(Angle)
    }

    /// The light that models the form; a weak fill comes from the other side and the sky from above.
    public struct KeyLight: Sendable, Equatable {
        /// Where in the picture it comes from: 0 is the right, 90° the top.
        public var direction: Angle
        /// How far it stands out of the picture plane: 90° is at the camera, 15° rakes along what faces it.
        public var height: Angle

        public init(direction: Angle = .degrees(125), height: Angle = .degrees(42)) {
            self.direction = direction
            self.height = height
        }

        /// Brings out low reliefs that face the camera.
        public static let raking = KeyLight(direction: .degrees(135), height: .degrees(24))
    }

    /// Where the viewer stands: 0 is the front (−y), 90° the right side (+x).
    public var azimuth: Angle = .degrees(-35)
    /// How high the viewer stands: 90° looks straight down.
    public var elevation: Angle = .degrees(28)
    /// Pixels.
    public var width: Int, height: Int
    public var projection: Projection = .perspective(.degrees(24))
    /// Share of the shorter side left free around the mesh, 0 … 0.45.
    public var margin = 0.06
    /// Linear light, premultiplied. Transparent by default.
    public var background: SIMD4<Float> = .zero
    /// Colour of the material, linear light.
    public var material: SIMD3<Float> = SIMD3(0.56, 0.55, 0.53)
    public var light = KeyLight()
    /// How much hollows darken, 0 … 1.
    public var occlusion: Float = 0.65
    /// Samples along a pixel's side, 1 … 4.
    public var supersampling = 2

    public init(width: Int = 640, height: Int = 480) {
        self.width = max(1, min(8192, width))
        self.height = max(1, min(8192, height))
    }

    /// From the front, right and above.
    public static func corner(width: Int = 640, height: Int = 480) -> ShadedView { ShadedView(width: width, height: height) }

    /// Straight down in raking light, for what lies on the bed.
    public static func top(width: Int = 640, height: Int = 480) -> ShadedView {
        var view = ShadedView(width: width, height: height)
        view.azimuth = .zero
        view.elevation = .degrees(90)
        view.projection = .orthographic
        view.light = .raking
        return view
    }

    /// From the front in raking light, for what stands upright.
    public static func front(width: Int = 640, height: Int = 480) -> ShadedView {
        var view = top(width: width, height: height)
        view.elevation = .zero
        return view
    }
}
