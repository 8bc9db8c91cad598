import ImpressionMeshing

/// Binary glTF 2.0: metres, y up, one node and one mesh a part, flat shading left to the viewer.
func writeGLB<Failure: Error>(_ model: Model, to write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    let (json, binaryLength) = glbDocument(model)
    var sink = ByteSink(reserving: pieceSize + 1024)
    sink.append("glTF")
    sink.append(littleEndian: UInt32(2))
    sink.append(littleEndian: UInt32(clamping: 12 + 8 + json.count + 8 + binaryLength))
    sink.append(littleEndian: UInt32(json.count))
    sink.append("JSON")
    sink.bytes += json
    sink.append(littleEndian: UInt32(clamping: binaryLength))
    sink.append("BIN\0")
    for part in model.parts {
        for v in part.mesh.vertices {
            let p = metres(v)
            sink.append(littleEndian: p.x)
            sink.append(littleEndian: p.y)
            sink.append(littleEndian: p.z)
            try hand(&sink, to: write)
        }
        for t in part.mesh.triangles {
            sink.append(littleEndian: t.x)
            sink.append(littleEndian: t.y)
            sink.append(littleEndian: t.z)
            try hand(&sink, to: write)
        }
    }
    try write(sink.bytes)
}

/// z up in millimetres to y up in metres.
private func metres(_ v: SIMD3<Float>) -> SIMD3<Float> { SIMD3(v.x, v.z, -v.y) / 1000 }

private func glbDocument(_ model: Model) -> (json: [UInt8], binaryLength: Int) {
    var views: [String] = [], accessors: [String] = [], meshes: [String] = [], nodes: [String] = []
    var offset = 0
    for (i, part) in model.parts.enumerated() {
        let points = part.mesh.vertices.map(metres)
        let low = points.reduce(points.first ?? .zero) { pointwiseMin($0, $1) }
        let high = points.reduce(points.first ?? .zero) { pointwiseMax($0, $1) }
        let (vertexBytes, indexBytes) = (12 * points.count, 12 * part.mesh.triangles.count)
        views.append("{\"buffer\":0,\"byteOffset\":\(offset),\"byteLength\":\(vertexBytes),\"target\":34962}")
        views.append("{\"buffer\":0,\"byteOffset\":\(offset + vertexBytes),\"byteLength\":\(indexBytes),\"target\":34963}")
        accessors.append("{\"bufferView\":\(2 * i),\"componentType\":5126,\"count\":\(points.count),\"type\":\"VEC3\",\"min\":[\(low.x),\(low.y),\(low.z)],\"max\":[\(high.x),\(high.y),\(high.z)]}")
        accessors.append("{\"bufferView\":\(2 * i + 1),\"componentType\":5125,\"count\":\(3 * part.mesh.triangles.count),\"type\":\"SCALAR\"}")
        meshes.append("{\"primitives\":[{\"attributes\":{\"POSITION\":\(2 * i)},\"indices\":\(2 * i + 1),\"material\":0}]}")
        nodes.append("{\"mesh\":\(i),\"name\":\"\(escaped(part.name))\"}")
        offset += vertexBytes + indexBytes
    }
    let list = { (items: [String]) in "[" + items.joined(separator: ",") + "]" }
    let text = "{\"asset\":{\"version\":\"2.0\",\"generator\":\"Impression\"},\"scene\":0,\"scenes\":[{\"nodes\":\(list(nodes.indices.map(String.init)))}],"
        + "\"nodes\":\(list(nodes)),\"meshes\":\(list(meshes)),\"materials\":[{\"pbrMetallicRoughness\":{\"baseColorFactor\":[0.85,0.85,0.82,1],\"metallicFactor\":0,\"roughnessFactor\":0.7}}],"
        + "\"accessors\":\(list(accessors)),\"bufferViews\":\(list(views)),\"buffers\":[{\"byteLength\":\(offset)}]}"
    var json = Array(text.utf8)
    while json.count % 4 != 0 { json.append(UInt8(ascii: " ")) }
    return (json, offset)
}

private func escaped(_ name: String) -> String {
    String(name.unicodeScalars.map { $0 == "\"" || $0 == "\\" || $0.value < 32 ? " " : Character($0) })
}
