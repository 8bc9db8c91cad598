/// What each element declares: its attributes, then the rules that match it, then its `style`, and last what is `!important`.
///
/// Source: W3C, CSS Cascading and Inheritance Level 4, §6.
struct SVGCascade: Sendable {
    private let sheet: CSSSheet
    /// Rules by the one type, class or id that their subject must have: most elements look at few.
    private let index: [String: [Int]]
    private let unindexed: [Int]

    init(_ tree: SVGTree) {
        var sheet = CSSSheet()
        for (i, entry) in tree.entries.enumerated() where entry.name == "style" {
            let node = SVGNode(tree: tree, index: i)
            let type = trimmed(node["type"] ?? "")
            if type.isEmpty || type == "text/css" { sheet.add(node.wholeText) }
        }
        self.sheet = sheet
        var index: [String: [Int]] = [:]
        var unindexed: [Int] = []
        for (i, rule) in sheet.rules.enumerated() {
            if let key = rule.selector.steps.first.flatMap({ Self.key($0.compound) }) { index[key, default: []].append(i) } else { unindexed.append(i) }
        }
        (self.index, self.unindexed) = (index, unindexed)
    }

    var passedOver: [String] { sheet.passedOver }

    private static func key(_ compound: CSSSelector.Compound) -> String? {
        for condition in compound.conditions {
            if case .id(let id) = condition { return "#" + id }
            if case .className(let name) = condition { return "." + name }
        }
        return compound.type
    }

    /// The stronger later.
    func declarations(of node: SVGNode) -> [SVGDeclaration] {
        var list = attributes(of: node)
        for i in candidates(for: node) where sheet.rules[i].selector.matches(node) { list += sheet.rules[i].declarations }
        if let style = node["style"] {
            var cursor = CSSCursor(style)
            list += cursor.declarations()
        }
        guard list.contains(where: \.isImportant) else { return list }
        return list.filter { !$0.isImportant } + list.filter(\.isImportant)
    }

    private func attributes(of node: SVGNode) -> [SVGDeclaration] {
        var list: [SVGDeclaration] = []
        for attribute in node.attributes {
            guard let property = SVGProperty.byName[attribute.name], property.isAttribute else { continue }
            let value = trimmed(attribute.value)
            if !value.isEmpty { list.append(SVGDeclaration(property: property, value: value)) }
        }
        return list
    }

    private func candidates(for node: SVGNode) -> [Int] {
        guard !sheet.rules.isEmpty else { return [] }
        var list = unindexed + (index[node.name] ?? [])
        if let id = node["id"] { list += index["#" + id] ?? [] }
        if let classes = node["class"] { for name in classes.utf8.split(whereSeparator: { $0 <= 32 }) { list += index["." + String(decoding: name, as: UTF8.self)] ?? [] } }
        guard list.count > 1 else { return list }
        list.sort()
        return list.indices.filter { $0 == 0 || list[$0] != list[$0 - 1] }.map { list[$0] }
    }
}
