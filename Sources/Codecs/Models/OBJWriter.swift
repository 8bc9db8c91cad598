import ImpressionMeshing

func writeOBJ<Failure: Error>(_ model: Model, to write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    var sink = ByteSink(reserving: pieceSize + 1024)
    sink.append("# Impression, millimetres\n")
    var first = 1
    for part in model.parts {
        sink.append("o ")
        sink.append(string: singleLine(part.name))
        sink.append("\n")
        for vertex in part.mesh.vertices {
            sink.append("v ")
            sink.append(vector: vertex)
            sink.append("\n")
            try hand(&sink, to: write)
        }
        for t in part.mesh.triangles {
            sink.append("f")
            for corner in [t.x, t.y, t.z] {
                sink.append(" ")
                sink.append(Int(corner) + first)
            }
            sink.append("\n")
            try hand(&sink, to: write)
        }
        first += part.mesh.vertices.count
    }
    try write(sink.bytes)
}

/// Passes full pieces on.
func hand<Failure: Error>(_ sink: inout ByteSink, to write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    guard sink.bytes.count >= pieceSize else { return }
    try write(sink.bytes)
    sink.bytes.removeAll(keepingCapacity: true)
}
