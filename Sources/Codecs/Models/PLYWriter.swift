import ImpressionMeshing

/// Binary little-endian PLY; all parts become one mesh.
func writePLY<Failure: Error>(_ model: Model, to write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    var sink = ByteSink(reserving: pieceSize + 1024)
    let vertices = model.parts.reduce(0) { $0 + $1.mesh.vertices.count }
    sink.append(string: "ply\nformat binary_little_endian 1.0\ncomment Impression, millimetres\nelement vertex \(vertices)\n")
    sink.append("property float x\nproperty float y\nproperty float z\n")
    sink.append(string: "element face \(model.triangleCount)\nproperty list uchar uint vertex_indices\nend_header\n")
    for part in model.parts {
        for v in part.mesh.vertices {
            sink.append(littleEndian: v.x)
            sink.append(littleEndian: v.y)
            sink.append(littleEndian: v.z)
            try hand(&sink, to: write)
        }
    }
    var first: UInt32 = 0
    for part in model.parts {
        for t in part.mesh.triangles {
            sink.append(3)
            sink.append(littleEndian: t.x + first)
            sink.append(littleEndian: t.y + first)
            sink.append(littleEndian: t.z + first)
            try hand(&sink, to: write)
        }
        first += UInt32(part.mesh.vertices.count)
    }
    try write(sink.bytes)
}
