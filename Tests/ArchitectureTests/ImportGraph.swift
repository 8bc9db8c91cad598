import Foundation

/// The modules of the design, read from the sources themselves.
enum ImportGraph {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static var sources: URL { root.appending(path: "Sources") }

    /// Every Swift file below a folder of Sources, in order of path.
    static func files(in folder: String) -> [URL] {
        let walk = FileManager.default.enumerator(at: sources.appending(path: folder), includingPropertiesForKeys: nil)
        let all = (walk?.allObjects as? [URL]) ?? []
        return all.filter { $0.pathExtension == "swift" }.sorted { $0.path < $1.path }
    }

    /// The modules that a folder's files import.
    static func imports(of folder: String) throws -> Set<String> {
        var found: Set<String> = []
        for file in files(in: folder) {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })[...]
                while let first = words.first, ["public", "internal", "package", "private", "fileprivate", "@_exported", "@testable", "@preconcurrency"].contains(String(first)) {
                    words = words.dropFirst()
                }
                guard words.first == "import", var module = words.dropFirst().first.map(String.init) else { continue }
                if ["struct", "class", "enum", "func", "protocol"].contains(module), let named = words.dropFirst(2).first {
                    module = named.split(separator: ".").first.map(String.init) ?? String(named)
                }
                found.insert(module)
            }
        }
        return found
    }
}
