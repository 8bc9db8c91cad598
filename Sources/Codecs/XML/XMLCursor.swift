/// Pulls elements and text out of UTF-8 XML, one at a time. No DTD, no entities but the five and numeric ones, 64 elements deep.
///
/// Names are compared as bytes; a prefix is part of the name unless `local` is asked for.
struct XMLCursor {
    enum Event: Equatable { case start, end, text, finished }

    private let bytes: [UInt8]
    private var at = 0
    private var open: [Range<Int>] = []
    private var closing = false
    private var attributes: [(name: Range<Int>, value: Range<Int>)] = []
    /// Where the name of the element, or the text, stands.
    private var range = 0..<0

    static let depthLimit = 64

    init(_ bytes: [UInt8]) throws(ModelError) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) { throw .unsupported(part: "the XML", feature: "UTF-16") }
    }

    /// Of the current element.
    var attributeCount: Int { attributes.count }

    /// Elements open around the cursor, the current one included.
    var depth: Int { open.count }

    mutating func next() throws(ModelError) -> Event {
        if closing {
            closing = false
            range = open.removeLast()
            return .end
        }
        while at < bytes.count {
            if bytes[at] != 60 {
                if let event = textRun() { return event }
                continue
            }
            guard at + 1 < bytes.count else { throw broken }
            switch bytes[at + 1] {
            case 63: try skip(past: "?>")
            case 33:
                if follows("<!--") {
                    try skip(past: "-->")
                } else if follows("<![CDATA[") {
                    at += 9
                    let start = at
                    try skip(past: "]]>")
                    range = start..<at - 3
                    return .text
                } else {
                    throw .doctype
                }
            case 47: return try endTag()
            default: return try startTag()
            }
        }
        guard open.isEmpty else { throw broken }
        return .finished
    }

    private var broken: ModelError {
        .malformed(part: "the XML", line: 1 + bytes[..<min(at, bytes.count)].reduce(0) { $0 + ($1 == 10 ? 1 : 0) })
    }

    private mutating func textRun() -> Event? {
        let start = at
        var blank = true
        while at < bytes.count, bytes[at] != 60 {
            if bytes[at] > 32 { blank = false }
            at += 1
        }
        range = start..<at
        return blank ? nil : .text
    }

    private func follows(_ word: StaticString) -> Bool {
        let n = word.utf8CodeUnitCount
        guard at + n <= bytes.count else { return false }
        for i in 0..<n where bytes[at + i] != word.utf8Start[i] { return false }
        return true
    }

    private mutating func skip(past word: StaticString) throws(ModelError) {
        while at < bytes.count {
            if follows(word) {
                at += word.utf8CodeUnitCount
                return
            }
            at += 1
        }
        throw broken
    }

    private mutating func endTag() throws(ModelError) -> Event {
        at += 2
        let name = name()
        skipSpace()
        guard at < bytes.count, bytes[at] == 62, let last = open.last, bytes[last] == bytes[name] else { throw broken }
        at += 1
        range = open.removeLast()
        return .end
    }

    private mutating func startTag() throws(ModelError) -> Event {
        at += 1
        range = name()
        guard !range.isEmpty else { throw broken }
        guard open.count < Self.depthLimit else { throw .nested(limit: Self.depthLimit) }
        open.append(range)
        attributes.removeAll(keepingCapacity: true)
        while true {
            skipSpace()
            guard at < bytes.count else { throw broken }
            if bytes[at] == 62 {
                at += 1
                return .start
            }
            if bytes[at] == 47 {
                guard at + 1 < bytes.count, bytes[at + 1] == 62 else { throw broken }
                at += 2
                closing = true
                return .start
            }
            try attribute()
        }
    }

    private mutating func attribute() throws(ModelError) {
        let key = name()
        skipSpace()
        guard !key.isEmpty, at < bytes.count, bytes[at] == 61 else { throw broken }
        at += 1
        skipSpace()
        guard at < bytes.count, bytes[at] == 34 || bytes[at] == 39 else { throw broken }
        let quote = bytes[at]
        at += 1
        let start = at
        while at < bytes.count, bytes[at] != quote, bytes[at] != 60 { at += 1 }
        guard at < bytes.count, bytes[at] == quote, attributes.count < 64 else { throw broken }
        attributes.append((key, start..<at))
        at += 1
    }

    private mutating func name() -> Range<Int> {
        let start = at
        while at < bytes.count, bytes[at] > 32, bytes[at] != 62, bytes[at] != 47, bytes[at] != 61, bytes[at] != 60 { at += 1 }
        return start..<at
    }

    private mutating func skipSpace() {
        while at < bytes.count, bytes[at] <= 32 { at += 1 }
    }

    /// Whether the current element is called `word`, whatever its prefix.
    func isNamed(_ word: StaticString) -> Bool { matches(local(range), word) }

    private func local(_ range: Range<Int>) -> Range<Int> {
        var i = range.upperBound
        while i > range.lowerBound {
            if bytes[i - 1] == 58 { return i..<range.upperBound }
            i -= 1
        }
        return range
    }

    private func matches(_ range: Range<Int>, _ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        for i in 0..<range.count where bytes[range.lowerBound + i] != word.utf8Start[i] { return false }
        return true
    }

    private func range(of word: StaticString, anyPrefix: Bool) -> Range<Int>? {
        for (name, value) in attributes where matches(anyPrefix ? local(name) : name, word) { return value }
        return nil
    }

    func attribute(_ word: StaticString, anyPrefix: Bool = false) -> String? {
        range(of: word, anyPrefix: anyPrefix).map { decoded($0) }
    }

    /// An attribute as a number; nil when it is missing or no number from end to end.
    func number(_ word: StaticString) -> Double? {
        guard let range = range(of: word, anyPrefix: false) else { return nil }
        var i = range.lowerBound
        guard let value = parseNumber(bytes, &i), i == range.upperBound else { return nil }
        return value
    }

    /// The text that was met last.
    var text: String { decoded(range) }

    private func decoded(_ range: Range<Int>) -> String {
        guard bytes[range].contains(38) else { return String(decoding: bytes[range], as: UTF8.self) }
        var out: [UInt8] = []
        var i = range.lowerBound
        while i < range.upperBound {
            if bytes[i] == 38, let end = bytes[i..<min(i + 12, range.upperBound)].firstIndex(of: 59), let c = entity(i + 1..<end) {
                out += Array(String(c).utf8)
                i = end + 1
            } else {
                out.append(bytes[i])
                i += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private func entity(_ range: Range<Int>) -> Unicode.Scalar? {
        let word = String(decoding: bytes[range], as: UTF8.self)
        switch word {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            if word.hasPrefix("#x") { return UInt32(word.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init) }
            return word.hasPrefix("#") ? UInt32(word.dropFirst()).flatMap(Unicode.Scalar.init) : nil
        }
    }
}
