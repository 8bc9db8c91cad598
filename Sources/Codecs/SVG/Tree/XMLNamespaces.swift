/// What prefixes stand for, element by element.
struct XMLNamespaces {
    private static let svg = "http://www.w3.org/2000/svg"
    /// Namespaces whose attributes are known by a prefix of their own, whatever the file calls it.
    private static let known = [
        "http://www.w3.org/1999/xlink": "xlink", "http://www.w3.org/XML/1998/namespace": "xml",
        "http://www.inkscape.org/namespaces/inkscape": "inkscape", "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd": "sodipodi",
    ]

    private var bindings: [(prefix: String, uri: String)] = [("xml", "http://www.w3.org/XML/1998/namespace")]
    private var marks: [Int] = []

    mutating func open(_ attributes: [SVGTree.Attribute]) {
        marks.append(bindings.count)
        for attribute in attributes where attribute.name.hasPrefix("xmlns") {
            if attribute.name == "xmlns" { bindings.append(("", attribute.value)) }
            else if attribute.name.hasPrefix("xmlns:") { bindings.append((String(attribute.name.dropFirst(6)), attribute.value)) }
        }
    }

    mutating func close() { bindings.removeLast(bindings.count - marks.removeLast()) }

    private func uri(_ prefix: some StringProtocol) -> String? { bindings.last { $0.prefix == prefix }?.uri }

    /// An element without any namespace counts as SVG: many files leave the declaration out.
    func elementName(_ name: String) -> String {
        guard let colon = name.utf8.firstIndex(of: 58) else {
            let uri = uri("") ?? Self.svg
            return uri == Self.svg || uri.isEmpty ? name : "other:" + name
        }
        return uri(name[..<colon]) == Self.svg ? String(name[name.utf8.index(after: colon)...]) : name
    }

    func resolved(_ attributes: [SVGTree.Attribute]) -> [SVGTree.Attribute] {
        var result = attributes
        for i in result.indices {
            guard let colon = result[i].name.utf8.firstIndex(of: 58) else { continue }
            let name = result[i].name
            guard let uri = uri(name[..<colon]), name[..<colon] != "xmlns" else {
                // A prefix that was not declared: what everybody writes is understood, as `xlink` in fragments.
                continue
            }
            let local = String(name[name.utf8.index(after: colon)...])
            if uri == Self.svg { result[i].name = local }
            else if let prefix = Self.known[uri] { result[i].name = prefix + ":" + local }
            else if Self.known.values.contains(where: { name.hasPrefix($0 + ":") }) { result[i].name = "other:" + local }
        }
        return result
    }
}
