/// Replaces `[name]` and `{name}` in the printer's own G-code.
///
/// Only names stand between the brackets here; an unknown one is an error, never silence. Other brackets, such as JSON in a macro's
/// parameters, do not look like a name and stay.
struct Placeholders {
    var values: [String: String]

    func filled(_ text: String) throws(GCodeError) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(where: { $0 == "[" || $0 == "{" }) {
            result += rest[..<open]
            let close: Character = rest[open] == "[" ? "]" : "}"
            let inside = rest[rest.index(after: open)...]
            guard let end = inside.firstIndex(of: close), isName(inside[..<end]) else {
                result.append(rest[open])
                rest = inside
                continue
            }
            let name = String(inside[..<end])
            guard let value = values[name] else { throw .unknownPlaceholder(name, known: values.keys.sorted()) }
            result += value
            rest = inside[inside.index(after: end)...]
        }
        return result + rest
    }

    private func isName(_ text: Substring) -> Bool {
        guard let first = text.unicodeScalars.first, first == "_" || ("a"..."z").contains(first) else { return false }
        return text.unicodeScalars.allSatisfy { $0 == "_" || ("a"..."z").contains($0) || ("0"..."9").contains($0) }
    }
}
