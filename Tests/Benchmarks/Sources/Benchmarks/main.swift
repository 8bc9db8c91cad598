import ImpressionCodecs
import ImpressionGeometry
import ImpressionMachines
import ImpressionMeshing
import ImpressionRaster
import ImpressionSlicing

// CPU seconds of one core, least of a few runs; tab-separated: stage, seconds, note.

var settings = SliceSettings()
(settings.layerHeight, settings.firstLayerHeight) = (0.12, 0.12)
settings.plateCenter = Point(100, 100)

for n in [500, 2048, 4000] {
    let field = noiseField(n)
    if n != 500 {
        let (seconds, mesh) = measured(runs: n == 2048 ? 3 : 1) { Sheet(field: field).mesh(.tolerance(0.04)) }
        report("triangulate \(n)² at 0.04 mm", seconds, "\(mesh.triangles.count) triangles")
        if n == 2048 {
            let model = Model(mesh)
            var bytes = 0
            let stl = measured(runs: 5) {
                bytes = 0
                model.write(as: .stl) { (piece: [UInt8]) throws(Never) in bytes += piece.count }
            }
            report("write binary STL", stl.seconds, "\((Double(bytes) / stl.seconds / 1e7).rounded() / 100) GB/s of CPU time")
            let package = measured(runs: 1) { model.write(as: .threeMF) { (piece: [UInt8]) throws(Never) in bytes = piece.count } }
            report("write 3MF", package.seconds, "\(mesh.triangles.count) triangles")
            let picture = measured { render(mesh, view: ShadedView(width: 640, height: 480)) }
            report("draw 640 × 480", picture.seconds, "\(mesh.triangles.count) triangles")
        }
    }
    if n == 2048 { continue }
    let (seconds, volume) = measured(runs: n == 500 ? 3 : 1) { () -> Double in
        let slicer = FieldSlicer(field, settings: settings)
        var volume = 0.0
        for i in 0..<slicer.layerCount { volume += Double(slicer.layer(i).x.count) }
        return volume
    }
    report("slice \(n)² lying", seconds, "\(Int(volume)) vertices")
    if n == 500 {
        let upright = measured(runs: 1) { () -> Int in
            let slicer = UprightSlicer(Sheet(field: field, pose: .upright), settings: settings)
            return (0..<slicer.layerCount).reduce(0) { $0 + slicer.layer($1).x.count }
        }
        report("slice \(n)² upright", upright.seconds, "\(upright.value) vertices")
        let slicer = FieldSlicer(field, settings: settings)
        let layers = (0..<slicer.layerCount).map { slicer.layer($0) }
        var bytes = 0
        let text = measured {
            bytes = 0
            do { _ = try GCodeWriter(GCodeJob(name: "noise", profile: PrintProfile())).write(Ready(layers: layers, bounds: slicer.bounds)) { (piece: [UInt8]) throws(Never) in bytes += piece.count } } catch {}
        }
        report("plan and print G-code", text.seconds, "\((Double(bytes) / text.seconds / 1e5).rounded() / 10) MB/s of CPU time")
    }
}
for count in [300, 1_000] {
    let (a, b) = (Contours([randomSoup(count, seed: 1)]), Contours([randomSoup(count, seed: 2)]))
    let union = measured(runs: 3) { Region(.union, a, b, fill: .evenOdd) }
    report("union of two random soups of \(count) edges", union.seconds, "the crossings grow with the square")
}

/// Layers that are there already.
struct Ready: LayerSource {
    var layers: [LayerPaths]
    var bounds: Box
    var layerCount: Int { layers.count }
    var solidVolume: Double { 0 }
    func layer(_ index: Int) -> LayerPaths { layers[index] }
}
