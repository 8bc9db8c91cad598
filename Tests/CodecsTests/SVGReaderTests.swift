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

    @Test func `clips that are no shapes leave their element whole`() throws {
        for clip in [")inset(", "a)b(", "()", "inset(", "circle)", "path('M", "inset(1px", "((", "))"] {
            let drawing = try read("<rect width='9' height='9' clip-path=\"\(clip)\"/>")
            #expect(paths(drawing.artwork.elements).count == 1, "\(clip)")
        }
    }

    @Test func `random nests of transforms and uses draw what is drawn without them`() throws {
        var random = SplitMix64(seed: 17)
        for _ in 0..<30 {
            var (nested, flat, map) = ("<path d='M0 0L4 0 2 3z'/>", "", Transform.identity)
            var definitions = ""
            for level in 0..<4 {
                let m = (0..<6).map { _ in (Double.random(in: -2...2, using: &random) * 64).rounded() / 64 }
                let list = m.map { "\($0)" }.joined(separator: " ")
                definitions += "<g id='g\(level)'>\(nested)</g>"
                nested = "<use href='#g\(level)' transform='matrix(\(list))'/>"
                map = Transform(m[0], m[1], m[2], m[3], m[4], m[5]) * map
            }
            guard map.determinant.magnitude > 1e-9 else { continue }
            flat = "<path transform='matrix(\(map.a) \(map.b) \(map.c) \(map.d) \(map.e) \(map.f))' d='M0 0L4 0 2 3z'/>"
            let a = try read("<defs>\(definitions)</defs>\(nested)").artwork, b = try read(flat).artwork
            let (p, q) = (paths(a.elements), paths(b.elements))
            #expect(p.count == 1 && q.count == 1)
            for (x, y) in zip(p[0].path.points.map { p[0].transform($0) }, q[0].path.points.map { q[0].transform($0) }) { #expect(x.distance(to: y) < 1e-9) }
        }
    }

    @Test func `relative path commands end where absolute ones do`() throws {
        let pairs = [("M1 2l3 4h5v6z", "M1 2L4 6H9V12Z"), ("m1 2c1 1 2 2 3 0s2 1 4 4", "M1 2C2 3 3 4 4 2S6 3 8 6"), ("M0 0q1 2 3 4t5 6", "M0 0Q1 2 3 4T8 10"),
                     ("M0 0a5 5 0 013 4", "M0 0A5 5 0 0 1 3 4"), ("M1-2.5.5e1-3", "M 1 -2.5 L 5 -3")]
        for (relative, absolute) in pairs {
            let a = try read("<path d='\(relative)'/>").artwork, b = try read("<path d='\(absolute)'/>").artwork
            #expect(paths(a.elements).map(\.path) == paths(b.elements).map(\.path))
        }
    }

    @Test func `gzip, UTF-16 and Latin text are read, and a bomb of gzip is not`() throws {
        let text = "<?xml version='1.0' encoding='UTF-16'?><svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><rect width='1' height='1' id='ä'/></svg>"
        let units = Array(text.utf16)
        let wide: [UInt8] = [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(paths(try readSVG(wide).artwork.elements).first?.name == "ä")
        var options = SVGOptions()
        options.limits.bytes = 100
        #expect(throws: SVGError.tooLarge(bytes: text.utf8.count, limit: 100)) { _ = try readSVG(Array(text.utf8), options: options) }
        #expect(throws: SVGError.damagedCompression) { _ = try readSVG([0x1F, 0x8B, 8, 0, 0, 0]) }
    }

    @Test func `what is not drawn is told`() throws {
        let found = try read("<foreignObject/><rect width='1' height='1' filter='url(#f)' fill='url(#none) red'/><path d='M0 0h1' stroke='red' stroke-linejoin='arcs'/>").findings
        #expect(Set(found.map(\.code)).isSuperset(of: [.unsupported, .reference]))
        #expect(found.contains { $0.message.contains("foreignObject") } && found.contains { $0.message.contains("arcs") })
    }

    @Test func `circles of clips and masks are passed over and end`() throws {
        let clips = "<clipPath id='a' clip-path='url(#b)'><rect width='9' height='9'/></clipPath><clipPath id='b' clip-path='url(#a)'><rect width='5' height='5'/></clipPath>"
        let masks = "<mask id='m'><rect width='9' height='9' mask='url(#m)' fill='white'/></mask><pattern id='p' width='1' height='1'><rect width='9' height='9' fill='url(#p)'/></pattern>"
        let artwork = try read(clips + masks + "<rect width='9' height='9' clip-path='url(#a)'/><rect width='9' height='9' mask='url(#m)' fill='url(#p)'/>")
        #expect(artwork.findings.contains { $0.code == .reference })
        _ = artwork.artwork.rendered(columns: 10, rows: 10)
    }
}
