/// A selector: simple selectors joined by combinators, matched from the right.
struct CSSSelector: Sendable {
    enum Combinator: Sendable { case descendant, child, next, later }

    enum Condition: Sendable {
        case type(String), id(String), className(String), attribute(String, AttributeTest), firstChild, lastChild, onlyChild, root, nth(CSSNth)
        indirect case not([Condition])
        /// What never holds in a drawing, such as `:hover`.
        case never
    }

    enum AttributeTest: Sendable { case exists, equals(String), word(String), dash(String), prefix(String), suffix(String), contains(String) }

    struct Compound: Sendable {
        /// nil for any.
        var type: String?
        var conditions: [Condition] = []
    }

    /// From the subject leftwards; each with what joins it to the one before.
    private(set) var steps: [(compound: Compound, join: Combinator)] = []
    /// Identifiers, classes and the like, types; compared in this order.
    private(set) var specificity = (ids: 0, classes: 0, types: 0)

    /// nil where the text is no selector that is known.
    init?(_ cursor: inout CSSCursor) {
        var join = Combinator.descendant
        repeat {
            guard let compound = Self.compound(&cursor) else { return nil }
            steps.append((compound, join))
            if compound.type != nil { specificity.types += 1 }
            compound.conditions.forEach { count($0) }
            guard let following = Self.combinator(&cursor) else { break }
            join = following
        } while !cursor.isAtEnd
        // Each compound was read with its join to the left neighbour; so it stays.
        steps = steps.indices.reversed().map { (steps[$0].compound, steps[$0].join) }
    }

    private mutating func count(_ condition: Condition) {
        switch condition {
        case .id: specificity.ids += 1
        case .type: specificity.types += 1
        case .not(let inner): inner.forEach { count($0) }
        default: specificity.classes += 1
        }
    }

    // MARK: Matching

    /// How far a failure reaches: it saves trying ancestors and siblings that cannot help, so that no selector takes more than steps × elements.
    private enum Match { case yes, notHere, noSibling, never }

    func matches(_ node: SVGNode) -> Bool { match(node, from: 0) == .yes }

    private func match(_ node: SVGNode, from step: Int) -> Match {
        guard steps[step].compound.matches(node) else { return .notHere }
        guard step + 1 < steps.count else { return .yes }
        switch steps[step].join {
        case .child: return node.parent.map { match($0, from: step + 1) } ?? .never
        case .next: return node.previousElement.map { match($0, from: step + 1) } ?? .noSibling
        case .descendant:
            var above = node.parent
            while let candidate = above {
                let found = match(candidate, from: step + 1)
                if found == .yes || found == .never { return found }
                above = candidate.parent
            }
            return .never
        case .later:
            var before = node.previousElement
            while let candidate = before {
                let found = match(candidate, from: step + 1)
                if found != .notHere { return found }
                before = candidate.previousElement
            }
            return .noSibling
        }
    }
}

extension CSSSelector.Compound {
    func matches(_ node: SVGNode) -> Bool {
        if let type, node.name != type { return false }
        return conditions.allSatisfy { $0.holds(for: node) }
    }
}

extension CSSSelector.Condition {
    func holds(for node: SVGNode) -> Bool {
        switch self {
        case .type(let name): node.name == name
        case .id(let id): node["id"] == id
        case .className(let name): node["class"].map { $0.utf8.split { $0 <= 32 }.contains { $0.elementsEqual(name.utf8) } } ?? false
        case .attribute(let name, let test): node[name].map(test.holds) ?? false
        case .firstChild: node.previousElement == nil && node.parent != nil
        case .lastChild: node.nextElement == nil && node.parent != nil
        case .onlyChild: node.previousElement == nil && node.nextElement == nil
        case .root: node.parent == nil
        case .nth(let nth): nth.holds(for: node)
        case .not(let inner): !inner.allSatisfy { $0.holds(for: node) }
        case .never: false
        }
    }
}

extension CSSSelector.AttributeTest {
    func holds(_ value: String) -> Bool {
        switch self {
        case .exists: true
        case .equals(let wanted): value == wanted
        case .word(let wanted): value.split(separator: " ").contains { $0 == wanted }
        case .dash(let wanted): value == wanted || value.hasPrefix(wanted + "-")
        case .prefix(let wanted): !wanted.isEmpty && value.hasPrefix(wanted)
        case .suffix(let wanted): !wanted.isEmpty && value.hasSuffix(wanted)
        case .contains(let wanted): !wanted.isEmpty && value.contains(wanted)
        }
    }
}

/// `an + b` of a child among its siblings, counted from 1.
struct CSSNth: Sendable {
    var step: Int
    var offset: Int
    var fromEnd: Bool

    func holds(for node: SVGNode) -> Bool {
        var position = 1
        var other = fromEnd ? node.nextElement : node.previousElement
        while let here = other {
            position += 1
            other = fromEnd ? here.nextElement : here.previousElement
        }
        let rest = position - offset
        return step == 0 ? rest == 0 : rest % step == 0 && rest / step >= 0
    }
}
