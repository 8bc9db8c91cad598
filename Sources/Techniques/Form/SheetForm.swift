public import ImpressionGeometry
public import ImpressionMeshing

/// The body that a picture's thickness is put on: size, shape, outline, frame, hole, foot and pose. Lithophane and relief share it.
public struct SheetForm: Sendable, Equatable, Codable {
    public enum Shape: String, Sendable, Codable, CaseIterable { case flat, arc, cylinder, sphere }
    public enum Outline: String, Sendable, Codable, CaseIterable { case rectangle, rounded, circle, heart }
    public enum Fit: String, Sendable, Codable, CaseIterable { case cover, contain, stretch }

    /// mm over all, along the back; nil takes the artwork's.
    public var width: Double?
    public var height: Double?
    public var fit = Fit.cover
    public var mirror = false
    /// mm between samples.
    public var resolution = 0.2
    public var shape = Shape.flat
    /// Of an arc.
    public var angle = Angle(degrees: 90)
    /// Of an arc, mm; nil follows from width and angle.
    public var radius: Double?
    public var facing = Bend.Facing.outside
    /// Latitudes of a sphere; the opening for the lamp lies below the first.
    public var south = Angle(degrees: -60)
    public var north = Angle(degrees: 90)
    /// Blend where a closed shape meets itself, mm.
    public var seam = 6.0
    public var outline = Outline.rectangle
    public var corner = 5.0
    public var frame = 3.0
    /// Thickness of the frame, mm; nil is the greatest of the piece.
    public var frameDepth: Double?
    /// Diameter of a hole at the top to hang the piece by, mm; 0 is none.
    public var hole = 0.0
    /// How far a foot reaches forward, mm; 0 is none. Upright flat pieces only.
    public var foot = 0.0
    public var footHeight = 3.0
    /// nil: flat pieces lie, bent ones stand.
    public var pose: Sheet.Pose?

    public init() {}

    /// Samples a field may have.
    static let greatestSampleCount = 100_000_000

    static let options: [TechniqueOption<SheetForm>] = [
        .optionalLength("width", \.width, 1...2000, "overall width; along the arc or around where the piece is bent"),
        .optionalLength("height", \.height, 1...2000, "overall height"),
        .choice("fit", \.fit, "how the picture fills the piece: cover crops, contain leaves thick margins, stretch distorts"),
        .toggle("mirror", \.mirror, "swap left and right"),
        .length("resolution", \.resolution, 0.01...5, "distance between samples"),
        .choice("shape", \.shape, "flat, part of a cylinder, a closed cylinder, or a globe"),
        .angle("angle", \.angle, 5...359, "angle of an arc"),
        .optionalLength("radius", \.radius, 1...2000, "radius of an arc, instead of its angle"),
        .choice("facing", \.facing, "which side of a bent piece is thick"),
        .angle("south", \.south, -90...80, "latitude at which a sphere opens"),
        .angle("north", \.north, -80...90, "latitude at which a sphere ends; 90 closes it"),
        .length("seam", \.seam, 0...50, "width over which a closed piece blends into itself"),
        .choice("outline", \.outline, "contour of a flat piece"),
        .length("corner", \.corner, 0...500, "corner radius of a rounded outline"),
        .length("frame", \.frame, 0...100, "width of the frame"),
        .optionalLength("frame-depth", \.frameDepth, 0.1...100, "thickness of the frame"),
        .length("hole", \.hole, 0...50, "diameter of a hanging hole"),
        .length("foot", \.foot, 0...200, "how far a foot reaches forward"),
        .length("foot-height", \.footHeight, 0.2...50, "height of the foot"),
        .value("pose", \.pose, placeholder: "lying|upright", expected: "lying or upright", "how the piece stands on the plate",
               read: { text in text == "auto" ? .some(nil) : Sheet.Pose(rawValue: text).map(Optional.some) }, text: { $0?.rawValue ?? "auto" }),
    ]

    var isClosed: Bool { shape == .cylinder || shape == .sphere }
}

extension TechniqueOption {
    /// The same option, found inside a larger value.
    func within<Whole>(_ place: any WritableKeyPath<Whole, Target> & Sendable) -> TechniqueOption<Whole> {
        let (set, text) = (set, text)
        return TechniqueOption<Whole>(name: name, meaning: meaning, placeholder: placeholder, isSwitch: isSwitch, set: { whole, word throws(TechniqueError) in
            try set(&whole[keyPath: place], word)
        }, text: { text($0[keyPath: place]) })
    }
}

/// A technique whose result is a sheet of that form.
public protocol SheetTechnique: Technique where Output == SheetImpression {
    var form: SheetForm { get set }
}
