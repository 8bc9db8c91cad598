import ImpressionCanvas
import ImpressionCodecs
import ImpressionGeometry
import Testing

private func read(_ content: String, attributes: String = "width=\"96\" height=\"48\"") throws -> (artwork: Artwork, findings: [SVGFinding]) {
    try readSVG(Array("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \(attributes)>\(content)</svg>".utf8))
}

/// All paths, on the page in mm, in drawing order.
private func paths(_ elements: [Artwork.Element]) -> [PaintedPath] {
    elements.flatMap { element -> [PaintedPath] in
        switch element {
        case .path(let path): [path]
        case .group(let group): paths(group.elements)
        case .picture: []
        }
    }
}

private func color(_ paint: Paint?) -> Color? {
    if case .color(let color)? = paint { color } else { nil }
}

@Suite struct SVGReaderTests {
    @Test func `a page is measured in millimetres at 96 pixels an inch, y up`() throws {
        let artwork = try read("<rect x='0' y='0' width='48' height='24'/>").artwork
        #expect((artwork.width, artwork.height) == (25.4, 12.7))
        let path = try #require(paths(artwork.elements).first)
        let box = path.path.bounds.mapped(by: path.transform)
        #expect(abs(box.min.x) < 1e-12 && abs(box.max.x - 12.7) < 1e-9)
        #expect(abs(box.min.y - 6.35) < 1e-9 && abs(box.max.y - 12.7) < 1e-9)
    }

    @Test func `style attributes win over rules, rules over attributes, and important rules over all`() throws {
        let sheet = "<style>rect {fill: red} .a {fill: lime} #c {fill: blue} .d {fill: aqua !important}</style>"
        let content = sheet + "<rect fill='black' {} /><rect class='a' {}/><rect class='a' id='c' {}/><rect class='d' style='fill: white' {}/><rect class='a' style='fill: white' {}/>"
        let artwork = try read(content.split(separator: "{}").joined(separator: "width='1' height='1'")).artwork
        let fills = paths(artwork.elements).map { color($0.fill?.paint) }
        #expect(fills == [Color(1, 0, 0), Color(0, 1, 0), Color(0, 0, 1), Color(0, 1, 1), .white])
    }

    @Test func `selectors with combinators find what they name`() throws {
        let sheet = "<style>g > rect + circle {fill: red} g ~ circle {fill: lime} g rect:first-child {fill: blue} [r='3'] {stroke: red}</style>"
        let artwork = try read(sheet + "<g><rect width='1' height='1'/><circle r='1'/></g><circle r='3'/>").artwork
        let found = paths(artwork.elements)
        #expect(found.map { color($0.fill?.paint) } == [Color(0, 0, 1), Color(1, 0, 0), Color(0, 1, 0)])
        #expect(color(found[2].stroke?.paint) == Color(1, 0, 0))
    }

    @Test func `variables and currentColor are resolved where they are used`() throws {
        let artwork = try read("<g style='--ink: #00f; color: red'><rect width='1' height='1' fill='var(--ink)' stroke='currentColor'/><rect width='1' height='1' fill='var(--none, lime)'/></g>").artwork
        let found = paths(artwork.elements)
        #expect(color(found[0].fill?.paint) == Color(0, 0, 1))
        #expect(color(found[0].stroke?.paint) == Color(1, 0, 0))
        #expect(color(found[1].fill?.paint) == Color(0, 1, 0))
    }

    @Test func `what use draws is what is written in its place`() throws {
        let shape = "<path d='M1 2L5 6 3 9z' fill='red'/>"
        let used = try read("<defs><g id='a' transform='rotate(30)'>\(shape)</g></defs><use href='#a' x='3' y='4' transform='scale(2)'/>").artwork
        let inlined = try read("<g transform='scale(2) translate(3 4)'><g transform='rotate(30)'>\(shape)</g></g>").artwork
        let (a, b) = (paths(used.elements), paths(inlined.elements))
        #expect(a.count == 1 && a.map(\.path) == b.map(\.path) && a.map(\.transform) == b.map(\.transform))
    }

    @Test func `hostile drawings end in an error or a finding`() throws {
        let bomb = (1...9).map { "<!ENTITY a\($0) \"" + String(repeating: "&a\($0 - 1);", count: 10) + "\">" }.joined()
        let text = "<!DOCTYPE svg [<!ENTITY a0 \"0123456789\">\(bomb)]><svg xmlns='http://www.w3.org/2000/svg'><text>&a9;</text></svg>"
        #expect(throws: SVGError.entities(limit: SVGLimits().entityBytes)) { _ = try readSVG(Array(text.utf8)) }
        let deep = String(repeating: "<g>", count: 5000)
        #expect(throws: SVGError.nested(limit: SVGLimits().depth)) { _ = try readSVG(Array("<svg xmlns='http://www.w3.org/2000/svg'>\(deep)".utf8)) }
        let cycle = try read("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>")
        #expect(cycle.findings.contains { $0.code == .reference })
        let uses = (1...12).map { i in "<g id='u\(i)'>" + String(repeating: "<use href='#u\(i - 1)'/>", count: 10) + "</g>" }.joined()
        #expect(throws: SVGError.tooManyElements(limit: SVGLimits().elements)) { _ = try read("<defs><rect id='u0' width='1' height='1'/>\(uses)</defs><use href='#u12'/>") }
        let remote = try read("<image href='http://example.org/a.png' width='1' height='1'/><use href='other.svg#a'/>")
        #expect(remote.findings.map(\.code) == [.external, .external])
    }
}
