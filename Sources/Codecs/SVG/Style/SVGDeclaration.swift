/// One `name: value`.
struct SVGDeclaration: Sendable {
    /// nil for a custom property.
    var property: SVGProperty?
    /// Of a custom property, with its dashes.
    var name = ""
    /// Without space around it.
    var value: String
    var isImportant = false

    /// The value with each `var(--name, fallback)` replaced; nil where one has neither value nor fallback, which makes the declaration void.
    func substituting(_ lookup: (String) -> String?) -> SVGDeclaration? {
        var result = self
        var text = value
        // Values may hold variables again: a cycle ends by the count, growth by the length.
        for _ in 0..<64 {
            guard let start = text.firstRange(of: "var(") else {
                result.value = text
                return result
            }
            guard let end = Self.closing(text, from: start.upperBound), text.utf8.count < 1 << 16 else { return nil }
            let inside = text[start.upperBound..<end]
            let comma = inside.firstIndex(of: ",")
            let name = trimmed(inside[..<(comma ?? inside.endIndex)])
            guard let value = lookup(name) ?? comma.map({ trimmed(inside[inside.index(after: $0)...]) }) else { return nil }
            text = String(text[..<start.lowerBound]) + value + String(text[text.index(after: end)...])
        }
        return nil
    }

    private static func closing(_ text: String, from start: String.Index) -> String.Index? {
        var depth = 1
        var i = start
        while i < text.endIndex {
            if text[i] == "(" { depth += 1 }
            if text[i] == ")" { depth -= 1 }
            if depth == 0 { return i }
            i = text.index(after: i)
        }
        return nil
    }
}

/// Without white space at both ends.
func trimmed(_ text: some StringProtocol) -> String {
    var rest = Substring(text).utf8
    while let first = rest.first, first <= 32 { rest.removeFirst() }
    while let last = rest.last, last <= 32 { rest.removeLast() }
    return String(Substring(rest))
}

extension String {
    /// Whether a short word of ASCII stands anywhere in the text; many times faster than a search by characters.
    func holds(_ word: StaticString) -> Bool {
        let n = word.utf8CodeUnitCount
        return utf8.withContiguousStorageIfAvailable { bytes in
            guard bytes.count >= n, n > 0 else { return false }
            for i in 0...bytes.count - n where bytes[i] == word.utf8Start[0] {
                if (1..<n).allSatisfy({ bytes[i + $0] == word.utf8Start[$0] }) { return true }
            }
            return false
        } ?? contains(word.description)
    }
}
