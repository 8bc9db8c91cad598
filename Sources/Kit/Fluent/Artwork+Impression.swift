public import ImpressionCanvas
import ImpressionGeometry
public import ImpressionTechniques

/// Artwork with a wish: the technique that it goes into, and the size it gets there.
///
/// ```swift
/// let plate = try Artwork(contentsOf: "portrait.png")
///     .fitted(width: 120)
///     .framed(3)
///     .impressed(as: .lithophane(thickness: 0.6...3.2))
/// ```
public struct PlannedArtwork: Sendable {
    var artwork: Artwork
    var width: Double?
    var height: Double?
    var frame: Double?
}

extension Artwork {
    /// The piece's overall size, mm; a size that is left out follows from the picture.
    public func fitted(width: Double? = nil, height: Double? = nil) -> PlannedArtwork {
        PlannedArtwork(artwork: self, width: width, height: height, frame: nil)
    }

    public func impressed<T: SheetTechnique>(as technique: T) throws(TechniqueError) -> Plate { try fitted().impressed(as: technique) }
}

extension PlannedArtwork {
    /// A frame of this width, mm, inside the piece's size.
    public func framed(_ width: Double) -> PlannedArtwork {
        var result = self
        result.frame = width
        return result
    }

    public func impressed<T: SheetTechnique>(as technique: T) throws(TechniqueError) -> Plate {
        var technique = technique
        if let width { technique.form.width = width }
        if let height { technique.form.height = height }
        if let frame { technique.form.frame = frame }
        return Plate(try technique.impress(artwork, workers: .all))
    }
}

extension SheetTechnique where Self == Lithophane {
    /// Thicknesses of the brightest and the darkest tone, mm.
    public static func lithophane(thickness: ClosedRange<Double> = 0.8...3.2) -> Lithophane { Lithophane(thickness: thickness) }
}

extension SheetTechnique where Self == Relief {
    public static var relief: Relief { Relief() }
}
