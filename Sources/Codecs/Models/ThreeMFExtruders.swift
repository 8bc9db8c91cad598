/// Which extruder draws which part, as slicers write it beside the model.
///
/// PrusaSlicer names ranges of triangles inside an object's mesh; Bambu Studio and OrcaSlicer name the components of an object.
/// Modifiers, with their settings, supports and other parts that are not printed are told apart.
struct ThreeMFExtruders {
    /// What a part is that is not printed.
    enum Kind: Equatable {
        case negative, modifier, supportBlocker, supportEnforcer, other

        var words: String {
            switch self {
            case .negative: "negative parts"
            case .modifier: "modifiers"
            case .supportBlocker: "support blockers"
            case .supportEnforcer: "support enforcers"
            case .other: "parts of an unknown kind"
            }
        }

        /// PrusaSlicer's and Bambu Studio's words; nil is a part that is printed.
        init?(_ word: String) {
            switch word {
            case "ModelPart", "normal_part": return nil
            case "NegativeVolume", "negative_part": self = .negative
            case "ParameterModifier", "modifier_part": self = .modifier
            case "SupportBlocker", "support_blocker": self = .supportBlocker
            case "SupportEnforcer", "support_enforcer": self = .supportEnforcer
            default: self = .other
            }
        }
    }

    /// A run of triangles of one object.
    struct Volume: Equatable {
        var triangles: ClosedRange<Int>
        var extruder: Int?
        /// nil is printed.
        var kind: Kind?
        /// By PrusaSlicer's names.
        var settings: [Model.Metadata] = []
    }

    /// By object of the root part.
    private(set) var objects: [Int: Int] = [:]
    private(set) var volumes: [Int: [Volume]] = [:]
    /// By component object.
    private(set) var parts: [Int: Int] = [:]
    /// By component object; what is printed has none.
    private(set) var kinds: [Int: Kind] = [:]
    /// Of component objects, by OrcaSlicer's names.
    private(set) var settings: [Int: [Model.Metadata]] = [:]

    /// Words about a part that are not settings.
    private static func isSetting(_ key: String) -> Bool {
        !["name", "matrix", "volume_type", "modifier", "extruder", "text_info"].contains(key) && !key.hasPrefix("source_")
    }

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
                    if isVolume, key == "modifier", value == "1", volume?.kind == nil { volume?.kind = .modifier }
                    if isVolume, key == "volume_type" { volume?.kind = Kind(value) }
                    if isVolume, Self.isSetting(key) { volume?.settings.append(.init(key, value)) }
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
                    if let part, let kind = xml.attribute("subtype").flatMap({ Kind($0) }) { kinds[part] = kind }
                } else if xml.isNamed("metadata"), xml.attribute("key") == "extruder", let number = whole(xml, "value"), (1...16).contains(number) {
                    if let part { parts[part] = number } else if let object { objects[object] = number }
                } else if xml.isNamed("metadata"), let part, let key = xml.attribute("key"), let value = xml.attribute("value"), Self.isSetting(key) {
                    settings[part, default: []].append(.init(key, value))
                }
            }
        }
    }

    private func whole(_ xml: XMLCursor, _ name: StaticString) -> Int? { xml.number(name).flatMap { Int(exactly: $0) } }
}
