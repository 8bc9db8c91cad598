import ImpressionCanvas
import ImpressionGeometry
import Testing

@Suite struct PartitionTests {
    private func rectangle(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, _ color: Color, opacity: Float = 1) -> Artwork.Element {
        .path(PaintedPath(BezierPath(Box(min: Point(x0, y0), max: Point(x1, y1))), fill: Fill(.color(color), opacity: opacity)))
    }

    private func part(_ partition: ColourPartition, _ color: Color) -> Region { partition.parts.first { $0.color.hex == color.hex }?.region ?? .empty }
    private let red = Color(1, 0, 0), green = Color(0, 1, 0), blue = Color(0, 0, 1)

    /// Crossing ellipses, bars and strokes under odd maps.
    private func scene(_ count: Int, seed: UInt64) -> [PaintedPath] {
        var random = SplitMix64(seed: seed)
        let colors = [red, green, blue, Color(1, 1, 0), .black]
        return (0..<count).map { i in
            let centre = Point(Double.random(in: 0...100, using: &random), Double.random(in: 0...100, using: &random))
            let radii = Point(Double.random(in: 1...15, using: &random), Double.random(in: 1...15, using: &random))
            let map = Transform.translation(centre.x, centre.y) * .rotation(.degrees(Double.random(in: 0...360, using: &random)))
                * .scale(1, Double.random(in: -1.5...1.5, using: &random))
            let path = i % 3 == 0 ? BezierPath(Box(min: -radii, max: radii)) : BezierPath(ellipse: .zero, radii: radii)
            let paint = Paint.color(colors[i % colors.count])
            return i % 4 == 3
                ? PaintedPath(path, transform: map, stroke: Stroke(paint, style: StrokeStyle(width: 2, join: .round)))
                : PaintedPath(path, transform: map, fill: Fill(paint, rule: i % 2 == 0 ? .nonZero : .evenOdd))
        }
    }

    @Test func `what lies above hides what lies below, and the areas are exact`() {
        let page = Artwork(width: 10, height: 10, elements: [rectangle(0, 0, 6, 6, red), rectangle(4, 4, 10, 10, blue)])
        let partition = page.partitioned()
        #expect(part(partition, blue).doubledArea == 2 * 36_000_000_000_000)
        #expect(part(partition, red).doubledArea == 2 * 32_000_000_000_000)
    }

