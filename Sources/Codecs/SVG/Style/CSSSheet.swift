/// The rules of a drawing's style sheets.
struct CSSSheet: Sendable {
    struct Rule: Sendable {
        var selector: CSSSelector
        var declarations: [SVGDeclaration]
        var order: Int
    }

    private(set) var rules: [Rule] = []
    /// At-rules that were passed over.
    private(set) var passedOver: [String] = []

    mutating func add(_ text: String) {
        var cursor = CSSCursor(text)
        addRules(&cursor, depth: 0)
        sort()
    }

    private mutating func addRules(_ cursor: inout CSSCursor, depth: Int) {
        while true {
            cursor.skipSpace()
            if cursor.isAtEnd || depth > 0 && cursor.skip("}") { return }
            if cursor.skip("}") || cursor.skip(";") { continue }
            if cursor.skip("@") { addAtRule(&cursor, depth: depth) } else { addRule(&cursor) }
        }
    }

    private mutating func addAtRule(_ cursor: inout CSSCursor, depth: Int) {
        let name = cursor.name().lowercased()
        if name == "media", depth < 8 {
            let condition = cursor.text(until: "{;").lowercased()
            // A drawing is seen on a screen of unknown size and taste.
            if ["all", "screen", "only screen", ""].contains(condition), cursor.skip("{") { return addRules(&cursor, depth: depth + 1) }
        }
        if !["charset", "namespace", "media"].contains(name) { passedOver.append(name) }
        cursor.skipRule()
    }

    private mutating func addRule(_ cursor: inout CSSCursor) {
        var selectors: [CSSSelector] = []
        var isValid = true
        repeat {
            cursor.skipSpace()
            if let selector = CSSSelector(&cursor) { selectors.append(selector) } else { isValid = false }
            cursor.skipSpace()
        } while isValid && cursor.skip(",")
        if !isValid { _ = cursor.text(until: "{") }
        guard cursor.skip("{") else { return cursor.skipRule() }
        let declarations = cursor.declarations()
        guard isValid else { return }
        for selector in selectors { rules.append(Rule(selector: selector, declarations: declarations, order: rules.count)) }
    }

    private mutating func sort() {
        rules.sort {
            let (a, b) = ($0.selector.specificity, $1.selector.specificity)
            return (a.ids, a.classes, a.types, $0.order) < (b.ids, b.classes, b.types, $1.order)
        }
    }
}
