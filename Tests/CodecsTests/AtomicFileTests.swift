import Foundation
import ImpressionCodecs
import Testing
import TestSupport

struct AtomicFileTests {
    let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    var folder: URL { scratch.url }
    func path(_ name: String) -> String { scratch.path(name) }
    var names: Set<String> { scratch.names }

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

    @Test func `a file that came into being meanwhile is kept`() throws {
        var file = try AtomicFile(path("e"), overwrite: false)
        try file.write([1])
        try Data("theirs".utf8).write(to: folder.appending(path: "e"))
        do throws(FileError) {
            _ = try file.commit()
            Issue.record("the other's file was replaced")
        } catch {
            #expect(error == .exists(path: path("e")))
        }
        file.discard()
        #expect(try readFile(path("e")) == Array("theirs".utf8))
        #expect(names == ["e"])
    }

    @Test func `a link keeps pointing at the file that is replaced, and its permissions stay`() throws {
        try Data("old".utf8).write(to: folder.appending(path: "real"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path("real"))
        try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: "real")
        var file = try AtomicFile(path("link"), overwrite: true)
        try file.write(Array("new".utf8))
        _ = try file.commit()
        #expect(try readFile(path("real")) == Array("new".utf8))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path("link")) == "real")
        #expect(try FileManager.default.attributesOfItem(atPath: path("real"))[.posixPermissions] as? Int == 0o600)
    }

    @Test func `two files of one name can be under way`() throws {
        var first = try AtomicFile(path("f"), overwrite: true)
        var second = try AtomicFile(path("f"), overwrite: true)
        try first.write([1])
        try second.write([2])
        _ = try first.commit()
        _ = try second.commit()
        #expect(try readFile(path("f")) == [2])
        #expect(names == ["f"])
    }

    @Test func `the longest name the system allows can be written`() throws {
        let name = String(repeating: "n", count: 255)
        var file = try AtomicFile(path(name), overwrite: false)
        try file.write([1])
        _ = try file.commit()
        #expect(names == [name])
    }

    @Test func `a folder that is not there is told`() {
        #expect(throws: FileError.cannotCreate(path: path("no/g"), reason: "No such file or directory")) { _ = try AtomicFile(path("no/g"), overwrite: true).path }
        #expect(throws: FileError.cannotCreate(path: folder.path, reason: "it is a folder")) { _ = try AtomicFile(folder.path, overwrite: true).path }
    }
}
