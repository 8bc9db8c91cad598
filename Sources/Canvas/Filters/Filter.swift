public import ImpressionGeometry
public import ImpressionRaster

/// Effects on what a group has drawn, in order; each takes earlier pictures and makes one. The last one's is the result.
public struct Filter: Sendable {
    public var primitives: [FilterPrimitive]
    /// Nothing is drawn outside, in user space; nil where all that the effects reach is drawn.
    public var region: Box?
    /// From user space to the page.
    public var transform: Transform

    public init(_ primitives: [FilterPrimitive], region: Box?, transform: Transform) {
        (self.primitives, self.region, self.transform) = (primitives, region, transform)
    }

    /// The filter of a group that is moved by `map`.
    public func transformed(by map: Transform) -> Filter {
        var result = self
        result.transform = map * transform
        for i in primitives.indices { result.primitives[i].effect = primitives[i].effect.transformed(by: map) }
        return result
    }
}

/// One effect with what it is applied to.
public struct FilterPrimitive: Sendable {
    public var effect: any FilterEffect
    public var inputs: [FilterInput]
    /// The part of the filter's region that it may change, in user space; nil for all of it, or for an offset that of its input.
    public var subregion: Box?
    /// Whether it reckons with light, and not with sRGB code values.
    public var isLinear: Bool

    public init(_ effect: any FilterEffect, inputs: [FilterInput] = [], subregion: Box? = nil, isLinear: Bool = true) {
        (self.effect, self.inputs, self.subregion, self.isLinear) = (effect, inputs, subregion, isLinear)
    }
}

/// What an effect sees.
public enum FilterInput: Sendable, Hashable {
    case sourceGraphic
    /// The coverage of the source, black.
    case sourceAlpha
    /// What an earlier primitive made, by its index.
    case result(Int)
}

/// One kind of effect. A new kind is a file beside the others and a line in the reader's catalogue.
public protocol FilterEffect: Sendable {
    /// Whether it moves its input as a whole, so that the input's subregion is its own where it names none.
    var inheritsSubregion: Bool { get }

    /// The effect where what it holds of the page is moved by `map`.
    func transformed(by map: Transform) -> Self

    /// How far it carries what it is given, in user space, along x and y.
    var reach: Point { get }

    /// - Parameter inputs: Of the size of the region, premultiplied, in the primitive's colour space.
    /// - Returns: A picture of the same size.
    func apply(_ inputs: [FilterPicture], in place: FilterPlace) -> Raster<SIMD4<Float>>
}

extension FilterEffect {
    public var inheritsSubregion: Bool { false }
    public var reach: Point { .zero }
    public func transformed(by map: Transform) -> Self { self }
}

/// What a primitive has made: pixels, premultiplied.
public struct FilterPicture: Sendable {
    public var pixels: Raster<SIMD4<Float>>
    /// Where it may not be empty, in pixels of the region.
    public var subregion: PixelRect

    public init(_ pixels: Raster<SIMD4<Float>>, subregion: PixelRect) { (self.pixels, self.subregion) = (pixels, subregion) }
}

/// A rectangle of whole pixels.
public struct PixelRect: Sendable, Hashable {
    public var x, y, width, height: Int

    public init(x: Int, y: Int, width: Int, height: Int) { (self.x, self.y, self.width, self.height) = (x, y, width, height) }

    /// The pixels that a box meets, cut to those a raster can have; nil for a box without extent.
    public init?(_ box: Box) {
        guard box.width > 0, box.height > 0, [box.min.x, box.min.y, box.max.x, box.max.y].allSatisfy({ $0.isFinite }) else { return nil }
        func cut(_ v: Double) -> Int { Int(max(-1e7, min(1e7, v))) }
        // A thousandth of a pixel beyond a border is noise of the arithmetic.
        self.init(x: cut((box.min.x + 1e-3).rounded(.down)), y: cut((box.min.y + 1e-3).rounded(.down)),
                  width: max(1, cut((box.width - 1e-3).rounded(.up))), height: max(1, cut((box.height - 1e-3).rounded(.up))))
    }

    public var isEmpty: Bool { width <= 0 || height <= 0 }

    public func cut(to other: PixelRect) -> PixelRect {
        let (left, top) = (max(x, other.x), max(y, other.y))
        return PixelRect(x: left, y: top, width: max(0, min(x + width, other.x + other.width) - left), height: max(0, min(y + height, other.y + other.height) - top))
    }

    public func moved(_ dx: Int, _ dy: Int) -> PixelRect { PixelRect(x: x + dx, y: y + dy, width: width, height: height) }
}

/// Where and how an effect works.
public struct FilterPlace: Sendable {
    /// Size of all pictures.
    public var width: Int
    public var height: Int
    /// The part that the primitive may change, in pixels of the region.
    public var subregion: PixelRect
    /// From user space to pixels of the region.
    public var transform: Transform
    public var isLinear: Bool
    public var workers: Workers
    /// Draws elements, whose transforms lead to the page, on an empty picture of the region, in sRGB code values.
    public var draw: @Sendable ([Artwork.Element]) -> Raster<SIMD4<Float>>

    /// How far a unit of user space reaches across and down in pixels: effects work along the rows and columns of pixels.
    public var scale: Point { Point(Point(transform.a, transform.c).length, Point(transform.b, transform.d).length) }

    public var blank: Raster<SIMD4<Float>> { Raster(width: width, height: height, filledWith: .zero) }

    /// A colour of a file in the primitive's space, premultiplied.
    public func color(_ color: Color) -> SIMD4<Float> {
        let code = SIMD4(color.red, color.green, color.blue, 1)
        return (isLinear ? SIMD4(SRGB.decoded(code.x), SRGB.decoded(code.y), SRGB.decoded(code.z), 1) : code) * color.alpha
    }
}
