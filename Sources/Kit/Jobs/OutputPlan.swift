import ImpressionCodecs

/// What is written to a path.
enum OutputKind: Equatable {
    case model(ModelFormat)
    case gcode
    /// A shaded picture of the body.
    case preview

    /// By the path's ending; standard output (`-`) has none and takes `format`, and so does a path whose ending `format` shares.
    init(path: String, format: String?) throws(JobError) {
        let wanted = format.flatMap(OutputKind.init(name:))
        if let format, wanted == nil { throw JobError(.usage, "--format \(format) is none of \(Self.names.joined(separator: ", "))") }
        if path == "-" {
            guard let wanted else { throw JobError(.usage, "standard output has no ending: say --format \(Self.names.joined(separator: "|"))") }
            self = wanted
            return
        }
        let ending = fileExtension(path)
        guard let kind = OutputKind(ending: ending) else {
            throw JobError(.usage, "\(path): the ending \"\(ending)\" is none of \(Self.endings.joined(separator: ", "))")
        }
        self = wanted.flatMap { $0.ending == kind.ending ? $0 : nil } ?? kind
    }

    init?(ending: String) {
        if let format = ModelFormat(fileExtension: ending) { self = .model(format) }
        else if ["gcode", "g", "gco"].contains(ending) { self = .gcode }
        else if ending == "png" { self = .preview }
        else { return nil }
    }

    private init?(name: String) {
        if let format = ModelFormat(rawValue: name) { self = .model(format) } else { self.init(ending: name) }
    }

    /// The usual ending of its files.
    var ending: String {
        switch self {
        case .model(let format): format.fileExtension
        case .gcode: "gcode"
        case .preview: "png"
        }
    }

    private static let names = ModelFormat.allCases.map(\.rawValue) + ["gcode", "png"]
    static let endings = names.filter { $0 != ModelFormat.asciiSTL.rawValue }
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
