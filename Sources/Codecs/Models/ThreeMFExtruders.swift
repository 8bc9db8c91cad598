/// Which extruder draws which part, as slicers write it beside the model.
///
/// PrusaSlicer names ranges of triangles inside an object's mesh; Bambu Studio and OrcaSlicer name the components of an object.
/// Modifiers, supports and other parts that are not printed are told apart and left out.
struct ThreeMFExtruders {
    /// A run of triangles of one object.
    struct Volume: Equatable {
        var triangles: ClosedRange<Int>
        var extruder: Int?
        var isPrinted = true
    }

    /// By object of the root part.
    private(set) var objects: [Int: Int] = [:]
    private(set) var volumes: [Int: [Volume]] = [:]
    /// By component object.
    private(set) var parts: [Int: Int] = [:]
    private(set) var hidden: Set<Int> = []

    private static let limit = 64 << 20

    init(_ zip: ZipReader) throws(ModelError) {
        if let bytes = try zip.content(of: "Metadata/Slic3r_PE_model.config", limit: Self.limit) { try readVolumes(bytes) }
        if let bytes = try zip.content(of: "Metadata/model_settings.config", limit: Self.limit) { try readParts(bytes) }
    }

    private mutating func readVolumes(_ bytes: [UInt8]) throws(ModelError) {
        var xml = try XMLCursor(bytes), object = 0, volume: Volume?
        while true {
            switch try xml.next() {
            case .finished: return
            case .text: break
            case .end:
                if xml.isNamed("volume"), let done = volume {
                    volumes[object, default: []].append(done)
                    volume = nil
                }
            case .start:
                if xml.isNamed("object") {
                    object = whole(xml, "id") ?? 0
                } else if xml.isNamed("volume"), let first = whole(xml, "firstid"), let last = whole(xml, "lastid"), first >= 0, last >= first {
                    volume = Volume(triangles: first...last)
                } else if xml.isNamed("metadata"), let key = xml.attribute("key"), let value = xml.attribute("value") {
                    let isVolume = xml.attribute("type") == "volume"
                    if key == "extruder", let number = Int(value), (1...16).contains(number) {
                        if isVolume { volume?.extruder = number } else { objects[object] = number }
                    }
                    if isVolume, key == "modifier" && value == "1" || key == "volume_type" && value != "ModelPart" { volume?.isPrinted = false }
                }
            }
        }
    }

    private mutating func readParts(_ bytes: [UInt8]) throws(ModelError) {
        var xml = try XMLCursor(bytes), object: Int?, part: Int?
        while true {
            switch try xml.next() {
            case .finished: return
            case .text: break
            case .end:
                if xml.isNamed("part") { part = nil } else if xml.isNamed("object") { object = nil }
            case .start:
                if xml.isNamed("object") {
                    object = whole(xml, "id")
                } else if xml.isNamed("part") {
                    part = whole(xml, "id")
                    if let part, let kind = xml.attribute("subtype"), kind != "normal_part" { hidden.insert(part) }
                } else if xml.isNamed("metadata"), xml.attribute("key") == "extruder", let number = whole(xml, "value"), (1...16).contains(number) {
                    if let part { parts[part] = number } else if let object { objects[object] = number }
                }
            }
        }
    }

    private func whole(_ xml: XMLCursor, _ name: StaticString) -> Int? { xml.number(name).flatMap { Int(exactly: $0) } }
}
