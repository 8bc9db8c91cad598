import ImpressionCanvas
public import ImpressionGeometry
import ImpressionMeshing

/// Writes polygon files. All objects become one list of vertices and one of faces; where one has a colour, every vertex has.
///
/// Source: Turk, "The PLY polygon file format", Stanford 1994.
public enum PLYWriter {
    public enum Encoding: Sendable { case text, binary }

    public static func write<E: Error>(_ model: Model, as encoding: Encoding = .binary, workers: Workers = .one,
                                       to write: ([UInt8]) throws(E) -> Void) throws(E) {
        let isColored = model.objects.contains { $0.color != nil }
        let count = model.objects.reduce(0) { $0 + $1.mesh.vertices.count }
        try write(Array("""
            ply
            format \(encoding == .text ? "ascii" : "binary_little_endian") 1.0
            comment Impression, mm
            element vertex \(count)
            property float x
            property float y
            property float z\(isColored ? "\nproperty uchar red\nproperty uchar green\nproperty uchar blue" : "")
            element face \(model.triangleCount)
            property list uchar int vertex_indices
            end_header

            """.utf8))
        let blocks = BlockWriter(workers: workers)
        for object in model.objects {
            let vertices = object.mesh.vertices, color = isColored ? bytes(object.color ?? .white) : []
            let words = color.map { " \($0)" }.joined()
            try blocks.write(vertices.count, longest: 20 + 3 * NumberText.longest, to: write) { i, out in
                if encoding == .text { return text(vertices[i], words, out) }
                let n = records(unsafeBitCast(vertices[i], to: SIMD3<UInt32>.self), UnsafeMutableRawPointer(out))
                for k in color.indices { out[n + k] = color[k] }
                return n + color.count
            }
        }
        var first: UInt32 = 0
        for object in model.objects {
            let triangles = object.mesh.triangles, base = first
            try blocks.write(triangles.count, longest: 40, to: write) { i, out in
                let face = triangles[i] &+ base
                if encoding == .text { return text(face, out) }
                out[0] = 3
                return 1 + records(face, UnsafeMutableRawPointer(out + 1))
            }
            first &+= UInt32(truncatingIfNeeded: object.mesh.vertices.count)
        }
    }

    private static func bytes(_ color: Color) -> [UInt8] { [color.red, color.green, color.blue].map { UInt8((min(max($0, 0), 1) * 255).rounded()) } }

    private static func text(_ v: SIMD3<Float>, _ words: String, _ out: UnsafeMutablePointer<UInt8>) -> Int {
        var text = TextCursor(out)
        text.put(v)
        for byte in words.utf8 { text.put(byte: byte) }
        text.put(byte: 10)
        return text.n
    }

    private static func text(_ face: SIMD3<UInt32>, _ out: UnsafeMutablePointer<UInt8>) -> Int {
        var text = TextCursor(out)
        text.put("3")
        for k in 0..<3 {
            text.put(byte: 32)
            text.put(face[k])
        }
        text.put(byte: 10)
        return text.n
    }

    private static func records(_ bits: SIMD3<UInt32>, _ out: UnsafeMutableRawPointer) -> Int {
        for k in 0..<3 { out.storeBytes(of: bits[k].littleEndian, toByteOffset: 4 * k, as: UInt32.self) }
        return 12
    }
}
