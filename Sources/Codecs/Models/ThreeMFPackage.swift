import ImpressionMeshing

/// The model parts of a package, loaded once each.
struct ThreeMFPackage {
    struct Reference {
        var path: String?
        var id: Int
        var transform: ThreeMFTransform
    }

    struct Object {
        var name = ""
        var mesh = Mesh()
        var components: [Reference] = []
    }

    struct Part {
        /// Millimetres.
        var unit = 1.0
        var objects: [Int: Object] = [:]
        var items: [Reference] = []
        var metadata: [Model.Metadata] = []
    }

    let zip: ZipReader
    let extruders: ThreeMFExtruders
    private(set) var parts: [String: Part] = [:]

    init(zip: ZipReader) throws(ModelError) {
        self.zip = zip
        extruders = try ThreeMFExtruders(zip)
    }

    static let depthLimit = 32

    /// Adds an object and all it contains to the pieces of its extruders.
    mutating func add(_ path: String, _ id: Int, _ transform: ThreeMFTransform, depth: Int, extruder: Int?, to pieces: inout [Model.Object], _ budget: inout Int) throws(ModelError) {
        guard depth < Self.depthLimit else { throw .nested(limit: Self.depthLimit) }
        try load(path)
        guard let object = parts[path]?.objects[id] else { throw .missing(part: "object \(id) of \(path)") }
        // One for the visit, so that empty components cannot multiply without end.
        budget -= object.mesh.triangles.count + 1
        guard budget >= 0 else { throw .tooLarge(part: "the model's components", size: 0, limit: ThreeMFReader.triangleLimit) }
        if depth > 0, extruders.hidden.contains(id) { return }
        let own = (depth == 0 ? extruders.objects[id] : extruders.parts[id]) ?? extruder
        if depth == 0, let volumes = extruders.volumes[id], !object.mesh.triangles.isEmpty {
            for volume in volumes where volume.isPrinted {
                let triangles = object.mesh.triangles
                budget -= 1
                guard budget >= 0 else { throw .tooLarge(part: "the model's volumes", size: 0, limit: ThreeMFReader.triangleLimit) }
                let range = min(volume.triangles.lowerBound, triangles.count)..<min(volume.triangles.upperBound + 1, triangles.count)
                try append(Mesh(vertices: object.mesh.vertices, triangles: Array(triangles[range])).compacted, transform, volume.extruder ?? own, to: &pieces)
            }
        } else if !object.mesh.triangles.isEmpty {
            try append(object.mesh, transform, own, to: &pieces)
        }
        for part in object.components {
            try add(part.path ?? path, part.id, part.transform * transform, depth: depth + 1, extruder: own, to: &pieces, &budget)
        }
    }

    private func append(_ added: Mesh, _ transform: ThreeMFTransform, _ extruder: Int?, to pieces: inout [Model.Object]) throws(ModelError) {
        let at = pieces.firstIndex { $0.extruder == extruder } ?? pieces.count
        if at == pieces.count { pieces.append(Model.Object(mesh: Mesh(), extruder: extruder)) }
        let base = UInt32(truncatingIfNeeded: pieces[at].mesh.vertices.count)
        guard Int(base) + added.vertices.count < Int(UInt32.max) else { throw .tooMany(vertices: Int(base)) }
        if transform == ThreeMFTransform(), base == 0 {
            pieces[at].mesh = added
        } else {
            let mirrors = transform.mirrors
            for v in added.vertices { pieces[at].mesh.vertices.append(SIMD3<Float>(transform.apply(SIMD3<Double>(v)))) }
            for t in added.triangles { pieces[at].mesh.triangles.append((mirrors ? SIMD3(t.x, t.z, t.y) : t) &+ base) }
        }
    }

    mutating func load(_ path: String) throws(ModelError) {
        guard parts[path] == nil else { return }
        guard let bytes = try zip.content(of: path, limit: ThreeMFReader.partLimit) else { throw .missing(part: path) }
        parts[path] = try Self.part(bytes)
    }

