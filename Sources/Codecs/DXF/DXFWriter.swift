public import ImpressionCanvas
internal import ImpressionGeometry

/// Outlines as DXF R12 text, which every reader takes: lines and polylines with arcs, a layer for each colour, in mm.
///
/// Fills become closed outlines, strokes the lines they run along. Curves become lines and arcs within the tolerance.
/// Clips, masks and opacities have no place in it, and neither have pictures.
///
/// Source: Autodesk, AutoCAD Release 12 customization manual, "Drawing interchange file formats".
///
/// - Parameter tolerance: mm.
/// - Returns: The bytes, and what was left out: pictures, and groups whose clips or masks do not act.
public func encodeDXF(_ artwork: Artwork, tolerance: Double = 0.01) -> (bytes: [UInt8], pictures: Int, clips: Int) {
    var outlines = DXFOutlines(tolerance: tolerance)
    outlines.add(artwork.elements)
    var writer = DXFWriter(layers: outlines.layers)
    writer.write(artwork, outlines)
    return (writer.sink.bytes, outlines.pictures, outlines.clips)
}

private struct DXFWriter {
    var sink = ByteSink()
    let layers: [DXFLayer]

    init(layers: [DXFLayer]) { self.layers = layers }

    mutating func write(_ artwork: Artwork, _ outlines: DXFOutlines) {
        section("HEADER") {
            $0.pair(9, "$ACADVER")
            $0.pair(1, "AC1009")
            // Millimetres, for readers that look.
            $0.pair(9, "$INSUNITS")
            $0.pair(70, "4")
            for (name, p) in [("$EXTMIN", Point.zero), ("$EXTMAX", Point(artwork.width, artwork.height))] {
                $0.pair(9, name)
                $0.place(p)
            }
        }
        section("TABLES") {
            $0.table("LTYPE", count: 1) { $0.lineType() }
            let layers = $0.layers
            $0.table("LAYER", count: layers.count + 1) { writer in
                writer.layer("0", color: 7)
                for layer in layers { writer.layer(layer.name, color: layer.index) }
            }
        }
        section("ENTITIES") { writer in
            for outline in outlines.outlines { writer.write(outline.path, outline.isClosed, outlines.layers[outline.layer].name) }
        }
        pair(0, "EOF")
    }

    private mutating func section(_ name: String, _ body: (inout DXFWriter) -> Void) {
        pair(0, "SECTION")
        pair(2, name)
        body(&self)
        pair(0, "ENDSEC")
    }

    private mutating func table(_ name: String, count: Int, _ body: (inout DXFWriter) -> Void) {
        pair(0, "TABLE")
        pair(2, name)
        pair(70, "\(count)")
        body(&self)
        pair(0, "ENDTAB")
    }

    private mutating func lineType() {
        for (code, value) in [(0, "LTYPE"), (2, "CONTINUOUS"), (70, "0"), (3, "Solid line"), (72, "65"), (73, "0"), (40, "0.0")] { pair(code, value) }
    }

    private mutating func layer(_ name: String, color: Int) {
        for (code, value) in [(0, "LAYER"), (2, name), (70, "0"), (62, "\(color)"), (6, "CONTINUOUS")] { pair(code, value) }
    }

    // MARK: Entities

    private mutating func write(_ path: ArcPath, _ isClosed: Bool, _ layer: String) {
        if !isClosed, path.pieces.count == 1, case .line = path.pieces[0].shape {
            pair(0, "LINE")
            pair(8, layer)
            place(path.start)
            place(path.pieces[0].end, first: 11)
            return
        }
        pair(0, "POLYLINE")
        pair(8, layer)
        pair(66, "1")
        place(.zero)
        pair(70, isClosed ? "1" : "0")
        var at = path.start
        for piece in path.pieces {
            vertex(at, layer, bulge: piece.bulge(from: at))
            at = piece.end
        }
        if !isClosed { vertex(at, layer, bulge: 0) }
        pair(0, "SEQEND")
        pair(8, layer)
    }

    private mutating func vertex(_ p: Point, _ layer: String, bulge: Double) {
        pair(0, "VERTEX")
        pair(8, layer)
        place(p)
        if bulge != 0 { real(42, bulge) }
    }

    // MARK: Pairs

    mutating func pair(_ code: Int, _ value: String) {
        sink.append(decimal: code)
        sink.append("\n")
        sink.append(string: value)
        sink.append("\n")
    }

    private mutating func real(_ code: Int, _ value: Double) {
        sink.append(decimal: code)
        sink.append("\n")
        sink.append(value.isFinite ? max(-1e8, min(1e8, value)) : 0, decimals: 6)
        sink.append("\n")
    }

    private mutating func place(_ p: Point, first: Int = 10) {
        real(first, p.x)
        real(first + 10, p.y)
        real(first + 20, 0)
    }
}

extension PathPiece {
    /// Tangent of a quarter of the sweep, positive counter-clockwise; 0 for a line.
    fileprivate func bulge(from start: Point) -> Double {
        guard case .arc(_, let radius, let turn) = shape, radius > 0 else { return 0 }
        let half = min(1, start.distance(to: end) / (2 * radius))
        // tan(θ/4) of sin(θ/2).
        let bulge = half / (1 + (1 - half * half).squareRoot())
        return turn == .counterClockwise ? bulge : -bulge
    }
}
