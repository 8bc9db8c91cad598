import ImpressionMeshing

/// Reads 3MF packages: objects, components, transforms, units, build items, and the parts of the production extension.
///
/// Each build item becomes one object in millimetres, or one for each extruder and colour of its parts: of slicers' own files, base materials and
/// colour groups. Negative parts become what is cut away, modifiers keep their settings. Other extensions are passed over.
public enum ThreeMFReader {
    /// Most bytes a part may unpack to.
    public static let partLimit = 2 << 30
    /// Most triangles that components may multiply a file into.
    public static let triangleLimit = 100_000_000

    public static func read(_ bytes: [UInt8]) throws(ModelError) -> Model {
        let zip = try ZipReader(bytes)
        let root = try rootPart(zip)
        var package = try ThreeMFPackage(zip: zip)
        try package.load(root)
        var model = Model()
        guard let part = package.parts[root] else { throw .missing(part: root) }
        model.metadata = part.metadata
        var budget = triangleLimit
        for item in part.items {
            var pieces = ThreeMFPackage.Pieces()
            let path = item.path ?? root
            try package.add(path, item.id, item.transform * part.unit, depth: 0, to: &pieces, &budget)
            let name = package.parts[path]?.objects[item.id]?.name ?? ""
            if pieces.parts.isEmpty { pieces.parts.append(Model.Object(mesh: Mesh())) }
            model.objects += pieces.parts.map { part in
                var part = part
                (part.name, part.cut, part.modifiers) = (name, pieces.cut, pieces.modifiers)
                return part
            }
            if pieces.mixedShells > 0 { model.findings.append(.paintedShells(count: pieces.mixedShells)) }
            model.findings += pieces.leftOut.map { .leftOut(kind: $0.kind, count: $0.count) }
        }
        let divided = package.parts.values.reduce(0) { $0 + $1.dividedTriangles }
        if divided > 0 { model.findings.append(.dividedPaint(triangles: divided)) }
        for name in zip.names where name.lowercased() == "metadata/thumbnail.png" {
            model.thumbnail = try zip.content(of: name, limit: 64 << 20) ?? []
        }
        return model
    }

    private static func rootPart(_ zip: ZipReader) throws(ModelError) -> String {
        guard let bytes = try zip.content(of: "_rels/.rels", limit: 1 << 20) else { throw .missing(part: "_rels/.rels") }
        var xml = try XMLCursor(bytes)
        var found: String?
        while true {
            let event = try xml.next()
            if event == .finished { break }
            guard event == .start, xml.isNamed("Relationship") else { continue }
            if xml.attribute("Type") == "http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel", let target = xml.attribute("Target") {
                guard found == nil else { throw .malformed(part: "_rels/.rels with two models", line: 0) }
                found = partName(target)
            }
        }
        guard let found else { throw .missing(part: "the relationship to a 3D model") }
        return found
    }

    static func partName(_ path: String) -> String { path.hasPrefix("/") ? String(path.dropFirst()) : path }
}

/// Rows of a 4 × 3 matrix: x, y, z axes and the shift; points are rows in front of it.
struct ThreeMFTransform: Equatable {
    var x = SIMD3<Double>(1, 0, 0), y = SIMD3<Double>(0, 1, 0), z = SIMD3<Double>(0, 0, 1), shift = SIMD3<Double>.zero

    init() {}

    /// Twelve numbers with blanks between.
    init?(_ text: String?) {
        guard let text else { return }
        var scanner = TextScanner(Array(text.utf8)), n: [Double] = []
        while n.count < 12, let value = scanner.number(), value.isFinite { n.append(value) }
        scanner.skipSpace()
        guard n.count == 12, scanner.isAtEnd else { return nil }
        (x, y, z, shift) = (SIMD3(n[0], n[1], n[2]), SIMD3(n[3], n[4], n[5]), SIMD3(n[6], n[7], n[8]), SIMD3(n[9], n[10], n[11]))
    }

    func apply(_ v: SIMD3<Double>) -> SIMD3<Double> { direct(v) + shift }
    private func direct(_ v: SIMD3<Double>) -> SIMD3<Double> { x * v.x + y * v.y + z * v.z }

    /// Mirrors: triangles must turn round.
    var mirrors: Bool {
        let c = SIMD3(y.y * z.z - y.z * z.y, y.z * z.x - y.x * z.z, y.x * z.y - y.y * z.x)
        return (x * c).sum() < 0
    }

    /// First `a`, then `b`.
    static func * (a: ThreeMFTransform, b: ThreeMFTransform) -> ThreeMFTransform {
        var out = ThreeMFTransform()
        (out.x, out.y, out.z, out.shift) = (b.direct(a.x), b.direct(a.y), b.direct(a.z), b.apply(a.shift))
        return out
    }

    static func * (a: ThreeMFTransform, scale: Double) -> ThreeMFTransform {
        var out = a
        (out.x, out.y, out.z, out.shift) = (a.x * scale, a.y * scale, a.z * scale, a.shift * scale)
        return out
    }
}
