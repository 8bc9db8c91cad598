import ImpressionCanvas
import ImpressionCodecs
import ImpressionGeometry
import ImpressionRaster
import Testing

private func text(_ artwork: Artwork) -> String { String(decoding: encodeSVG(artwork), as: UTF8.self) }

private func square(_ x: Double, _ y: Double, _ size: Double) -> BezierPath { BezierPath(Box(min: Point(x, y), max: Point(x + size, y + size))) }

@Test func `a page of paths is written as it was by hand`() {
    var curve = BezierPath()
    curve.move(to: Point(1, 1))
    curve.cubic(Point(1, 2), Point(2.5, 2), to: Point(3, 1))
    curve.line(to: Point(2, 0.25))
    curve.close()
    let artwork = Artwork(width: 10, height: 5, elements: [
        .path(PaintedPath(curve, fill: Fill(.color(Color(1, 0, 0)), rule: .evenOdd), name: "a<b")),
        .path(PaintedPath(square(0, 0, 2), stroke: Stroke(.color(.black), opacity: 0.5, style: StrokeStyle(width: 0.5, cap: .round, join: .round)))),
    ])
    #expect(text(artwork) == """
        <svg xmlns="http://www.w3.org/2000/svg" width="10mm" height="5mm" viewBox="0 0 10 5">
        <path fill="#ff0000" fill-rule="evenodd" d="M1 4c0-1 1.5-1 2 0l-1 .75z"><title>a&lt;b</title></path>
        <path fill="none" stroke="#000000" stroke-opacity="0.5" stroke-width="0.5" stroke-linecap="round" stroke-linejoin="round" d="M0 5h2v-2h-2z"/>
        </svg>

        """)
}

@Test func `paints, clips, masks and pictures refer to what stands before them`() {
    let ramp = ColorRamp([.init(0, .black), .init(1, Color(1, 1, 1, alpha: 0.5))], spread: .reflect)
    let fill = Fill(.linear(LinearGradient(from: .zero, to: Point(2, 0), ramp)))
    let picture = PlacedPicture(LinearPicture(width: 2, height: 1, filledWith: .one), in: Box(min: .zero, max: Point(4, 2)))
    let group = ElementGroup([.path(PaintedPath(square(0, 0, 2), transform: .scale(2, 3), fill: fill)), .picture(picture)], opacity: 0.5, blend: .multiply,
                             clips: [ClipPath([.path(PaintedPath(square(0, 0, 3), fill: Fill(.color(.black))))])],
                             masks: [Mask(.alpha, elements: [], area: Box(min: .zero, max: Point(5, 5)), transform: .identity)])
    let svg = text(Artwork(width: 10, height: 10, elements: [.group(group)]))
    for part in ["<clipPath id=\"c1\">", "clip-path=\"url(#c1)\"", "mask-type:alpha", "mask=\"url(#m2)\"", "mix-blend-mode:multiply", "fill=\"url(#p3)\"",
                 "spreadMethod=\"reflect\"", "stop-opacity=\"0.5\"", "transform=\"matrix(2 0 0 -3 0 10)\"", "<image x=\"0\" y=\"8\" width=\"4\" height=\"2\"", "data:image/png;base64,"] {
        #expect(svg.contains(part), "\(part)")
    }
}

@Test func `broken numbers still make a readable drawing`() {
    var path = BezierPath()
    path.move(to: Point(.nan, .infinity))
    path.line(to: Point(1e300, -1e300))
    let artwork = Artwork(width: .infinity, height: .nan, elements: [.path(PaintedPath(path, transform: Transform(.nan, 0, 0, 1e300, 0, 0), fill: Fill(.color(Color(.nan, 2, -1)))))])
    #expect(text(artwork).hasSuffix("</svg>\n"))
    #expect(!encodeDXF(artwork).bytes.isEmpty)
}

@Test func `outlines in DXF are pairs of code and value with arcs as bulges`() {
    let circle = BezierPath(ellipse: Point(5, 5), radii: Point(3, 3))
    let artwork = Artwork(width: 10, height: 10, elements: [
        .path(PaintedPath(circle, fill: Fill(.color(Color(1, 0, 0))))),
        .path(PaintedPath(BezierPath(Polyline([Point(1, 1), Point(2, 2)])), stroke: Stroke(.color(.black), style: StrokeStyle(width: 1)))),
        .group(ElementGroup([.path(PaintedPath(circle, fill: Fill(.color(.black))))], name: ElementGroup.underlay)),
    ])
    let lines = String(decoding: encodeDXF(artwork).bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    #expect(lines.count % 2 == 0)
    let pairs = stride(from: 0, to: lines.count, by: 2).map { (lines[$0], lines[$0 + 1]) }
    #expect(pairs.count(where: { $0 == ("0", "POLYLINE") }) == 1)
    #expect(pairs.count(where: { $0 == ("0", "LINE") }) == 1)
    #expect(pairs.contains { $0 == ("2", "COLOR_FF0000") })
    // Few arcs whose sweeps make one turn counter-clockwise.
    let bulges = pairs.filter { $0.0 == "42" }.compactMap { Double($0.1) }
    #expect((2...12).contains(bulges.count))
    #expect(bulges.allSatisfy { $0 > 0 })
    #expect(pairs.last.map { $0 == ("0", "EOF") } == true)
}
