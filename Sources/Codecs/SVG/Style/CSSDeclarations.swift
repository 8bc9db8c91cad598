extension CSSCursor {
    /// Declarations up to a closing brace, which is passed, or the end. What the reader does not know is left out.
    mutating func declarations() -> [SVGDeclaration] {
        var list: [SVGDeclaration] = []
        while !isAtEnd {
            skipSpace()
            if skip("}") { break }
            if skip(";") { continue }
            let name = name()
            skipSpace()
            guard !name.isEmpty, skip(":") else {
                _ = text(until: ";}")
                if name.isEmpty, !isAtEnd, next != 59, next != 125 { advance() }
                continue
            }
            let (value, isImportant) = Self.importance(text(until: ";}"))
            list += Self.declarations(name, value, isImportant)
        }
        return list
    }

    private static func importance(_ value: String) -> (String, Bool) {
        guard let mark = value.lastIndex(of: "!"), trimmed(value[value.index(after: mark)...]).lowercased() == "important" else { return (value, false) }
        return (trimmed(value[..<mark]), true)
    }

    private static func declarations(_ name: String, _ value: String, _ isImportant: Bool) -> [SVGDeclaration] {
        if name.hasPrefix("--") { return [SVGDeclaration(property: nil, name: name, value: value, isImportant: isImportant)] }
        guard let property = SVGProperty.byName[name] ?? SVGProperty.byName[name.lowercased()], !value.isEmpty else { return [] }
        let parts: [SVGDeclaration] = property == .marker ? markers(value) : [SVGDeclaration(property: property, value: value)]
        return parts.map { part in
            var part = part
            part.isImportant = isImportant
            return part
        }
    }

    private static func markers(_ value: String) -> [SVGDeclaration] {
        [SVGProperty.markerStart, .markerMid, .markerEnd].map { SVGDeclaration(property: $0, value: value) }
    }
}
