import Foundation
import ImpressionCodecs
import Testing

struct AtomicFileTests {
    let folder = FileManager.default.temporaryDirectory.appending(path: "impression-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    func path(_ name: String) -> String { folder.appending(path: name).path }
    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] }

    @Test func `a committed file is whole, and nothing else is left`() throws {
        var file = try AtomicFile(path("a.bin"), overwrite: false, digesting: true)
        try file.write(Array("ab".utf8))
        try file.write(Array("c".utf8))
        let result = try file.commit()
        #expect(result.bytes == 3)
        #expect(result.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(try readFile(path("a.bin")) == Array("abc".utf8))
        #expect(names == ["a.bin"])
    }

    @Test func `a file that is not committed leaves no trace`() throws {
        do {
            var file = try AtomicFile(path("b.bin"), overwrite: false)
            try file.write([1, 2, 3])
        }
        #expect(names.isEmpty)
    }

    @Test func `an existing file is replaced only when asked`() throws {
        try Data("old".utf8).write(to: folder.appending(path: "c"))
        #expect(throws: FileError.exists(path: path("c"))) { _ = try AtomicFile(path("c"), overwrite: false).path }
        var file = try AtomicFile(path("c"), overwrite: true)
        try file.write(Array("new".utf8))
        _ = try file.commit()
        #expect(try readFile(path("c")) == Array("new".utf8))
    }

    @Test func `a full device is an error that names the path`() throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        #expect(throws: FileError.cannotWrite(path: "/dev/full", reason: "No space left on device")) {
            var file = try AtomicFile("/dev/full", overwrite: false)
            try file.write([1])
            _ = try file.commit()
        }
    }

    @Test func `what cannot be opened is told by name and reason`() throws {
        #expect(throws: FileError.cannotOpen(path: path("none"), reason: "No such file or directory")) { try readFile(path("none")) }
        #expect(throws: FileError.cannotRead(path: folder.path, reason: "it is a folder")) { try readFile(folder.path) }
        #expect(throws: FileError.tooLarge(path: path("d"), limit: 2)) {
            try Data("abc".utf8).write(to: folder.appending(path: "d"))
            _ = try readFile(path("d"), limit: 2)
        }
    }
}
