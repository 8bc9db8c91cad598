import ImpressionCanvas
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
        var content = PaintedMesh()
        /// Of everything in it that has none of its own.
        var paint: PartPaint?
        var components: [Reference] = []
    }

    struct Part {
        /// Millimetres.
        var unit = 1.0
        var objects: [Int: Object] = [:]
        var items: [Reference] = []
        var metadata: [Model.Metadata] = []
        var dividedTriangles = 0
    }

    /// What an item is made of: parts by what draws them, and what is cut away from all.
    struct Pieces {
        var parts: [Model.Object] = []
        var cut = Mesh()
        var modifiers: [Model.Modifier] = []
        var mixedShells = 0
        /// Kinds of parts that are neither printed nor cut away, and how often they come.
        var leftOut: [(kind: String, count: Int)] = []

        mutating func modify(_ mesh: Mesh, _ transform: ThreeMFTransform, _ settings: [Model.Metadata], _ extruder: Int?) throws(ModelError) {
            var body = Mesh()
            try body.append(mesh, transform)
            modifiers.append(Model.Modifier(mesh: body, settings: settings, extruder: extruder))
        }

        mutating func leaveOut(_ kind: String) {
            if let at = leftOut.firstIndex(where: { $0.kind == kind }) { leftOut[at].count += 1 } else { leftOut.append((kind, 1)) }
        }
    }

    let zip: ZipReader
    let extruders: ThreeMFExtruders
    private(set) var parts: [String: Part] = [:]

    init(zip: ZipReader) throws(ModelError) {
        self.zip = zip
        extruders = try ThreeMFExtruders(zip)
    }

    static let depthLimit = 32

    /// Adds an object and all it contains to the pieces of its extruders and colours.
    ///
    /// - Parameter heir: What the objects around it say of extruder and paint.
    mutating func add(_ path: String, _ id: Int, _ transform: ThreeMFTransform, depth: Int, heir: (extruder: Int?, paint: PartPaint?) = (nil, nil),
                      to pieces: inout Pieces, _ budget: inout Int) throws(ModelError) {
        guard depth < Self.depthLimit else { throw .nested(limit: Self.depthLimit) }
        try load(path)
        guard let object = parts[path]?.objects[id] else { throw .missing(part: "object \(id) of \(path)") }
        // One for the visit, so that empty components cannot multiply without end.
        budget -= object.content.mesh.triangles.count + 1
        guard budget >= 0 else { throw .tooLarge(part: "the model's components", size: 0, limit: ThreeMFReader.triangleLimit) }
        let kind = depth > 0 ? extruders.kinds[id] : nil
        if kind == .modifier { return try pieces.modify(object.content.mesh, transform, extruders.settings[id] ?? [], extruders.parts[id]) }
        if let kind, kind != .negative { return pieces.leaveOut(kind.words) }
        let own = (extruder: (depth == 0 ? extruders.objects[id] : extruders.parts[id]) ?? heir.extruder, paint: object.paint ?? heir.paint)
        let content = object.content
        if kind == .negative {
            try pieces.cut.append(content.mesh, transform)
        } else if depth == 0, let volumes = extruders.volumes[id], !content.mesh.triangles.isEmpty {
            for volume in volumes {
                budget -= 1
                guard budget >= 0 else { throw .tooLarge(part: "the model's volumes", size: 0, limit: ThreeMFReader.triangleLimit) }
                let run = content.run(volume.triangles)
                switch volume.kind {
                case nil: try append(run, transform, (volume.extruder ?? own.extruder, own.paint), to: &pieces)
                case .negative: try pieces.cut.append(run.mesh, transform)
                case .modifier: try pieces.modify(run.mesh, transform, volume.settings, volume.extruder)
                case let kind?: pieces.leaveOut(kind.words)
                }
            }
        } else if !content.mesh.triangles.isEmpty {
            try append(content, transform, own, to: &pieces)
        }
        for part in object.components {
            try add(part.path ?? path, part.id, part.transform * transform, depth: depth + 1, heir: own, to: &pieces, &budget)
        }
    }

    private func append(_ added: PaintedMesh, _ transform: ThreeMFTransform, _ own: (extruder: Int?, paint: PartPaint?), to pieces: inout Pieces) throws(ModelError) {
        let (parts, mixed) = added.parts()
        pieces.mixedShells += mixed
        for (mesh, paint) in parts {
            var extruder = own.extruder, color: Color?
            switch paint ?? own.paint {
            case .extruder(let number): extruder = number
            case .color(let value): color = value
            case .material, nil: break
            }
            let at = pieces.parts.firstIndex { $0.extruder == extruder && $0.color == color } ?? pieces.parts.count
            if at == pieces.parts.count { pieces.parts.append(Model.Object(mesh: Mesh(), extruder: extruder, color: color)) }
            try pieces.parts[at].mesh.append(mesh, transform)
        }
    }

    mutating func load(_ path: String) throws(ModelError) {
        guard parts[path] == nil else { return }
        guard let bytes = try zip.content(of: path, limit: ThreeMFReader.partLimit) else { throw .missing(part: path) }
        parts[path] = try Self.part(bytes)
    }

    private static func part(_ bytes: [UInt8]) throws(ModelError) -> Part {
        var xml = try XMLCursor(bytes), part = Part(), paints = ThreeMFPaints(), object: (id: Int, Object)?, word: String?, built = false
        while true {
            switch try xml.next() {
            case .finished:
                part.dividedTriangles = paints.divided
                return part
            case .text:
                if let name = word { part.metadata.append(.init(name, xml.text)) }
            case .end:
                if xml.isNamed("object"), let done = object {
                    guard part.objects.updateValue(done.1, forKey: done.id) == nil else { throw .malformed(part: "object \(done.id), which comes twice,", line: 0) }
                    object = nil
                }
                paints.end(xml)
                word = nil
            case .start:
                if xml.isNamed("vertex") {
                    try vertex(xml, &object)
                } else if xml.isNamed("triangle") {
                    try triangle(xml, &paints, &object)
                } else if xml.isNamed("object") {
                    object = (try whole(xml, "id"), Object(name: xml.attribute("name") ?? "", paint: paints.object(xml)))
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
                } else {
                    paints.start(xml)
                }
            }
        }
    }

    private static func vertex(_ xml: XMLCursor, _ object: inout (id: Int, Object)?) throws(ModelError) {
        guard object != nil, let x = xml.number("x"), let y = xml.number("y"), let z = xml.number("z") else { throw .malformed(part: "a vertex", line: 0) }
        let v = SIMD3(Float(x), Float(y), Float(z))
        guard (v.x + v.y + v.z).isFinite else { throw .notFinite(vertex: object?.1.content.mesh.vertices.count ?? 0) }
        object?.1.content.mesh.vertices.append(v)
    }

    private static func triangle(_ xml: XMLCursor, _ paints: inout ThreeMFPaints, _ object: inout (id: Int, Object)?) throws(ModelError) {
        let count = object?.1.content.mesh.vertices.count ?? 0
        var t = SIMD3<UInt32>.zero
        for (k, name) in (["v1", "v2", "v3"] as [StaticString]).enumerated() {
            let index = try whole(xml, name)
            guard index >= 0, index < count else { throw .noSuchVertex(index: index, count: count) }
            t[k] = UInt32(index)
        }
        guard t.x != t.y, t.y != t.z, t.z != t.x else { return }
        object?.1.content.add(t, paints.triangle(xml))
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

extension PaintedMesh {
    /// A run of triangles with their own vertices.
    fileprivate func run(_ range: ClosedRange<Int>) -> PaintedMesh {
        let count = mesh.triangles.count, range = min(range.lowerBound, count)..<min(range.upperBound < count ? range.upperBound + 1 : count, count)
        return PaintedMesh(mesh: Mesh(vertices: mesh.vertices, triangles: Array(mesh.triangles[range])).compacted, paints: paints.isEmpty ? [] : Array(paints[range]), palette: palette)
    }
}

extension Mesh {
    /// Adds another, moved; mirrored triangles turn round.
    fileprivate mutating func append(_ added: Mesh, _ transform: ThreeMFTransform) throws(ModelError) {
        let base = UInt32(truncatingIfNeeded: vertices.count)
        guard vertices.count + added.vertices.count < Int(UInt32.max) else { throw .tooMany(vertices: vertices.count) }
        if transform == ThreeMFTransform(), base == 0 { return self = added }
        let mirrors = transform.mirrors
        for v in added.vertices { vertices.append(SIMD3<Float>(transform.apply(SIMD3<Double>(v)))) }
        for t in added.triangles { triangles.append((mirrors ? SIMD3(t.x, t.z, t.y) : t) &+ base) }
    }
}
