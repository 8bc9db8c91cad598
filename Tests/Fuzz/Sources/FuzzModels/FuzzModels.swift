import ImpressionCodecs
import ImpressionGeometry
import ImpressionMeshing

/// The first byte says what the rest is taken for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzModels(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let data, size > 1 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
    let formats: [ModelFormat?] = [.stl, .threeMF, .obj, .ply, nil]
    if data[0] % 6 == 5 {
        _ = MTLReader.colors(bytes)
        return 0
    }
    // Packages are built around the model, so that the bytes reach beyond the zip's checksums.
    let isModelPart = data[0] % 6 == 1 && data[0] & 128 != 0
    guard let model = try? Model.read(isModelPart ? package(bytes) : bytes, as: formats[Int(data[0] % 6)]) else { return 0 }
    for object in model.objects { check(object.mesh) }
    var length = 0
    for format in [ModelFormat.stl, .obj, .threeMF] { model.write(as: format) { (piece: [UInt8]) throws(Never) in length += piece.count } }
    precondition(length > 0)
    return 0
}

private func check(_ mesh: Mesh) {
    for t in mesh.triangles { precondition(Int(max(t.x, t.y, t.z)) < mesh.vertices.count, "a triangle names a vertex that does not exist") }
    for v in mesh.vertices { precondition((v.x + v.y + v.z).isFinite || v.x.isFinite && v.y.isFinite && v.z.isFinite, "a vertex that is not finite") }
    guard mesh.triangles.count < 200 else { return }
    for region in mesh.sections(at: [0.1, 0.5, 3], options: SectionOptions(), workers: .one) { precondition(region.area >= 0) }
}

private func package(_ part: [UInt8]) -> [UInt8] {
    var zip = ZipWriter(), bytes: [UInt8] = []
    let links = #"<Relationships><Relationship Id="r" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel" Target="/3D/3dmodel.model"/></Relationships>"#
    for (name, content) in [("_rels/.rels", Array(links.utf8)), ("3D/3dmodel.model", part), ("Metadata/Slic3r_PE_model.config", part)] {
        zip.add(name, content, level: 0) { (piece: [UInt8]) throws(Never) in bytes += piece }
    }
    zip.finish { (piece: [UInt8]) throws(Never) in bytes += piece }
    return bytes
}
