import ImpressionMeshing

/// Reads the polygons of Wavefront OBJ with the names of their materials; curves, normals and texture places are passed over.
///
/// Groups become objects, and so do the materials of a group where they leave whole shells.
public enum OBJReader {
    public static func read(_ bytes: [UInt8]) throws(ModelError) -> Model {
        var scanner = TextScanner(bytes)
        var vertices: [SIMD3<Float>] = [], model = Model(), name = "", degenerate = 0, mixed = 0
        var builder = MeshBuilder(), materials: [String] = [], material = -1, marks: [Int] = []
        var loop: [SIMD3<Float>] = []
        func close() {
            if !builder.isEmpty { mixed += append(builder.mesh(), name, marks, materials, to: &model) }
            degenerate += builder.degenerate
            (builder, marks) = (MeshBuilder(), [])
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
                if !materials.isEmpty { marks += repeatElement(material, count: builder.count - marks.count) }
            } else if word.means("o") || word.means("g") {
                let next = scanner.rest()
                if next != name { close() }
                name = next
            } else if word.means("usemtl") {
                if materials.isEmpty { marks = .init(repeating: -1, count: builder.count) }
                let next = scanner.rest()
                material = materials.firstIndex(of: next) ?? materials.count
                if material == materials.count, materials.count < 4096 { materials.append(next) }
            } else if word.means("mtllib") {
                model.libraries.append(scanner.rest())
            }
            scanner.skipLine()
        }
        close()
        if degenerate > 0 { model.findings.append(.degenerate(count: degenerate)) }
        if mixed > 0 { model.findings.append(.paintedShells(count: mixed)) }
        return model
    }

    /// - Returns: How many shells have several materials.
    private static func append(_ mesh: Mesh, _ name: String, _ marks: [Int], _ materials: [String], to model: inout Model) -> Int {
        var painted = PaintedMesh()
        painted.mesh.vertices = mesh.vertices
        for (i, t) in mesh.triangles.enumerated() { painted.add(t, marks.indices.contains(i) && marks[i] >= 0 ? .material(marks[i]) : nil) }
        let (parts, mixed) = painted.parts()
        for (mesh, paint) in parts {
            var object = Model.Object(name: name, mesh: mesh)
            if case .material(let at)? = paint, materials.indices.contains(at) { object.material = materials[at] }
            model.objects.append(object)
        }
        return mixed
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
