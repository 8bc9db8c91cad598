internal import ImpressionCanvas
internal import ImpressionGeometry

/// Reads one kind of filter primitive. A new kind is a file beside the others and a line in `FilterPrimitives`.
protocol FilterPrimitiveReader: Sendable {
    var name: String { get }

    func read(_ node: SVGNode, in frame: FilterFrame, _ reader: inout SVGReader) throws(SVGError) -> ReadPrimitive
}

/// What a primitive turns out to be.
enum ReadPrimitive {
    /// An effect on inputs; nil stands for what came before.
    case effect(any FilterEffect, inputs: [String?])
    /// Values that turn the effect off: the first input goes through.
    case off(input: String?)
    /// Values that leave nothing.
    case empty
}

/// The catalogue of filter primitives.
enum FilterPrimitives {
    static let all: [any FilterPrimitiveReader] = [
        BlendPrimitive(), ColorMatrixPrimitive(), ComponentTransferPrimitive(), CompositePrimitive(), ConvolveMatrixPrimitive(), DisplacementMapPrimitive(),
        DropShadowPrimitive(), FloodPrimitive(), GaussianBlurPrimitive(), ImagePrimitive(), LightingPrimitive(name: "feDiffuseLighting"),
        LightingPrimitive(name: "feSpecularLighting"), MergePrimitive(), MorphologyPrimitive(), OffsetPrimitive(), TilePrimitive(), TurbulencePrimitive(),
    ]

    static let byName: [String: any FilterPrimitiveReader] = all.reduce(into: [:]) { $0[$1.name] = $1 }
}

/// What numbers of a filter's primitives are measured by.
struct FilterFrame {
    /// Of `primitiveUnits`.
    var units: PaintUnits
    /// The filtered object's box, in user space.
    var box: Box
    /// The filter's region, in user space.
    var region: Box
    /// Of the filtered element.
    var context: SVGContext
    /// Of the primitive.
    var style: SVGStyle
    /// Where the primitive may draw.
    var subregion: Box

    func number(_ node: SVGNode, _ name: String, _ standard: Double) -> Double { Self.numbers(node[name])?.first ?? standard }

    /// nil where the text is missing or is no list of numbers.
    static func numbers(_ text: String?) -> [Double]? {
        guard let text, let list = SVGLength.list(text), list.allSatisfy({ $0.unit == .none && $0.value.isFinite }) else { return nil }
        return list.map(\.value)
    }

    /// One number for both axes or two; nil where the text is neither.
    func pair(_ node: SVGNode, _ name: String) -> Point? {
        guard let numbers = Self.numbers(node[name]), let x = numbers.first, numbers.count <= 2 else { return nil }
        return Point(x, numbers.count == 2 ? numbers[1] : x)
    }

    /// Shares of the box, where that is what primitives are measured by.
    func measured(_ size: Point) -> Point { units == .box ? Point(size.x * box.width, size.y * box.height) : size }

    /// A place of a light.
    func place(_ node: SVGNode, _ x: String, _ y: String, _ z: String) -> SIMD3<Double> {
        let at = SIMD3(number(node, x, 0), number(node, y, 0), number(node, z, 0))
        guard units == .box else { return at }
        let diagonal = ((box.width * box.width + box.height * box.height) / 2).squareRoot()
        return SIMD3(box.min.x + at.x * box.width, box.min.y + at.y * box.height, at.z * diagonal)
    }
}
