/// Clip paths and masks that lead back to themselves. Source: SVG 2, §2.4: a reference that is part of a circle is an error, and passed over.
extension SVGReader {
    /// Whether a clip path or mask refers, by those inside of it, to one that `node` belongs to.
    mutating func leadsBack(from resource: SVGNode, to node: SVGNode) -> Bool {
        var owners: [SVGNode] = []
        var above: SVGNode? = node
        while let here = above {
            if here.name == "clipPath" || here.name == "mask" { owners.append(here) }
            above = here.parent
        }
        guard !owners.isEmpty else { return false }
        var (known, waiting) = ([resource], [resource])
        while let next = waiting.popLast(), known.count < 1024 {
            if owners.contains(next) { return true }
            for target in resources(in: next) where !known.contains(target) {
                known.append(target)
                waiting.append(target)
            }
        }
        return false
    }

    /// The clip paths and masks that an element and those inside refer to.
    private mutating func resources(in node: SVGNode) -> [SVGNode] {
        if let known = resourceLinks[node.index] { return known }
        var found: [SVGNode] = []
        var waiting = [node]
        while let next = waiting.popLast() {
            for declaration in cascade.declarations(of: next) where declaration.property == .mask || declaration.property == .clipPath {
                var scanner = SVGScanner(declaration.value)
                if let id = scanner.reference(), let target = tree.node(id: id), !found.contains(target) { found.append(target) }
            }
            waiting += next.childElements
        }
        resourceLinks[node.index] = found
        return found
    }
}
