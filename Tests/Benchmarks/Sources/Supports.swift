import ImpressionCodecs
import ImpressionGeometry
import ImpressionMeshing
import ImpressionSlicing

/// Supports of a mesh that stands on the plate, by style; with a folder, each layer's areas as `STYLE.txt` for pictures:
/// a line for each ring with layer, kind (0 model, 1 base, 2 interface) and coordinates in mm.
func timeSupports(file: String, layerHeight: Double, tolerance: Double, folder: String?) throws {
    let read = try STLReader.read(readFile(file)).objects[0].mesh
    let mesh = read.translated(by: [0, 0, -Float(read.extent?.low.z ?? 0)])
    var settings = SliceSettings()
    (settings.layerHeight, settings.firstLayerHeight) = (layerHeight, layerHeight)
    let table = LayerTable(height: mesh.extent?.high.z ?? 0, settings: settings)
    let outlines = mesh.sections(at: table.middles, options: SectionOptions(tolerance: tolerance), workers: .one)
    let edges = outlines.reduce(0) { $0 + $1.contours.points.count }
    for style in SupportStyle.allCases {
        var supports = SupportSettings()
        (supports.isOn, supports.style, supports.threshold) = (true, style, 45)
        let (seconds, plan) = measured { SupportPlan(outlines: outlines, table: table, settings: supports, lineWidth: settings.lineWidth) }
        let volume = plan.layers.indices.reduce(0) { $0 + (plan.layers[$1].base.area + plan.layers[$1].interface.area) * table.thickness($1) }
        report("supports \(style.rawValue)", seconds, ["layers": Double(table.count), "edges": Double(edges), "volume": volume])
        if let folder {
            var text = ""
            for (i, layer) in plan.layers.enumerated() {
                for (kind, region) in [outlines[i], layer.base, layer.interface].enumerated() {
                    for line in region.polylines { text += "\(i) \(kind) " + line.points.map { "\($0.x) \($0.y)" }.joined(separator: " ") + "\n" }
                }
            }
            var file = try AtomicFile("\(folder)/\(style.rawValue).txt", overwrite: true)
            try file.write(Array(text.utf8))
            _ = try file.commit()
        }
    }
}
