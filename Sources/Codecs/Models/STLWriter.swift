import ImpressionMeshing

/// 80 bytes of header, a count, and 50 bytes a facet: normal, three corners, no attribute.
func writeBinarySTL<Failure: Error>(_ model: Model, to write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    var head = ByteSink(reserving: 84)
    head.append(string: "Impression")
    while head.bytes.count < 80 { head.append(UInt8(ascii: " ")) }
    head.append(littleEndian: UInt32(clamping: model.triangleCount))
    try write(head.bytes)
    let facetsAPiece = pieceSize / 50
    for part in model.parts {
        for start in stride(from: 0, to: part.mesh.triangles.count, by: facetsAPiece) {
            try write(facets(of: part.mesh, start..<min(start + facetsAPiece, part.mesh.triangles.count)))
        }
    }
}

private func facets(of mesh: Mesh, _ range: Range<Int>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: range.count * 50) { buffer, count in
        let vertices = mesh.vertices.span
        let triangles = mesh.triangles.span.extracting(range)
        let raw = UnsafeMutableRawBufferPointer(buffer)
        var at = 0
        for i in 0..<triangles.count {
            let (a, b, c) = (vertices[Int(triangles[i].x)], vertices[Int(triangles[i].y)], vertices[Int(triangles[i].z)])
            let n = unitNormal(a, b, c)
            raw.put(n, at: at)
            raw.put(a, at: at &+ 12)
            raw.put(b, at: at &+ 24)
            raw.put(c, at: at &+ 36)
            raw.storeBytes(of: 0, toByteOffset: at &+ 48, as: UInt16.self)
            at &+= 50
        }
        count = at
    }
}

extension UnsafeMutableRawBufferPointer {
    @inline(__always)
    fileprivate func put(_ v: SIMD3<Float>, at offset: Int) {
        storeBytes(of: v.x.bitPattern.littleEndian, toByteOffset: offset, as: UInt32.self)
        storeBytes(of: v.y.bitPattern.littleEndian, toByteOffset: offset &+ 4, as: UInt32.self)
        storeBytes(of: v.z.bitPattern.littleEndian, toByteOffset: offset &+ 8, as: UInt32.self)
    }
}

/// Zero for a triangle without area.
@inline(__always)
func unitNormal(_ a: SIMD3<Float>, _ b: SIMD3<Float>, _ c: SIMD3<Float>) -> SIMD3<Float> {
    let (u, v) = (b - a, c - a)
    let n = SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
    let square = n.x * n.x + n.y * n.y + n.z * n.z
    return square > 0 ? n * (1 / square.squareRoot()) : .zero
}

func writeASCIISTL<Failure: Error>(_ model: Model, to write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    var sink = ByteSink(reserving: pieceSize + 1024)
    for part in model.parts {
        sink.append("solid ")
        sink.append(string: singleLine(part.name))
        sink.append("\n")
        for t in part.mesh.triangles {
            let corners = [part.mesh.vertices[Int(t.x)], part.mesh.vertices[Int(t.y)], part.mesh.vertices[Int(t.z)]]
            sink.append("facet normal ")
            sink.append(vector: unitNormal(corners[0], corners[1], corners[2]))
            sink.append("\n outer loop\n")
            for corner in corners {
                sink.append("  vertex ")
                sink.append(vector: corner)
                sink.append("\n")
            }
            sink.append(" endloop\nendfacet\n")
            if sink.bytes.count > pieceSize {
                try write(sink.bytes)
                sink.bytes.removeAll(keepingCapacity: true)
            }
        }
        sink.append("endsolid ")
        sink.append(string: singleLine(part.name))
        sink.append("\n")
    }
    try write(sink.bytes)
}

/// A name that cannot break a line-based format.
func singleLine(_ name: String) -> String { String(name.map { $0.isNewline ? " " : $0 }) }
