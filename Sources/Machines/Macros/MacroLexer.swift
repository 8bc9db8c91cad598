/// One word of an expression.
enum MacroToken: Equatable {
    case value(MacroValue)
    case name(String)
    /// An operator or bracket.
    case sign(String)
    case end

    var shown: String {
        switch self {
        case .value(.text(let text)): "\"\(text.prefix(20))\""
        case .value(let value): value.written
        case .name(let name): "'\(name.prefix(40))'"
        case .sign(let sign): "'\(sign)'"
        case .end: "the end"
        }
    }
}

/// Reads the words of an expression from bytes, one at a time.
///
/// A closing brace outside strings and regular expressions is a sign like any other; who reads a block stops there.
struct MacroLexer {
    let text: [UInt8]
    private(set) var token = MacroToken.end
    /// Where `token` begins and where the next one is looked for.
    private(set) var start: Int
    private(set) var end: Int

    init(_ text: [UInt8], at offset: Int) throws(MacroFault) {
        (self.text, start, end) = (text, offset, offset)
        try advance()
    }

    mutating func advance() throws(MacroFault) {
        skipBlanks()
        start = end
        guard end < text.count else { return token = .end }
        let byte = text[end]
        if isLetter(byte) {
            token = .name(taking { isLetter($0) || isDigit($0) })
        } else if isDigit(byte) || byte == UInt8(ascii: ".") && end + 1 < text.count && isDigit(text[end + 1]) {
            token = .value(try number())
        } else if byte == UInt8(ascii: "\"") {
            token = .value(.text(try quoted()))
        } else {
            token = .sign(sign())
        }
    }

    private mutating func skipBlanks() {
        while end < text.count, text[end] <= 0x20 { end += 1 }
    }

    private mutating func taking(_ belongs: (UInt8) -> Bool) -> String {
        let from = end
        while end < text.count, belongs(text[end]) { end += 1 }
        return String(decoding: text[from..<end], as: UTF8.self)
    }

    /// Digits with at most one point, and an exponent.
    private mutating func number() throws(MacroFault) -> MacroValue {
        let from = end
        while end < text.count, isDigit(text[end]) || text[end] == UInt8(ascii: ".") { end += 1 }
        if end + 1 < text.count, text[end] | 0x20 == UInt8(ascii: "e") {
            let signed = text[end + 1] == UInt8(ascii: "-") || text[end + 1] == UInt8(ascii: "+") ? 2 : 1
            if end + signed < text.count, isDigit(text[end + signed]) {
                end += signed
                while end < text.count, isDigit(text[end]) { end += 1 }
            }
        }
        guard end - from <= 64 else { throw MacroFault(from, .tooMuch("digits of a number", limit: 64)) }
        let word = String(decoding: text[from..<end], as: UTF8.self)
        if let whole = Int(word) { return .whole(whole) }
        guard let value = Double(word), value.isFinite else { throw MacroFault(from, .unexpected("'\(word)'", expected: "a number")) }
        return .number(value)
    }

    private mutating func quoted() throws(MacroFault) -> String {
        let from = end
        var bytes: [UInt8] = []
        end += 1
        while end < text.count {
            let byte = text[end]
            end += 1
            if byte == UInt8(ascii: "\"") {
                guard let text = String(validating: bytes, as: UTF8.self) else { throw MacroFault(from, .invalidText) }
                return text
            }
            guard byte == UInt8(ascii: "\\"), end < text.count else {
                bytes.append(byte)
                continue
            }
            bytes.append(unescaped(text[end]))
            end += 1
        }
        throw MacroFault(from, .unexpected("the end", expected: "a closing quote"))
    }

    private func unescaped(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: byte
        }
    }

    private mutating func sign() -> String {
        let two = end + 1 < text.count ? [text[end], text[end + 1]] : []
        if let long = Self.longSigns.first(where: { Array($0.utf8) == two }) {
            end += 2
            return long
        }
        let from = end
        repeat { end += 1 } while end < text.count && text[end] & 0xC0 == 0x80
        return String(decoding: text[from..<end], as: UTF8.self)
    }

    private static let longSigns = ["==", "!=", "<>", "<=", ">=", "=~", "!~", "&&", "||"]

    /// What stands between slashes right after the present token, without them; `\/` is a slash. The token after it becomes the present one.
    mutating func regularExpression() throws(MacroFault) -> (pattern: String, offset: Int) {
        end = start
        guard end < text.count, text[end] == UInt8(ascii: "/") else { throw MacroFault(start, .unexpected(token.shown, expected: "a regular expression /…/")) }
        let from = end + 1
        end = from
        var bytes: [UInt8] = []
        while end < text.count, text[end] != UInt8(ascii: "/") {
            if text[end] == UInt8(ascii: "\\"), end + 1 < text.count {
                if text[end + 1] != UInt8(ascii: "/") { bytes.append(text[end]) }
                end += 1
            }
            bytes.append(text[end])
            end += 1
        }
        guard end < text.count else { throw MacroFault(from, .unexpected("the end", expected: "a closing '/'")) }
        end += 1
        guard let pattern = String(validating: bytes, as: UTF8.self) else { throw MacroFault(from, .invalidText) }
        try advance()
        return (pattern, from)
    }
}

func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") || byte == UInt8(ascii: "_") }
func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
