import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster

/// A sheet on its way to files: the mesh is made once, when the first output needs it.
struct SheetBody {
    let sheet: Sheet
    let name: String
    let tessellation: Tessellation
    let options: JobOptions
    private var made: Mesh?
    /// Good enough for pictures where no mesh is asked for.
    private var sketch: Mesh?

    /// Greatest vertical error of a sketch, mm.
    private static let sketchTolerance = 0.1

    init(_ sheet: Sheet, name: String, tessellation: Tessellation, options: JobOptions) {
        (self.sheet, self.name, self.tessellation, self.options) = (sheet, name, tessellation, options)
    }

    /// mm³; nil as long as no mesh was asked for.
    var madeVolume: Double? { made.map(\.volume) }

    mutating func mesh() -> Mesh {
        if let made { return made }
        options.stages.begin("triangulating")
        let mesh = sheet.mesh(tessellation, workers: options.workers)
        made = mesh
        return mesh
    }

    /// The body from where it is best seen: a lying piece nearly from above, an upright one from its front.
    mutating func preview(width: Int = 960, height: Int = 720, background: SIMD4<Float> = SIMD4(0.86, 0.86, 0.86, 1)) -> LinearPicture {
        let mesh = drawable()
        options.stages.begin("drawing")
        var view = ShadedView(width: width, height: height)
        (view.azimuth, view.elevation) = (.degrees(-18), .degrees(sheet.pose == .lying ? 58 : 16))
        view.light = .raking
        view.background = background
        return render(mesh, view: view, workers: options.workers)
    }

    private mutating func drawable() -> Mesh {
        if let mesh = made ?? sketch { return mesh }
        let mesh = sheet.mesh(.tolerance(Self.sketchTolerance), workers: options.workers)
        sketch = mesh
        return mesh
    }
}
