/// An XML document as elements and texts, in document order. Nothing changes once it is read.
final class SVGTree: Sendable {
    struct Attribute: Sendable {
        /// Without a prefix where it has no namespace; `xlink:`, `xml:` and `inkscape:` by what the prefix stands for, others as written.
        var name: String
        var value: String
    }

    struct Entry: Sendable {
        /// Local name of an element of SVG; `prefix:name` of others; empty for text.
        var name: String
        var attributes: [Attribute] = []
        var text = ""
        var parent: Int32 = -1
        var firstChild: Int32 = -1
        var nextSibling: Int32 = -1
        var previousSibling: Int32 = -1
    }

    let entries: [Entry]
    /// The first element with each `id`.
    private let ids: [String: Int32]

    init(_ entries: [Entry]) {
        self.entries = entries
        var ids: [String: Int32] = [:]
        for i in entries.indices {
            for attribute in entries[i].attributes where attribute.name == "id" && ids[attribute.value] == nil { ids[attribute.value] = Int32(i) }
        }
        self.ids = ids
    }

    var root: SVGNode? { entries.isEmpty ? nil : SVGNode(tree: self, index: 0) }

    func node(id: String) -> SVGNode? { ids[id].map { SVGNode(tree: self, index: Int($0)) } }
}

/// One element or text of a document.
struct SVGNode: Sendable, Hashable {
    let tree: SVGTree
    let index: Int

    static func == (a: SVGNode, b: SVGNode) -> Bool { a.index == b.index && a.tree === b.tree }
    func hash(into hasher: inout Hasher) { hasher.combine(index) }

    private var entry: SVGTree.Entry { _read { yield tree.entries[index] } }

    /// Empty for text.
    var name: String { entry.name }
    var isText: Bool { entry.name.isEmpty }
    var attributes: [SVGTree.Attribute] { entry.attributes }
    /// Of a text node.
    var text: String { entry.text }

    subscript(attribute: String) -> String? {
        for found in tree.entries[index].attributes where found.name == attribute { return found.value }
        return nil
    }

    var parent: SVGNode? { entry.parent < 0 ? nil : SVGNode(tree: tree, index: Int(entry.parent)) }
    var firstChild: SVGNode? { entry.firstChild < 0 ? nil : SVGNode(tree: tree, index: Int(entry.firstChild)) }
    var nextSibling: SVGNode? { entry.nextSibling < 0 ? nil : SVGNode(tree: tree, index: Int(entry.nextSibling)) }

    var previousElement: SVGNode? {
        var at = entry.previousSibling
        while at >= 0, tree.entries[Int(at)].name.isEmpty { at = tree.entries[Int(at)].previousSibling }
        return at < 0 ? nil : SVGNode(tree: tree, index: Int(at))
    }

    var nextElement: SVGNode? {
        var at = entry.nextSibling
        while at >= 0, tree.entries[Int(at)].name.isEmpty { at = tree.entries[Int(at)].nextSibling }
        return at < 0 ? nil : SVGNode(tree: tree, index: Int(at))
    }

    /// Elements and texts.
    var children: some Sequence<SVGNode> { sequence(first: firstChild) { $0?.nextSibling }.lazy.prefix { $0 != nil }.compactMap { $0 } }
    var childElements: some Sequence<SVGNode> { children.filter { !$0.isText } }

    /// All text inside, joined.
    var wholeText: String { isText ? text : children.reduce(into: "") { $0 += $1.wholeText } }

    /// `href`, also in its old namespace.
    var href: String? { self["href"] ?? self["xlink:href"] }

    /// For messages.
    var label: String { "<\(name)>" + (self["id"].map { " \"\($0)\"" } ?? "") }
}
