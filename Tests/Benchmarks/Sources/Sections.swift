import ImpressionCodecs
import ImpressionGeometry
import ImpressionMeshing

/// Reads a model, cuts it at every layer's middle, and makes regions of the contours.
func timeSections(file: String, layerHeight: Double, tolerance: Double) throws {
    let bytes = try readFile(file)
    let reading = try measured(runs: 1) { () throws(ModelError) in try STLReader.read(bytes).objects[0].mesh }
    let mesh = reading.value
    report("read", reading.seconds, ["triangles": Double(mesh.triangles.count)])
    guard let extent = mesh.extent else { return }
    var heights: [Double] = []
    while extent.low.z + (Double(heights.count) + 0.5) * layerHeight < extent.high.z { heights.append(extent.low.z + (Double(heights.count) + 0.5) * layerHeight) }
    let filing = measured { MeshSections(mesh, at: heights) }
    report("file triangles", filing.seconds, ["layers": Double(heights.count)])
    let sections = filing.value
    var findings = SectionFindings()
    let walking = measured { heights.indices.map { sections.contours($0, tolerance: tolerance, findings: &findings) } }
    report("walk contours", walking.seconds, ["points": Double(walking.value.reduce(0) { $0 + $1.points.count })])
    let regions = measured { walking.value.map { Region($0) } }
    report("make regions", regions.seconds, ["points": Double(regions.value.reduce(0) { $0 + $1.contours.points.count }),
                                             "volume": regions.value.reduce(0) { $0 + $1.area * layerHeight }, "mesh volume": mesh.volume])
    let insets = measured { regions.value.map { $0.offset(by: -0.2) } }
    report("inset by 0.2", insets.seconds, ["points": Double(insets.value.reduce(0) { $0 + $1.contours.points.count })])
    let differences = measured { regions.value.indices.dropFirst().map { regions.value[$0].subtracting(regions.value[$0 - 1]) } }
    report("subtract neighbours", differences.seconds, ["points": Double(differences.value.reduce(0) { $0 + $1.contours.points.count })])
}
