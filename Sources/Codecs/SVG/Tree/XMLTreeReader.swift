/// Reads UTF-8 XML into a tree: namespaces, internal entities, CDATA. External entities are not opened.
///
/// O(bytes + what entities add), which is bounded, as is the depth; no recursion but into entities.
struct XMLTreeReader {
    private let limits: SVGLimits
    private var entries: [SVGTree.Entry] = []
    /// The open elements, and the last child of each.
    private var open: [(index: Int32, lastChild: Int32, name: String)] = []
    private var namespaces = XMLNamespaces()
    private var entities: [String: [UInt8]] = [:]
    private var entityRoom: Int
    /// Entities being read, innermost last.
    private var entityNames: [String] = []

    static func tree(of bytes: [UInt8], limits: SVGLimits) throws(SVGError) -> SVGTree {
        var reader = XMLTreeReader(limits: limits)
        try reader.read(bytes)
        guard !reader.entries.isEmpty else { throw .notSVG(root: "") }
        return SVGTree(reader.entries)
    }

    private init(limits: SVGLimits) {
        self.limits = limits
        entityRoom = limits.entityBytes
    }

    private mutating func read(_ bytes: [UInt8]) throws(SVGError) {
        var cursor = XMLText(bytes)
        let depth = open.count
        while !cursor.isAtEnd {
            if !cursor.isAt("<") {
                try readText(&cursor)
            } else if cursor.skip("<!--") {
                try cursor.skipPast("-->")
            } else if cursor.skip("<![CDATA[") {
                let start = cursor.at
                try cursor.skipPast("]]>")
                addText(Array(bytes[start..<cursor.at - 3]))
            } else if cursor.skip("<?") {
                try cursor.skipPast("?>")
            } else if cursor.skip("<!DOCTYPE") {
                try readDoctype(&cursor)
            } else if cursor.skip("</") {
                let name = cursor.name()
                cursor.skipSpace()
                guard open.count > depth, let last = open.last, last.name == name, cursor.skip(">") else { throw cursor.malformed("</\(name)> closes nothing") }
                close()
            } else {
                try readElement(&cursor)
            }
        }
        guard open.count == depth else { throw cursor.malformed("<\(open.last?.name ?? "")> is not closed") }
    }

    // MARK: Elements

    private mutating func readElement(_ cursor: inout XMLText) throws(SVGError) {
        _ = cursor.skip("<")
        let name = cursor.name()
        guard !name.isEmpty else { throw cursor.malformed("a \"<\" without a name") }
        guard open.count < limits.depth else { throw .nested(limit: limits.depth) }
        guard entries.count < Int(Int32.max) else { throw .tooManyElements(limit: Int(Int32.max)) }
        var attributes: [SVGTree.Attribute] = []
        while true {
            cursor.skipSpace()
            if cursor.isAt("/") || cursor.isAt(">") { break }
            attributes.append(try readAttribute(&cursor))
        }
        if entries.isEmpty || !open.isEmpty {
            namespaces.open(attributes)
            add(SVGTree.Entry(name: namespaces.elementName(name), attributes: namespaces.resolved(attributes)))
        } else {
            throw cursor.malformed("<\(name)> after the end of the outermost element")
        }
        open.append((Int32(entries.count - 1), -1, name))
        if cursor.skip("/>") { return close() }
        guard cursor.skip(">") else { throw cursor.malformed("<\(name)> does not end") }
    }

    private mutating func readAttribute(_ cursor: inout XMLText) throws(SVGError) -> SVGTree.Attribute {
        let name = cursor.name()
        cursor.skipSpace()
        guard !name.isEmpty, cursor.skip("=") else { throw cursor.malformed("an attribute without a value") }
        cursor.skipSpace()
        guard let raw = cursor.quoted() else { throw cursor.malformed("the value of \(name) is not quoted") }
        guard raw.contains(38) || raw.contains(where: { $0 < 32 }) else { return .init(name: name, value: String(decoding: raw, as: UTF8.self)) }
        var value: [UInt8] = []
        try expand(raw, into: &value, &cursor)
        for i in value.indices where value[i] < 32 { value[i] = 32 }
        return .init(name: name, value: String(decoding: value, as: UTF8.self))
    }

