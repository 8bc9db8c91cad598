public import ImpressionGeometry
import ImpressionMeshing

/// Writes stereolithography files, streamed.
///
/// Source: 3D Systems, "StereoLithography Interface Specification", 1989.
public enum STLWriter {
    /// Binary: 84 bytes and 50 a triangle. Objects follow one another; names are lost.
    ///
    /// A corner that names no vertex makes its facet all zero.
    public static func write<E: Error>(_ model: Model, workers: Workers = .one, to write: ([UInt8]) throws(E) -> Void) throws(E) {
        var head = ByteSink(reserving: 84)
        head.append("binary STL, mm, by Impression")
        while head.bytes.count < 80 { head.append(0x20) }
        head.append(littleEndian: UInt32(clamping: model.triangleCount))
        try write(head.bytes)
        for object in model.objects { try Self.write(object.mesh, workers, to: write) }
    }

    private static func write<E: Error>(_ mesh: Mesh, _ workers: Workers, to write: ([UInt8]) throws(E) -> Void) throws(E) {
        let vertices = mesh.vertices, triangles = mesh.triangles
        try BlockWriter(workers: workers, block: 20_000).write(triangles.count, longest: 50, to: write) { i, out in
            let (a, b, c) = corners(triangles[i], vertices)
            let n = facetNormal(a, b, c)
            let raw = UnsafeMutableRawPointer(out)
            // Three stores of sixteen bytes for 12, each next one covering the overhang of the last.
            put(n, raw)
            put(a, raw + 12)
            put(b, raw + 24)
            raw.storeBytes(of: c.x.bitPattern.littleEndian, toByteOffset: 36, as: UInt32.self)
            raw.storeBytes(of: c.y.bitPattern.littleEndian, toByteOffset: 40, as: UInt32.self)
            raw.storeBytes(of: c.z.bitPattern.littleEndian, toByteOffset: 44, as: UInt32.self)
            raw.storeBytes(of: 0, toByteOffset: 48, as: UInt16.self)
            return 50
        }
    }

    @inline(__always)
    private static func put(_ v: SIMD3<Float>, _ out: UnsafeMutableRawPointer) {
        let bits = unsafeBitCast(SIMD4<Float>(v, 0), to: SIMD4<UInt32>.self)
        #if _endian(little)
        out.storeBytes(of: bits, as: SIMD4<UInt32>.self)
        #else
        for k in 0..<3 { out.storeBytes(of: bits[k].littleEndian, toByteOffset: 4 * k, as: UInt32.self) }
        #endif
    }

    /// Text, about five times the size of binary; one `solid` an object.
    public static func writeText<E: Error>(_ model: Model, workers: Workers = .one, to write: ([UInt8]) throws(E) -> Void) throws(E) {
        for object in model.objects {
            let name = object.name.oneWord
            try write(Array("solid \(name)\n".utf8))
            let vertices = object.mesh.vertices, triangles = object.mesh.triangles
            try BlockWriter(workers: workers).write(triangles.count, longest: 120 + 12 * NumberText.longest, to: write) { i, out in
                let (a, b, c) = corners(triangles[i], vertices)
                var text = TextCursor(out)
                text.put("facet normal ")
                text.put(facetNormal(a, b, c))
                text.put("\nouter loop\nvertex ")
                text.put(a)
                text.put("\nvertex ")
                text.put(b)
                text.put("\nvertex ")
                text.put(c)
                text.put("\nendloop\nendfacet\n")
                return text.n
            }
            try write(Array("endsolid \(name)\n".utf8))
        }
    }
}

@inline(__always)
func corners(_ t: SIMD3<UInt32>, _ vertices: [SIMD3<Float>]) -> (SIMD3<Float>, SIMD3<Float>, SIMD3<Float>) {
    let n = vertices.count
    guard Int(t.x) < n, Int(t.y) < n, Int(t.z) < n else { return (.zero, .zero, .zero) }
    return (vertices[Int(t.x)], vertices[Int(t.y)], vertices[Int(t.z)])
}

/// Unit normal of a facet, zero where the facet has no area.
@inline(__always)
func facetNormal(_ a: SIMD3<Float>, _ b: SIMD3<Float>, _ c: SIMD3<Float>) -> SIMD3<Float> {
    let u = b - a, v = c - a
    let n = SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
    let square = n.x * n.x + n.y * n.y + n.z * n.z
    guard square > 0, square.isFinite else { return .zero }
    return n / square.squareRoot()
}

extension String {
    /// Without control characters, for formats where a name ends with its line.
    var oneWord: String { String(decoding: utf8.map { $0 < 32 || $0 == 127 ? 32 : $0 }, as: UTF8.self) }
}
