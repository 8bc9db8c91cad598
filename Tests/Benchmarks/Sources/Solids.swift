import ImpressionCodecs
import ImpressionGeometry
import ImpressionMachines
import ImpressionMeshing
import ImpressionSlicing

/// Triangulation, model files and drawing. The meshes' STL is left in `folder` for the peers.
func timeMeshes(heights: String, count: Int, span: Double, error: Double, folder: String) throws {
    let field = try field(heights, count: count, base: 0.8, span: span)
    let (seconds, mesh) = measured { Sheet(field: field).mesh(.tolerance(error), workers: .one) }
    report("triangulate", seconds, ["triangles": Double(mesh.triangles.count)])
    let model = Model(mesh)
    for format in [ModelFormat.stl, .threeMF, .ply] {
        var bytes = 0
        let time = measured {
            bytes = 0
            model.write(as: format) { (piece: [UInt8]) throws(Never) in bytes += piece.count }
        }
        report("write \(format.rawValue)", time.seconds, ["bytes": Double(bytes)])
    }
    var file = try AtomicFile(folder + "/mesh.stl", overwrite: true)
    try model.write(as: .stl) { piece throws(FileError) in try file.write(piece) }
    _ = try file.commit()
    report("draw", measured { render(mesh, view: ShadedView(width: 640, height: 480), workers: .one) }.seconds)
}

/// Layers of a lying and an upright piece, and their G-code.
func timeSlicing(heights: String, count: Int) throws {
    var settings = SliceSettings()
    (settings.layerHeight, settings.firstLayerHeight, settings.plateCenter) = (0.12, 0.12, Point(100, 100))
    let field = try field(heights, count: count, base: 0.8, span: 2.4)
    let slicer = FieldSlicer(field, settings: settings)
    let lying = measured { () -> [LayerPaths] in
        let slicer = FieldSlicer(field, settings: settings)
        return (0..<slicer.layerCount).map { slicer.layer($0) }
    }
    report("slice lying", lying.seconds, ["layers": Double(lying.value.count)])
    let upright = measured(runs: 1) { () -> Int in
        let slicer = UprightSlicer(Sheet(field: field, pose: .upright), settings: settings)
        return (0..<slicer.layerCount).reduce(0) { $0 + slicer.layer($1).x.count }
    }
    report("slice upright", upright.seconds)
    var bytes = 0
    let ready = Ready(layers: lying.value, bounds: slicer.bounds)
    let text = try measured { () throws(GCodeWriter.Failure<Never>) in
        bytes = 0
        return try GCodeWriter(GCodeJob(name: "noise", profile: PrintProfile())).write(ready, workers: .one) { (piece: [UInt8]) throws(Never) in bytes += piece.count }
    }
    report("print G-code", text.seconds, ["bytes": Double(bytes)])
}

/// Layers that are there already.
struct Ready: LayerSource {
    var layers: [LayerPaths]
    var bounds: Box
    var layerCount: Int { layers.count }
    var solidVolume: Double { 0 }
    func layer(_ index: Int) -> LayerPaths { layers[index] }
}