    private static func part(_ bytes: [UInt8]) throws(ModelError) -> Part {
        var xml = try XMLCursor(bytes), part = Part(), object: (id: Int, Object)?, word: String?, built = false
        while true {
            switch try xml.next() {
            case .finished:
                return part
            case .text:
                if let name = word { part.metadata.append(.init(name, xml.text)) }
            case .end:
                if xml.isNamed("object"), let done = object {
                    guard part.objects.updateValue(done.1, forKey: done.id) == nil else { throw .malformed(part: "object \(done.id), which comes twice,", line: 0) }
                    object = nil
                }
                word = nil
            case .start:
                if xml.isNamed("vertex") {
                    try vertex(xml, &object)
                } else if xml.isNamed("triangle") {
                    try triangle(xml, &object)
                } else if xml.isNamed("object") {
                    object = (try whole(xml, "id"), Object(name: xml.attribute("name") ?? ""))
                } else if xml.isNamed("component") {
                    let reference = try reference(xml)
                    object?.1.components.append(reference)
                } else if xml.isNamed("item"), built {
                    part.items.append(try reference(xml))
                } else if xml.isNamed("metadata"), xml.depth == 2 {
                    word = xml.attribute("name")
                } else if xml.isNamed("build") {
                    built = true
                } else if xml.depth == 1 {
                    guard xml.isNamed("model") else { throw .malformed(part: "the 3D model", line: 0) }
                    part.unit = try unit(xml.attribute("unit"))
                }
            }
        }
    }

    private static func vertex(_ xml: XMLCursor, _ object: inout (id: Int, Object)?) throws(ModelError) {
        guard object != nil, let x = xml.number("x"), let y = xml.number("y"), let z = xml.number("z") else { throw .malformed(part: "a vertex", line: 0) }
        let v = SIMD3(Float(x), Float(y), Float(z))
        guard (v.x + v.y + v.z).isFinite else { throw .notFinite(vertex: object?.1.mesh.vertices.count ?? 0) }
        object?.1.mesh.vertices.append(v)
    }

    private static func triangle(_ xml: XMLCursor, _ object: inout (id: Int, Object)?) throws(ModelError) {
        let count = object?.1.mesh.vertices.count ?? 0
        var t = SIMD3<UInt32>.zero
        for (k, name) in (["v1", "v2", "v3"] as [StaticString]).enumerated() {
            let index = try whole(xml, name)
            guard index >= 0, index < count else { throw .noSuchVertex(index: index, count: count) }
            t[k] = UInt32(index)
        }
        guard t.x != t.y, t.y != t.z, t.z != t.x else { return }
        object?.1.mesh.triangles.append(t)
    }

    private static func whole(_ xml: XMLCursor, _ name: StaticString) throws(ModelError) -> Int {
        guard let number = xml.number(name), let value = Int(exactly: number) else { throw .malformed(part: "the attribute \(name)", line: 0) }
        return value
    }

    private static func reference(_ xml: XMLCursor) throws(ModelError) -> Reference {
        guard let transform = ThreeMFTransform(xml.attribute("transform")) else { throw .malformed(part: "a transform", line: 0) }
        return Reference(path: xml.attribute("path", anyPrefix: true).map(ThreeMFReader.partName), id: try whole(xml, "objectid"), transform: transform)
    }

    private static func unit(_ name: String?) throws(ModelError) -> Double {
        let units = ["micron": 0.001, "millimeter": 1, "centimeter": 10, "inch": 25.4, "foot": 304.8, "meter": 1000]
        guard let unit = units[name ?? "millimeter"] else { throw .malformed(part: "the unit \(name ?? "")", line: 0) }
        return unit
    }
}

extension Mesh {
    /// Without vertices that no triangle uses. Its cost follows the triangles alone, so that many small runs of a large mesh stay cheap.
    fileprivate var compacted: Mesh {
        var place: [UInt32: UInt32] = [:], kept = Mesh()
        kept.triangles = triangles.map { t in
            var u = t
            for k in 0..<3 {
                if let known = place[t[k]] {
                    u[k] = known
                } else {
                    u[k] = UInt32(kept.vertices.count)
                    place[t[k]] = u[k]
                    kept.vertices.append(vertices[Int(t[k])])
                }
            }
            return u
        }
        return kept
    }
}
