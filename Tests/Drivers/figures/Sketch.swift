import ImpressionCodecs
import ImpressionGeometry
import ImpressionRaster

/// A page of white paper in mm, y up, that regions and lines are painted on.
struct Sketch {
    private let frame: PixelFrame
    private var picture: LinearPicture

    /// - Parameter scale: Pixels per mm.
    init(width: Double, height: Double, scale: Double) {
        frame = PixelFrame(around: Box(min: Point(0, 0), max: Point(width, height)), pixelSize: 1 / scale)
        picture = LinearPicture(width: frame.width, height: frame.height, filledWith: SIMD4(1, 1, 1, 1))
    }

    mutating func fill(_ region: Region, _ colour: Colour) {
        for span in frame.coverage(of: region) where span.y >= 0 && Int(span.y) < frame.height {
            for x in max(0, Int(span.x))..<max(0, min(frame.width, Int(span.x + span.length))) {
                let share = span.coverage * colour.opacity
                picture[x, Int(span.y)] = picture[x, Int(span.y)] * (1 - share) + colour.light * share
            }
        }
    }

    mutating func draw(_ lines: [Polyline], _ colour: Colour, width: Double = 0.25, dashes: [Double] = []) {
        fill(Region(stroking: lines, StrokeStyle(width: width, cap: .round, join: .round, dashes: dashes)), colour)
    }

    mutating func outline(_ region: Region, _ colour: Colour, width: Double = 0.25) { draw(region.polylines, colour, width: width) }

    mutating func dot(_ point: Point, _ colour: Colour, radius: Double = 0.5) {
        fill(Region([Polyline(EllipticArc(center: point, radii: Point(radius, radius)).flattened(tolerance: 0.01), isClosed: true)]), colour)
    }

    var png: [UInt8] { encodePNG(opaque: srgb8(picture), level: 9) }
}

struct Colour {
    /// Linear light.
    let light: SIMD4<Float>
    var opacity: Float = 1

    init(_ red: Float, _ green: Float, _ blue: Float, opacity: Float = 1) {
        light = SIMD4(red, green, blue, 1)
        self.opacity = opacity
    }

    static let ink = Colour(0.02, 0.03, 0.05)
    static let pale = Colour(0.6, 0.62, 0.65)
    static let blue = Colour(0.05, 0.25, 0.7)
    static let sky = Colour(0.45, 0.68, 0.95)
    static let red = Colour(0.75, 0.06, 0.04)
    static let rose = Colour(0.95, 0.5, 0.42)
    static let sand = Colour(0.95, 0.8, 0.45)

    func faint(_ opacity: Float) -> Colour {
        var colour = self
        colour.opacity = opacity
        return colour
    }
}
