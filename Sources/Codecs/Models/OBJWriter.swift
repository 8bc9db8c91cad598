import ImpressionCanvas
public import ImpressionGeometry

/// Writes Wavefront OBJ: one `o` an object, vertices in mm, faces counted over the whole file.
///
/// Colours follow the coordinates of each vertex, as most slicers and viewers read them: no second file is needed.
public enum OBJWriter {
    public static func write<E: Error>(_ model: Model, workers: Workers = .one, to write: ([UInt8]) throws(E) -> Void) throws(E) {
        try write(Array("# Impression, mm\n".utf8))
        var first: UInt32 = 1
        for object in model.objects {
            if !object.name.isEmpty { try write(Array("o \(object.name.oneWord)\n".utf8)) }
            let vertices = object.mesh.vertices, triangles = object.mesh.triangles, base = first, color = object.color
            try BlockWriter(workers: workers).write(vertices.count, longest: 16 + 6 * NumberText.longest, to: write) { i, out in
                var text = TextCursor(out)
                text.put("v ")
                text.put(vertices[i])
                if let color {
                    text.put(byte: 32)
                    text.put(SIMD3(color.red, color.green, color.blue))
                }
                text.put(byte: 10)
                return text.n
            }
            try BlockWriter(workers: workers).write(triangles.count, longest: 40, to: write) { i, out in
                var text = TextCursor(out)
                text.put("f")
                for k in 0..<3 {
                    text.put(byte: 32)
                    text.put(triangles[i][k] &+ base)
                }
                text.put(byte: 10)
                return text.n
            }
            first &+= UInt32(truncatingIfNeeded: vertices.count)
        }
    }
}
