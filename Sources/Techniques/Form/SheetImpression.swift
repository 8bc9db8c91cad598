public import ImpressionMeshing
public import ImpressionRaster

/// What a technique makes of artwork when the result is a sheet: the body, and what is needed to judge it.
public struct SheetImpression: Sendable {
    public var sheet: Sheet
    /// What a proof needs; nil where the piece is not looked through.
    public var light: SheetLight?
    /// Notes for the person: a code and a sentence.
    public var notes: [(code: String, message: String)]

    public init(sheet: Sheet, light: SheetLight? = nil, notes: [(code: String, message: String)] = []) {
        self.sheet = sheet
        self.light = light
        self.notes = notes
    }
}

/// How a piece was meant to look against the light. Rasters lie on the field's grid, row 0 at the front.
public struct SheetLight: Sendable {
    public var curve: TransmittanceCurve
    /// Thickness that shows as white, mm.
    public var thinnest: Double
    /// Luminance of the picture, 0 … 1, after the person's own adjustments.
    public var original: Raster<Float>
    /// Where the picture is: true off the frame and inside the outline.
    public var shows: Raster<Bool>
}
