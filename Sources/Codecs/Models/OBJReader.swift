import ImpressionMeshing

/// Reads the polygons of Wavefront OBJ; curves, materials, normals and texture places are passed over.
public enum OBJReader {
    public static func read(_ bytes: [UInt8]) throws(ModelError) -> Model {
        var scanner = TextScanner(bytes)
        var vertices: [SIMD3<Float>] = [], model = Model(), builder = MeshBuilder(), name = "", degenerate = 0
        var loop: [SIMD3<Float>] = []
        func close() {
            if !builder.isEmpty { model.objects.append(.init(name: name, mesh: builder.mesh())) }
            degenerate += builder.degenerate
            builder = MeshBuilder()
        }
        while true {
            scanner.skipSpace()
            guard !scanner.isAtEnd else { break }
            let word = scanner.word()
            if word.means("v") {
                guard let p = scanner.point() else { throw .malformed(part: "a vertex", line: scanner.line) }
                guard (p.x + p.y + p.z).isFinite else { throw .notFinite(vertex: vertices.count + 1) }
                vertices.append(p)
            } else if word.means("f") {
                loop.removeAll(keepingCapacity: true)
                while let k = try corner(&scanner, vertices.count) { loop.append(vertices[k]) }
                try builder.add(polygon: loop)
            } else if word.means("o") || word.means("g") {
                let next = scanner.rest()
                if next != name { close() }
                name = next
            }
            scanner.skipLine()
        }
        close()
        if degenerate > 0 { model.findings.append(.degenerate(count: degenerate)) }
        return model
    }

    /// The vertex of the next `v`, `v/t`, `v//n` or `v/t/n`, from 0; nil where the line ends (a backslash carries it on).
    private static func corner(_ scanner: inout TextScanner, _ count: Int) throws(ModelError) -> Int? {
        while !scanner.atLineEnd(), scanner.bytes[scanner.at] == 92 { scanner.skipLine() }
        guard !scanner.atLineEnd(), scanner.bytes[scanner.at] != 35 else { return nil }
        guard let number = scanner.number(), let k = Int(exactly: number) else { throw .malformed(part: "a face", line: scanner.line) }
        _ = scanner.word()
        let index = k > 0 ? k - 1 : count + k
        guard k != 0, index >= 0, index < count else { throw .noSuchVertex(index: k, count: count) }
        return index
    }
}
