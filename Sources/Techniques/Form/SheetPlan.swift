import ImpressionCanvas
import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster

/// A form worked out for one artwork: how many samples, where the picture lies, how the sheet bends.
struct SheetPlan {
    let form: SheetForm
    /// Overall size, mm.
    let width: Double
    let height: Double
    let pitch: Double
    let columns: Int
    let rows: Int
    let bend: Bend
    let pose: Sheet.Pose
    /// Of the frame, clipped to what the piece can hold.
    let frame: Double

    init(_ form: SheetForm, for artwork: Artwork) throws(TechniqueError) {
        guard artwork.width > 0, artwork.height > 0, !artwork.elements.isEmpty else { throw .emptyPicture }
        self.form = form
        let size = try overallSize(form, aspect: artwork.height / artwork.width, natural: artwork.width)
        width = size.width
        let wanted = size.height
        let spans = max(1, (width / form.resolution).rounded())
        pitch = width / spans
        columns = Int(spans) + 1
        let upward = max(1, (wanted / pitch).rounded())
        rows = Int(upward) + 1
        height = upward * pitch
        guard columns <= SheetForm.greatestSampleCount / rows else { throw .tooManySamples(columns * rows, limit: SheetForm.greatestSampleCount) }
        frame = min(form.frame, min(width, height) / 2)
        bend = switch form.shape {
        case .flat: .flat
        case .arc: .arc(radius: form.radius ?? width / form.angle.radians, facing: form.facing)
        case .cylinder: .cylinder(facing: form.facing)
        case .sphere: .sphere(radius: width / (2 * .pi), south: form.south.radians, north: form.north.radians, facing: form.facing)
        }
        pose = form.pose ?? (form.shape == .flat && form.foot == 0 ? .lying : .upright)
        try check()
    }

    private func check() throws(TechniqueError) {
        if form.shape != .flat, pose == .lying { throw .conflict("a bent piece cannot lie: leave --pose out or make it upright") }
        if form.shape != .flat, form.outline != .rectangle { throw .conflict("only a flat piece can have the outline \(form.outline.rawValue)") }
        if form.foot > 0, form.shape != .flat || pose == .lying { throw .conflict("only an upright flat piece can have a foot") }
        if form.shape == .sphere, form.south >= form.north {
            throw .outOfRange(option: "south", value: "\(shown(form.south.degrees))", limits: "less than north (\(shown(form.north.degrees)))")
        }
        if case .arc(let radius, _) = bend, width / radius > 2 * .pi * 359 / 360 {
            throw .outOfRange(option: "radius", value: "\(shown(radius))", limits: "at least \(shown(width / (2 * .pi * 359 / 360))) for a width of \(shown(width))")
        }
    }

    /// Where the picture lies on the piece: inside the frame; around a closed piece from edge to edge.
    var pictureBox: Box {
        let sides = form.isClosed ? 0 : frame
        return Box(min: Point(sides, frame), max: Point(width - sides, height - frame))
    }

    /// The part of the artwork's page that the whole grid sees, so that the picture box shows what `fit` says.
    func window(on artwork: Artwork) -> Box {
        let box = pictureBox
        var (sx, sy) = (artwork.width / max(box.width, 1e-9), artwork.height / max(box.height, 1e-9))
        switch form.fit {
        case .stretch: break
        case .cover: (sx, sy) = (min(sx, sy), min(sx, sy))
        case .contain: (sx, sy) = (max(sx, sy), max(sx, sy))
        }
        let center = Point(artwork.width / 2, artwork.height / 2)
        let (left, low) = (center.x - box.center.x * sx, center.y - box.center.y * sy)
        return Box(min: Point(left, low), max: Point(left + width * sx, low + height * sy))
    }
}

/// Width and height of the piece, mm. One that is missing follows from the other and the picture's shape.
private func overallSize(_ form: SheetForm, aspect: Double, natural: Double) throws(TechniqueError) -> (width: Double, height: Double) {
    if form.outline == .circle, let side = form.width ?? form.height { return (side, form.width != nil ? form.height ?? side : side) }
    let sides = form.isClosed ? 0 : 2 * form.frame
    var width = form.width ?? natural
    if form.width == nil, let height = form.height { width = (height - 2 * form.frame) / aspect + sides }
    if form.shape == .sphere { return (width, width / (2 * .pi) * (form.north.radians - form.south.radians)) }
    let height = form.height ?? (width - sides) * aspect + 2 * form.frame
    guard width > sides, height > 2 * form.frame else {
        throw .outOfRange(option: "frame", value: shown(form.frame), limits: "0 … \(shown(max(0, min(width, height) / 2))) for a piece of \(shown(width)) × \(shown(height)) mm")
    }
    return (width, height)
}
