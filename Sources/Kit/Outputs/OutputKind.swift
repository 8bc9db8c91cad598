/// A kind of file that jobs write. A new kind is one file beside this one and one line in `OutputKinds`.
///
/// A kind asks the product for the form that it can write, and says so where the product has none.
protocol OutputKind: Sendable {
    /// What `--format` and `impression list formats` call it.
    var name: String { get }
    /// One line for a person.
    var summary: String { get }
    /// Endings of its files, lower case and without the first point; the usual one comes first.
    var endings: [String] { get }
    /// Whether a machine's and a filament's settings decide what it holds.
    var needsProfile: Bool { get }

    func write(_ product: inout any Product, to path: String, _ files: inout FileWork) throws(JobError)
}

extension OutputKind {
    var needsProfile: Bool { false }

    /// Why a product is not written as this kind.
    func unfit(_ product: any Product, _ path: String) -> JobError { JobError(.usage, "\(path): \(product.noun) is not written as \(name)") }
}

/// The catalogue of what is written.
enum OutputKinds {
    /// Of kinds that share an ending the first is meant; the others are named with `--format`.
    static let all: [any OutputKind] = ModelOutput.all + GCodeOutput.all + [PreviewOutput(), SVGOutput(), DXFOutput()]

    /// By the path's ending; standard output (`-`) has none and takes `format`, and so does a path whose ending `format` shares.
    static func kind(of path: String, format: String?) throws(JobError) -> any OutputKind {
        let wanted = format.flatMap { name in all.first { $0.name == name } ?? all.first { $0.endings.contains(name) } }
        if let format, wanted == nil { throw JobError(.usage, "--format \(format) is none of \(names.joined(separator: ", "))") }
        if path == "-" {
            guard let wanted else { throw JobError(.usage, "standard output has no ending: say --format \(names.joined(separator: "|"))") }
            return wanted
        }
        guard let found = ending(of: path) else {
            throw JobError(.usage, "\(path): the ending \"\(fileExtension(path))\" is none of \(endings.joined(separator: ", "))")
        }
        return wanted.flatMap { $0.endings.contains(found.ending) ? $0 : nil } ?? found.kind
    }

    /// The kind whose ending a path has, the longest that fits.
    static func kind(of path: String) -> (any OutputKind)? { ending(of: path)?.kind }

    private static func ending(of path: String) -> (kind: any OutputKind, ending: String)? {
        let name = (path.split(separator: "/").last ?? "").lowercased()
        var best: (kind: any OutputKind, ending: String)?
        for kind in all {
            for ending in kind.endings where name.hasSuffix("." + ending) && name.count > ending.count + 1 && ending.count > best?.ending.count ?? 0 {
                best = (kind, ending)
            }
        }
        return best
    }

    static let names = all.map(\.name)
    /// Each kind's usual ending, once.
    private static let endings = all.reduce(into: [String]()) { list, kind in
        if let ending = kind.endings.first, !list.contains(ending) { list.append(ending) }
    }
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