    private mutating func add(_ entry: SVGTree.Entry) {
        var entry = entry
        let index = Int32(entries.count)
        if let parent = open.last {
            (entry.parent, entry.previousSibling) = (parent.index, parent.lastChild)
            if parent.lastChild < 0 { entries[Int(parent.index)].firstChild = index } else { entries[Int(parent.lastChild)].nextSibling = index }
            open[open.count - 1].lastChild = index
        }
        entries.append(entry)
    }

    private mutating func close() {
        open.removeLast()
        namespaces.close()
    }

    // MARK: Text and entities

    private mutating func readText(_ cursor: inout XMLText) throws(SVGError) {
        let run = cursor.run { $0 != 60 && $0 != 38 }
        if !run.isEmpty { addText(Array(run)) }
        guard cursor.isAt("&") else { return }
        guard let reference = cursor.reference() else { return addText([38]) }
        if let scalar = reference.scalar { return addText(Array(String(scalar).utf8)) }
        let content = try enter(reference.name, &cursor)
        // What a drawing's entity holds may be elements.
        if !open.isEmpty { try read(content) }
        entityNames.removeLast()
    }

    private mutating func addText(_ bytes: [UInt8]) {
        guard let parent = open.last else { return }
        let text = String(decoding: bytes, as: UTF8.self)
        if parent.lastChild >= 0, entries[Int(parent.lastChild)].name.isEmpty {
            entries[Int(parent.lastChild)].text += text
        } else {
            add(SVGTree.Entry(name: "", text: text))
        }
    }

    /// Opens an entity and pays for it.
    private mutating func enter(_ name: String, _ cursor: inout XMLText) throws(SVGError) -> [UInt8] {
        guard let content = entities[name] else { throw cursor.malformed("the entity &\(name); is not declared") }
        guard !entityNames.contains(name) else { throw cursor.malformed("the entity &\(name); holds itself") }
        entityRoom -= content.count + 1
        guard entityRoom >= 0, entityNames.count < 32 else { throw .entities(limit: limits.entityBytes) }
        entityNames.append(name)
        return content
    }

    private mutating func expand(_ raw: ArraySlice<UInt8>, into value: inout [UInt8], _ cursor: inout XMLText) throws(SVGError) {
        var text = XMLText(Array(raw))
        while !text.isAtEnd {
            value += text.run { $0 != 38 }
            guard text.isAt("&") else { continue }
            guard let reference = text.reference() else {
                value.append(38)
                continue
            }
            if let scalar = reference.scalar {
                value += Array(String(scalar).utf8)
            } else {
                let content = try enter(reference.name, &cursor)
                try expand(content[...], into: &value, &cursor)
                entityNames.removeLast()
            }
        }
    }

    // MARK: Document type

    private mutating func readDoctype(_ cursor: inout XMLText) throws(SVGError) {
        while !cursor.isAtEnd {
            if cursor.skip(">") { return }
            if cursor.isAt("\"") || cursor.isAt("'") {
                guard cursor.quoted(mayHoldTags: true) != nil else { throw cursor.malformed("the document type does not end") }
            } else if cursor.skip("<!ENTITY") {
                try readEntity(&cursor)
            } else if cursor.skip("<!--") {
                try cursor.skipPast("-->")
            } else if cursor.skip("<?") {
                try cursor.skipPast("?>")
            } else if cursor.skip("<!") {
                try cursor.skipPast(">")
            } else {
                cursor.advance()
            }
        }
        throw cursor.malformed("the document type does not end")
    }

    private mutating func readEntity(_ cursor: inout XMLText) throws(SVGError) {
        cursor.skipSpace()
        let isParameter = cursor.skip("%")
        cursor.skipSpace()
        let name = cursor.name()
        cursor.skipSpace()
        // External entities have a keyword here: they stay undeclared.
        if let value = cursor.quoted(mayHoldTags: true), !isParameter, entities[name] == nil { entities[name] = Array(value) }
        try cursor.skipPast(">")
    }
}
