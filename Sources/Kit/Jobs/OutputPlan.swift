import ImpressionCodecs

/// What is written to a path, decided by the path's ending alone.
enum OutputKind: Equatable {
    case model(ModelFormat)
    case gcode
    /// A shaded picture of the body.
    case preview

    init?(path: String) {
        let ending = fileExtension(path)
        if let format = ModelFormat(fileExtension: ending) { self = .model(format) }
        else if ["gcode", "g", "gco"].contains(ending) { self = .gcode }
        else if ending == "png" { self = .preview }
        else { return nil }
    }

    var name: String {
        switch self {
        case .model(let format): format.rawValue
        case .gcode: "gcode"
        case .preview: "png"
        }
    }

    static let endings = ModelFormat.allCases.filter { $0 != .asciiSTL }.map(\.rawValue) + ["gcode", "png"]
}

/// Lower case, without the point; empty where there is none.
func fileExtension(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
}

/// The file's name without folders and ending: what a body is called.
func baseName(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
}
