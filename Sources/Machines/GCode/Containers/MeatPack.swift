/// MeatPack: the fifteen commonest characters of G-code in four bits each, the first in the lower half; any other stands whole after its pair.
///
/// Source: S. Mudge, "MeatPack: easy, fast G-code compression", 2021: the description of the format.
enum MeatPack {
    private static let characters = Array("0123456789. \nGX".utf8)
    private static let whole: UInt8 = 15
    private static let signal: UInt8 = 0xFF

    private enum Command: UInt8 {
        case on = 251, off = 250, reset = 249, withoutSpaces = 247, withSpaces = 246
    }

    private static let codes: [UInt8] = {
        var table = [UInt8](repeating: whole, count: 256)
        for (code, character) in characters.enumerated() { table[Int(character)] = UInt8(code) }
        return table
    }()

    /// Lines are packed one by one: one with an odd number of characters ends with a second newline, which reading takes away again.
    ///
    /// - Parameter text: Whole lines of ASCII, each with its newline.
    static func packed(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = [signal, signal, Command.on.rawValue]
        out.reserveCapacity(text.count * 2 / 3 + 8)
        var at = text.startIndex
        while at < text.endIndex {
            let a = text[at], b = a == 10 || at + 1 == text.endIndex ? 10 : text[at + 1]
            at += a == 10 ? 1 : 2
            let (low, high) = (codes[Int(a)], codes[Int(b)])
            out.append(low | high << 4)
            if low == whole { out.append(a) }
            if high == whole { out.append(b) }
        }
        return out
    }

    /// - Returns: nil where it ends in the middle of a pair, or would grow beyond `limit`.
    static func unpacked(_ bytes: [UInt8], limit: Int = 1 << 28) -> [UInt8]? {
        var out: [UInt8] = [], isOn = false, hasSpaces = true, at = 0
        out.reserveCapacity(bytes.count * 2)
        func next() -> UInt8? {
            guard at < bytes.count else { return nil }
            defer { at += 1 }
            return bytes[at]
        }
        while let byte = next() {
            guard out.count < limit else { return nil }
            if byte == signal, at < bytes.count, bytes[at] == signal {
                at += 1
                guard let command = next() else { return nil }
                switch Command(rawValue: command) {
                case .on: isOn = true
                case .off: isOn = false
                case .reset: (isOn, hasSpaces) = (false, true)
                case .withoutSpaces: hasSpaces = false
                case .withSpaces: hasSpaces = true
                case nil: break
                }
                continue
            }
            guard isOn else {
                out.append(byte)
                continue
            }
            let (low, high) = (byte & 15, byte >> 4)
            // Two newlines are one line's end and its filling.
            if low == 12, high == 12 {
                out.append(10)
                continue
            }
            for code in [low, high] {
                if code == whole {
                    guard let character = next() else { return nil }
                    append(character, hasSpaces, &out)
                } else {
                    append(code == 11 && !hasSpaces ? UInt8(ascii: "E") : characters[Int(code)], hasSpaces, &out)
                }
            }
        }
        return out
    }

    /// Where spaces were left out, one comes before each word but a line's first.
    private static func append(_ character: UInt8, _ hasSpaces: Bool, _ out: inout [UInt8]) {
        if !hasSpaces, character >= 65, character <= 90, let last = out.last, last != 10, last != 32 { out.append(32) }
        out.append(character)
    }
}
