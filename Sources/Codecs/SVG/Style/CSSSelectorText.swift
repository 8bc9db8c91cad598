// How selectors are written. Source: W3C, Selectors Level 3.
extension CSSSelector {
    static func combinator(_ cursor: inout CSSCursor) -> Combinator? {
        let before = cursor.next
        cursor.skipSpace()
        for (mark, combinator) in [(">", .child), ("+", .next), ("~", .later)] as [(Character, Combinator)] where cursor.skip(mark) {
            cursor.skipSpace()
            return combinator
        }
        guard let next = cursor.next, next != 44, next != 123, before.map({ $0 <= 32 || $0 == 47 }) ?? false else { return nil }
        return .descendant
    }

    static func compound(_ cursor: inout CSSCursor) -> Compound? {
        var compound = Compound()
        var isEmpty = true
        if cursor.skip("*") {
            isEmpty = false
        } else {
            let type = cursor.name()
            if !type.isEmpty { (compound.type, isEmpty) = (type, false) }
        }
        if cursor.next == 124 { return nil }
        while let condition = condition(&cursor) {
            guard let condition else { return nil }
            compound.conditions.append(condition)
            isEmpty = false
        }
        return isEmpty ? nil : compound
    }

    /// nil where the compound ends; a nil inside for what is not understood.
    private static func condition(_ cursor: inout CSSCursor) -> Condition?? {
        if cursor.skip("#") { return .some(named(cursor.name()) { .id($0) }) }
        if cursor.skip(".") { return .some(named(cursor.name()) { .className($0) }) }
        if cursor.skip("[") { return .some(attribute(&cursor)) }
        if cursor.skip(":") {
            // A pseudo-element is nothing that a drawing has.
            if cursor.skip(":") { return .some(named(cursor.name()) { _ in .never }) }
            return .some(pseudoClass(&cursor))
        }
        return nil
    }

    private static func named(_ name: String, _ make: (String) -> Condition) -> Condition? { name.isEmpty ? nil : make(name) }

    private static func attribute(_ cursor: inout CSSCursor) -> Condition? {
        cursor.skipSpace()
        let name = cursor.name()
        cursor.skipSpace()
        if cursor.skip("]") { return name.isEmpty ? nil : .attribute(name, .exists) }
        let marks: [(Character, (String) -> AttributeTest)] = [
            ("~", { .word($0) }), ("|", { .dash($0) }), ("^", { .prefix($0) }), ("$", { .suffix($0) }), ("*", { .contains($0) }),
        ]
        let make = marks.first { cursor.skip($0.0) }?.1 ?? { .equals($0) }
        guard !name.isEmpty, cursor.skip("=") else { return nil }
        cursor.skipSpace()
        let value = cursor.string() ?? cursor.name()
        cursor.skipSpace()
        _ = cursor.skip("i") || cursor.skip("s")
        cursor.skipSpace()
        return cursor.skip("]") ? .attribute(name, make(value)) : nil
    }

    private static func pseudoClass(_ cursor: inout CSSCursor) -> Condition? {
        let name = cursor.name().lowercased()
        if cursor.skip("(") {
            defer { _ = cursor.skip(")") }
            switch name {
            case "not":
                cursor.skipSpace()
                guard let inner = compound(&cursor) else { return nil }
                cursor.skipSpace()
                let type = inner.type.map { [Condition.type($0)] } ?? []
                return .not(type + inner.conditions)
            case "nth-child": return nth(cursor.text(until: ")"), fromEnd: false)
            case "nth-last-child": return nth(cursor.text(until: ")"), fromEnd: true)
            default:
                _ = cursor.text(until: ")")
                return .never
            }
        }
        switch name {
        case "first-child": return .firstChild
        case "last-child": return .lastChild
        case "only-child": return .onlyChild
        case "root": return .root
        case "": return nil
        default: return .never
        }
    }

    private static func nth(_ text: String, fromEnd: Bool) -> Condition? {
        let text = text.lowercased().filter { $0 != " " }
        if text == "odd" { return .nth(CSSNth(step: 2, offset: 1, fromEnd: fromEnd)) }
        if text == "even" { return .nth(CSSNth(step: 2, offset: 0, fromEnd: fromEnd)) }
        guard let n = text.firstIndex(of: "n") else { return Int(text).map { .nth(CSSNth(step: 0, offset: $0, fromEnd: fromEnd)) } }
        let factor = text[..<n], rest = text[text.index(after: n)...]
        guard let step = factor.isEmpty || factor == "+" ? 1 : factor == "-" ? -1 : Int(factor), let offset = rest.isEmpty ? 0 : Int(rest),
              step.magnitude < 1 << 30, offset.magnitude < 1 << 30 else { return nil }
        return .nth(CSSNth(step: step, offset: offset, fromEnd: fromEnd))
    }
}