    @Test func `parts are disjoint and their areas add up to the whole to the last lattice unit`() {
        for seed in 1...4 as ClosedRange<UInt64> {
            var settings = PartitionSettings()
            settings.leastDifference = 0
            let page = Artwork(width: 100, height: 100, elements: scene(80, seed: seed).map { .path($0) })
            let partition = page.partitioned(settings)
            var all = page
            all.elements = scene(80, seed: seed).map { path in
                var path = path
                if path.fill != nil { path.fill?.paint = .color(.black) } else { path.stroke?.paint = .color(.black) }
                return .path(path)
            }
            let whole = all.partitioned(settings)
            #expect(whole.parts.count == 1)
            let sum = partition.parts.reduce(Int128(0)) { $0 + $1.region.doubledArea }
            #expect(sum == whole.whole.doubledArea)
            for (i, a) in partition.parts.enumerated() {
                #expect(a.region.fault == nil)
                for b in partition.parts[..<i] { #expect(a.region.intersection(b.region).isEmpty) }
            }
            #expect(partition.whole == whole.whole)
        }
    }

    @Test func `all that is drawn is what the parts are together, give or take the rounding`() {
        var random = SplitMix64(seed: 21)
        for seed in 1...4 as ClosedRange<UInt64> {
            // Half of the shapes are in a clipped, half transparent group that reaches off the page.
            let shapes = scene(80, seed: seed).map { Artwork.Element.path($0) }
            let clip = BezierPath(ellipse: Point(60, 50), radii: Point(45, 30))
            let group = ElementGroup(Array(shapes[40...]), opacity: 0.5, clips: [ClipPath([.path(PaintedPath(clip, fill: Fill(.color(.black))))])])
            let page = Artwork(width: 100, height: 90, elements: shapes[..<40] + [.group(group)])
            var settings = PartitionSettings()
            settings.grid = seed % 2 == 0 ? 64 : 1
            let (parts, drawn) = (page.partitioned(settings).whole, page.drawnArea(settings, workers: Workers(3)))
            #expect(drawn.fault == nil)
            #expect(drawn == page.drawnArea(settings))
            #expect(drawn.contours.points.allSatisfy { $0.x % settings.grid == 0 && $0.y % settings.grid == 0 })
            // Three passes of half a grid's unit each, along all of the outline.
            let unit = 1e-6 * Double(settings.grid)
            #expect(parts.symmetricDifference(drawn).area < parts.perimeter * 2 * unit)
            #expect(parts.offset(by: 3 * unit).intersection(drawn).area > drawn.area - unit)
            var (one, stepwise) = (page, settings)
            one.elements = scene(80, seed: seed).filter { $0.fill != nil }.map { path in
                var path = path
                path.fill?.paint = .color(.black)
                return .path(path)
            }
            stepwise.roundsOnce = false
            let (once, joined) = (one.partitioned(settings).whole, one.partitioned(stepwise).whole)
            #expect(once.symmetricDifference(joined).area < once.perimeter * 2 * unit)
            for _ in 0..<200 {
                let p = Point(Double.random(in: -5...105, using: &random), Double.random(in: -5...95, using: &random))
                #expect(parts.contains(p) == drawn.contains(p))
            }
        }
    }

    @Test func `paint too faint to see alone, and masks, are told by their colours`() {
        let faint = (0..<2).map { _ in rectangle(0, 0, 6, 6, red, opacity: 0.003) }
        #expect(Artwork(width: 10, height: 10, elements: Array(faint[..<1])).drawnArea().isEmpty)
        #expect(Artwork(width: 10, height: 10, elements: faint).drawnArea().area == 36)
        let mask = Mask(.luminance(linear: false), elements: [rectangle(0, 0, 3, 6, .white)], area: Box(min: .zero, max: Point(10, 10)), transform: .identity)
        let masked = ElementGroup([rectangle(0, 0, 6, 6, red)], masks: [mask])
        #expect(Artwork(width: 10, height: 10, elements: [.group(masked)]).drawnArea().area == 18)
    }

    @Test func `every place has the colour of the topmost shape that holds it`() {
        let paths = scene(60, seed: 9)
        let partition = Artwork(width: 100, height: 100, elements: paths.map { .path($0) }).partitioned()
        let indexed = partition.parts.map { (color: $0.color, index: RegionIndex($0.region)) }
        // The oracle asks each shape by itself.
        let shapes = paths.map { path -> (Color, Region) in
            if let fill = path.fill, case .color(let color) = fill.paint {
                return (color, Region(path.path.transformed(by: path.transform).flattened(tolerance: 0.001).map { Polyline($0.points, isClosed: true) }, fill: fill.rule))
            }
            guard let stroke = path.stroke, case .color(let color) = stroke.paint else { return (.black, .empty) }
            let outline = BezierPath(Region(stroking: path.path.flattened(tolerance: 0.001), stroke.style)).transformed(by: path.transform)
            return (color, Region(outline.flattened(tolerance: 1), fill: .nonZero))
        }
        var random = SplitMix64(seed: 3), differing = 0
        for _ in 0..<2000 {
            let p = LatticePoint(Point(Double.random(in: 0...100, using: &random), Double.random(in: 0...100, using: &random)))
            let expected = shapes.last { $0.1.contains(p) }?.0, found = indexed.first { $0.index.contains(p) }?.color
            if expected?.hex != found?.hex { differing += 1 }
        }
        // Curves are drawn by chords: a place in twenty thousand may lie between chord and curve.
        #expect(differing <= 2)
    }

    @Test func `opacity is composited where shapes overlap`() {
        let page = Artwork(width: 10, height: 10, elements: [rectangle(0, 0, 6, 10, red), rectangle(4, 0, 10, 10, blue, opacity: 0.5)])
        let partition = page.partitioned()
        #expect(partition.parts.map(\.color.hex).sorted() == ["#800080", "#8080ff", "#ff0000"])
        #expect(abs(part(partition, Color(128 / 255.0, 0, 128 / 255.0)).area - 20) < 1e-9)
    }

    @Test func `a group's opacity holds for the group as one`() {
        let group = ElementGroup([rectangle(0, 0, 6, 10, red), rectangle(4, 0, 10, 10, blue)], opacity: 0.5)
        let partition = Artwork(width: 10, height: 10, elements: [.group(group)]).partitioned()
        #expect(partition.parts.map(\.color.hex).sorted() == ["#8080ff", "#ff8080"])
    }

    @Test func `clips, clips of clips and masks cut exactly`() {
        let inner = ClipPath([rectangle(0, 0, 5, 10, .black)])
        let clip = ClipPath([.group(ElementGroup([rectangle(0, 0, 10, 4, .black), rectangle(0, 6, 10, 10, .black)], clips: [inner]))])
        let mask = Mask(.luminance(linear: false), elements: [rectangle(0, 0, 2, 10, .white)], area: Box(min: .zero, max: Point(10, 10)), transform: .identity)
        let clipped = Artwork(width: 10, height: 10, elements: [.group(ElementGroup([rectangle(0, 0, 10, 10, red)], clips: [clip]))]).partitioned()
        #expect(clipped.whole.doubledArea == 2 * 40_000_000_000_000)
        let masked = Artwork(width: 10, height: 10, elements: [.group(ElementGroup([rectangle(0, 0, 10, 10, red)], clips: [clip], masks: [mask]))]).partitioned()
        #expect(masked.whole.doubledArea == 2 * 16_000_000_000_000)
    }

    @Test func `what lies off the page is cut off`() {
        let page = Artwork(width: 10, height: 10, elements: [rectangle(-5, -5, 5, 5, red)])
        #expect(page.partitioned().whole.area == 25)
    }

    @Test func `gradients become their mean colour or bands of equal width`() {
        let ramp = ColorRamp([.init(0, .black), .init(1, .white)])
        let fill = Fill(.linear(LinearGradient(from: .zero, to: Point(10, 0), ramp)))
        let page = Artwork(width: 10, height: 10, elements: [.path(PaintedPath(BezierPath(Box(min: .zero, max: Point(10, 10))), fill: fill))])
        #expect(page.partitioned().parts.map(\.color.hex) == ["#808080"])
        var settings = PartitionSettings()
        settings.gradientSteps = 4
        let bands = page.partitioned(settings)
        #expect(bands.parts.map(\.color.hex).sorted() == ["#202020", "#606060", "#9f9f9f", "#dfdfdf"])
        #expect(bands.parts.allSatisfy { $0.region.area == 25 })
    }

    @Test func `colours are merged to a number or to a palette`() {
        let page = Artwork(width: 10, height: 10, elements: [
            rectangle(0, 0, 10, 10, .white), rectangle(0, 0, 4, 4, Color(0.8, 0, 0)), rectangle(5, 0, 9, 3, Color(0.9, 0.1, 0.05)), rectangle(0, 5, 9, 9, blue),
        ])
        var settings = PartitionSettings()
        settings.colorCount = 3
        let merged = page.partitioned(settings)
        #expect(merged.parts.map(\.color.hex).sorted() == ["#0000ff", "#cc0000", "#ffffff"])
        settings.palette = [.black, .white]
        #expect(page.partitioned(settings).parts.map(\.color.hex).sorted() == ["#000000", "#ffffff"])
        #expect(page.partitioned(settings).whole.area == 100)
    }

    @Test func `the answer is the same for any number of workers`() {
        let page = Artwork(width: 100, height: 100, elements: scene(50, seed: 2).map { .path($0) })
        #expect(page.partitioned(workers: .one).parts == page.partitioned(workers: Workers(4)).parts)
    }
}
