public import Foundation

/// Other people's test data: a folder beside the checkout, or wherever IMPRESSION_CONFORMANCE says.
public enum Conformance {
    public static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["IMPRESSION_CONFORMANCE"] { return URL(filePath: path) }
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return package.deletingLastPathComponent().appending(path: "shared/conformance")
    }()

    public static func has(_ folder: String) -> Bool { FileManager.default.fileExists(atPath: root.appending(path: folder).path) }

    /// The files of a folder, by name.
    public static func files(_ folder: String, ending: String = "") -> [URL] {
        let all = (try? FileManager.default.contentsOfDirectory(at: root.appending(path: folder), includingPropertiesForKeys: nil)) ?? []
        return all.filter { $0.lastPathComponent.hasSuffix(ending) }.sorted { $0.path < $1.path }
    }

    public static func bytes(_ file: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: file)) }
}
