import ImpressionCanvas
import ImpressionGeometry
import ImpressionRaster

extension Trace {
    /// Pixels up to which a speck is dropped where nobody says.
    private static let speck = 2.0
    /// Pixels of the smallest area of a colour where nobody says.
    private static let smallArea = 16.0

    /// What of a picture counts.
    var scanKind: TraceScan.Kind {
        switch mode {
        case .outline, .centreLine: source == .alpha ? .clearness : .lightness
        case .colour: .colours
        }
    }

    func fit(_ frame: TraceFrame) -> FitSettings { FitSettings(corner: corner, tolerance: tolerance.pixels(frame.pixel)) }

    /// Boundaries of what is dark: one area.
    func outlines(of scan: TraceScan, _ frame: TraceFrame, _ workers: Workers) throws(TechniqueError) -> TracedMap {
        let tones = LevelledTones(scan.tones, threshold, invert: invert, workers: workers)
        let labels = tones.labels(workers)
        let area = (despeckle ?? .pixels(Self.speck)).pixels(frame.pixel * frame.pixel)
        var walker = BoundaryWalker(labels, policy: turns, leastArea: Int(min(1e9, area)))
        let boundary = try walker.arcs(hasNodes: false)
        let runs = tones.isHard
            ? ArcFitting(map: labels, boundary: boundary, locator: PixelEdges(), settings: fit(frame)).runs(workers)
            : ArcFitting(map: labels, boundary: boundary, locator: LevelEdges(tones: tones.tones, level: tones.level), settings: fit(frame)).runs(workers)
        return TracedMap(boundary, runs, labels: 1, frame.page)
    }

    /// Areas of the palette's colours, in its order.
    func areas(of scan: TraceScan, _ frame: TraceFrame, _ workers: Workers) throws(TechniqueError) -> (TracedMap, [SIMD3<UInt8>]) {
        let picture = scan.colours
        let histogram = ColourHistogram(picture)
        var palette = Palette(histogram, colors, seed: seed)
        var labels = ColourLabels(picture, palette, workers: workers)
        labels.dropFringes(workers: workers)
        let area = (despeckle ?? .pixels(Self.smallArea)).pixels(frame.pixel * frame.pixel)
        labels.map = SmallAreas.merged(labels.map, leastArea: Int(min(1e9, area.rounded(.up))))
        palette.settle(picture, labels.map, histogram)
        var walker = BoundaryWalker(labels.map, policy: turns)
        let boundary = try walker.arcs(hasNodes: true)
        let colors = [.zero] + palette.colors.map { SIMD3<Float>($0) }
        let locator = ColourEdges(picture: picture, map: labels.map, colors: colors)
        let runs = ArcFitting(map: labels.map, boundary: boundary, locator: locator, settings: fit(frame)).planarRuns(workers)
        return (TracedMap(boundary, runs, labels: palette.colors.count, frame.page), palette.colors)
    }
}

extension TracedMap {
    /// - Parameters:
    ///   - runs: One for each arc, in pixels.
    ///   - labels: Labels from 1 on are areas from 0 on.
    init(_ boundary: BoundaryArcs, _ runs: [BezierPath.Run], labels: Int, _ page: Transform) {
        func area(_ label: UInt8) -> Int? { (1...labels).contains(Int(label)) ? Int(label) - 1 : nil }
        let arcs = zip(boundary.arcs, runs).map { arc, run in Arc(run: run.mapped { page($0) }, left: area(arc.left), right: area(arc.right)) }
        self.init(arcs: labels > 0 ? arcs : [], rings: boundary.rings(labels: labels))
    }

    /// Each edge between two colours as a line of one of them, to lie under both.
    func seams(_ palette: [SIMD3<UInt8>], width: Double) -> [Artwork.Element] {
        var paths = [BezierPath](repeating: BezierPath(), count: palette.count)
        for arc in arcs {
            guard let left = arc.left, let right = arc.right else { continue }
            paths[min(left, right)].append(arc.run)
        }
        let lines: [Artwork.Element] = paths.indices.filter { !paths[$0].isEmpty }.map { i in
            .path(PaintedPath(paths[i], stroke: Stroke(.color(palette[i].color), style: StrokeStyle(width: width, join: .round))))
        }
        return lines.isEmpty ? [] : [.group(ElementGroup(lines, name: ElementGroup.underlay))]
    }
}
