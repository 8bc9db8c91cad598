import ImpressionMeshing

/// Reads stereolithography files, text and binary, as they are found rather than as they should be.
public enum STLReader {
    /// - Throws: `ModelError.truncated` when a binary file has no room for one facet that it announces, `.malformed`, `.notFinite`.
    public static func read(_ bytes: [UInt8]) throws(ModelError) -> Model {
        isText(bytes) ? try readText(bytes) : try readBinary(bytes)
    }

    /// A length that fits the announced count is binary whatever the header says; else `solid` with a facet or an end near it is text.
    static func isText(_ bytes: [UInt8]) -> Bool {
        if bytes.count >= 84, bytes.count == 84 + 50 * announced(bytes) { return false }
        var scanner = TextScanner(Array(bytes.prefix(4096)))
        scanner.skipSpace()
        guard scanner.word().means("solid") else { return false }
        let head = bytes.prefix(4096)
        guard !head.contains(0) else { return false }
        while !scanner.isAtEnd {
            scanner.skipSpace()
            let word = scanner.word()
            if word.means("facet") || word.means("endsolid") { return true }
        }
        return false
    }

    private static func announced(_ bytes: [UInt8]) -> Int { Int(bytes.littleEndian32(at: 80)) }

    private static func readBinary(_ bytes: [UInt8]) throws(ModelError) -> Model {
        guard bytes.count >= 84 else { throw .truncated(part: "the binary STL header", needed: 84, present: bytes.count) }
        let announced = announced(bytes), present = (bytes.count - 84) / 50
        guard present > 0 || announced == 0 else { throw .truncated(part: "\(announced) facets", needed: announced * 50, present: bytes.count - 84) }
        // A count of 0 or −1 comes from writers that could not seek back; trailing bytes are left alone otherwise.
        let count = announced == 0 || announced > present ? present : announced
        var builder = MeshBuilder(corners: 3 * count)
        for i in 0..<count {
            let at = 84 + 50 * i + 12
            try builder.add(bytes.point(at: at), bytes.point(at: at + 12), bytes.point(at: at + 24))
        }
        var model = Model(builder.mesh())
        if announced != count { model.findings.append(.miscounted(announced: announced, present: present)) }
        if builder.degenerate > 0 { model.findings.append(.degenerate(count: builder.degenerate)) }
        return model
    }

    /// Only the words `solid`, `vertex`, `endfacet`/`endloop` and `endsolid` matter; loops of more corners become fans.
    private static func readText(_ bytes: [UInt8]) throws(ModelError) -> Model {
        var scanner = TextScanner(bytes)
        var model = Model(), builder = MeshBuilder(corners: bytes.count / 80), name = "", open = false, degenerate = 0
        var loop: [SIMD3<Float>] = []
        func close(_ builder: MeshBuilder) {
            if open { model.objects.append(.init(name: name, mesh: builder.mesh())) }
            degenerate += builder.degenerate
        }
        while true {
            scanner.skipSpace()
            guard !scanner.isAtEnd else { break }
            let word = scanner.word()
            if word.means("vertex") {
                guard let p = scanner.point() else { throw .malformed(part: "a vertex", line: scanner.line) }
                loop.append(p)
            } else if word.means("endloop") || word.means("endfacet") {
                if !loop.isEmpty { try builder.add(polygon: loop) }
                loop.removeAll(keepingCapacity: true)
            } else if word.means("solid") {
                close(builder)
                if open { builder = MeshBuilder() }
                open = true
                name = scanner.rest()
            } else if word.means("endsolid") {
                close(builder)
                builder = MeshBuilder()
                open = false
                scanner.skipLine()
            } else if !(word.means("facet") || word.means("outer") || word.means("loop") || word.means("normal")) , parsesAsWord(word) {
                throw .malformed(part: "the word \(String(decoding: word.prefix(24), as: UTF8.self))", line: scanner.line)
            }
        }
        if open, !builder.isEmpty || !loop.isEmpty { close(builder) }
        if degenerate > 0 { model.findings.append(.degenerate(count: degenerate)) }
        return model
    }

    /// Numbers of normals are passed over, other words are not.
    private static func parsesAsWord(_ word: ArraySlice<UInt8>) -> Bool {
        guard let first = word.first, first | 0x20 >= 97, first | 0x20 <= 122 else { return false }
        return !String(decoding: word, as: UTF8.self).lowercased().contains("nan") && !word.means("inf")
    }
}

extension [UInt8] {
    func littleEndian32(at i: Int) -> UInt32 {
        UInt32(self[i]) | UInt32(self[i + 1]) << 8 | UInt32(self[i + 2]) << 16 | UInt32(self[i + 3]) << 24
    }

    func littleEndian16(at i: Int) -> Int { Int(self[i]) | Int(self[i + 1]) << 8 }

    func littleEndian64(at i: Int) -> UInt64 { UInt64(littleEndian32(at: i)) | UInt64(littleEndian32(at: i + 4)) << 32 }

    func point(at i: Int) -> SIMD3<Float> {
        SIMD3(Float(bitPattern: littleEndian32(at: i)), Float(bitPattern: littleEndian32(at: i + 4)), Float(bitPattern: littleEndian32(at: i + 8)))
    }
}
