public import Foundation

/// A folder of its own for each test, gone with its owner.
public final class ScratchFolder: Sendable {
    public let url = FileManager.default.temporaryDirectory.appending(path: "impression-test-\(UUID().uuidString)")

    public init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }

    public func path(_ name: String) -> String { url.appending(path: name).path }
    public var names: Set<String> { Set((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []) }
    public func contents(_ name: String) -> Data { (try? Data(contentsOf: url.appending(path: name))) ?? Data() }
    public func write(_ bytes: some Sequence<UInt8>, to name: String) throws { try Data(bytes).write(to: url.appending(path: name)) }
}
