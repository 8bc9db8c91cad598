import ImpressionCanvas
public import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster

/// Writes binary glTF 2.0: metres and y up, as the format wants; normals are left out, which means flat shading.
///
/// Source: Khronos, "glTF 2.0 Specification", §4.4 and §3.7.2.
public enum GLBWriter {
    public static func write<E: Error>(_ model: Model, workers: Workers = .one, to write: ([UInt8]) throws(E) -> Void) throws(E) {
        let objects = model.objects.filter { !$0.mesh.vertices.isEmpty && !$0.mesh.triangles.isEmpty }
        var json = Array(description(of: objects).utf8)
        while json.count % 4 != 0 { json.append(0x20) }
        let binary = objects.reduce(0) { $0 + 12 * ($1.mesh.vertices.count + $1.mesh.triangles.count) }
        var head = ByteSink(reserving: 20 + json.count)
        head.append(littleEndian: 0x4654_6C67 as UInt32)
        head.append(littleEndian: 2 as UInt32)
        head.append(littleEndian: UInt32(clamping: 20 + json.count + (binary > 0 ? 8 + binary : 0)))
        head.append(littleEndian: UInt32(json.count))
        head.append(littleEndian: 0x4E4F_534A as UInt32)
        head.bytes += json
        if binary > 0 {
            head.append(littleEndian: UInt32(clamping: binary))
            head.append(littleEndian: 0x004E_4942 as UInt32)
        }
        try write(head.bytes)
        for object in objects { try records(object.mesh, BlockWriter(workers: workers), to: write) }
    }

    private static func records<E: Error>(_ mesh: Mesh, _ blocks: BlockWriter, to write: ([UInt8]) throws(E) -> Void) throws(E) {
        try blocks.write(mesh.vertices.count, longest: 12, to: write) { i, out in
            store(unsafeBitCast(metres(mesh.vertices[i]), to: SIMD3<UInt32>.self), out)
        }
        try blocks.write(mesh.triangles.count, longest: 12, to: write) { i, out in store(mesh.triangles[i], out) }
    }

    private static func store(_ bits: SIMD3<UInt32>, _ out: UnsafeMutablePointer<UInt8>) -> Int {
        for k in 0..<3 { UnsafeMutableRawPointer(out).storeBytes(of: bits[k].littleEndian, toByteOffset: 4 * k, as: UInt32.self) }
        return 12
    }

    private static func metres(_ v: SIMD3<Float>) -> SIMD3<Float> { SIMD3(v.x, v.z, -v.y) / 1000 }

    private static func description(of objects: [Model.Object]) -> String {
        guard !objects.isEmpty else { return #"{"asset":{"version":"2.0","generator":"Impression"},"scene":0,"scenes":[{}]}"# }
        var accessors: [String] = [], views: [String] = [], meshes: [String] = [], nodes: [String] = []
        var offset = 0, materials: [Color?] = []
        for object in objects where !materials.contains(object.color) { materials.append(object.color) }
        for (i, object) in objects.enumerated() {
            let mesh = object.mesh
            let corners = 12 * mesh.vertices.count, faces = 12 * mesh.triangles.count
            views.append(#"{"buffer":0,"byteOffset":\#(offset),"byteLength":\#(corners),"target":34962}"#)
            views.append(#"{"buffer":0,"byteOffset":\#(offset + corners),"byteLength":\#(faces),"target":34963}"#)
            offset += corners + faces
            let (low, high) = bounds(mesh)
            accessors.append(#"{"bufferView":\#(2 * i),"componentType":5126,"count":\#(mesh.vertices.count),"type":"VEC3","min":\#(list(low)),"max":\#(list(high))}"#)
            accessors.append(#"{"bufferView":\#(2 * i + 1),"componentType":5125,"count":\#(3 * mesh.triangles.count),"type":"SCALAR"}"#)
            meshes.append(#"{"primitives":[{"attributes":{"POSITION":\#(2 * i)},"indices":\#(2 * i + 1),"material":\#(materials.firstIndex(of: object.color) ?? 0)}]}"#)
            nodes.append(#"{"mesh":\#(i)\#(object.name.isEmpty ? "" : #","name":"\#(escaped(object.name))""#)}"#)
        }
        return #"{"asset":{"version":"2.0","generator":"Impression"},"scene":0,"scenes":[{"nodes":[\#(nodes.indices.map(String.init).joined(separator: ","))]}],"nodes":[\#(nodes.joined(separator: ","))],"#
            + #""meshes":[\#(meshes.joined(separator: ","))],"materials":[\#(materials.map(material).joined(separator: ","))],"#
            + #""accessors":[\#(accessors.joined(separator: ","))],"bufferViews":[\#(views.joined(separator: ","))],"buffers":[{"byteLength":\#(offset)}]}"#
    }

    /// Linear light, as the format wants.
    private static func material(_ color: Color?) -> String {
        let light = color.map { SIMD3(SRGB.decoded($0.red), SRGB.decoded($0.green), SRGB.decoded($0.blue)) } ?? SIMD3(0.8, 0.8, 0.8)
        return #"{"pbrMetallicRoughness":{"baseColorFactor":[\#(light.x),\#(light.y),\#(light.z),1],"metallicFactor":0,"roughnessFactor":0.8}}"#
    }

    private static func bounds(_ mesh: Mesh) -> (SIMD3<Float>, SIMD3<Float>) {
        var low = metres(mesh.vertices[0]), high = low
        for v in mesh.vertices {
            low = pointwiseMin(low, metres(v))
            high = pointwiseMax(high, metres(v))
        }
        return (low, high)
    }

    private static func list(_ v: SIMD3<Float>) -> String { "[\(v.x),\(v.y),\(v.z)]" }

    private static func escaped(_ name: String) -> String {
        name.oneWord.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
            .split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
    }
}
