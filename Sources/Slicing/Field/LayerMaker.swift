import ImpressionGeometry

/// Draws one layer of a prepared field: section, distance field, walls, fill.
struct LayerMaker {
    let field: PreparedField
    let settings: SliceSettings
    let index: Int
    let origin: Point
    /// Line width and the distance between lines that fill, mm.
    let lineWidth: Double
    let spacing: Double
    let middle: Double
    let thickness: Double

    let scratch: LayerScratch

    init(field: PreparedField, settings: SliceSettings, index: Int, origin: Point, scratch: LayerScratch) {
        self.field = field
        self.scratch = scratch
        self.settings = settings
        self.index = index
        self.origin = origin
        let heights = LayerHeights(settings)
        thickness = heights.thickness(index)
        middle = heights.middle(index)
        lineWidth = index == 0 ? settings.firstLayerLineWidth : settings.lineWidth
        spacing = lineSpacing(width: lineWidth, height: thickness)
    }

    /// What the first layer's outline gives up so that its squeezed foot ends where the body does, mm.
    var inset: Double { index == 0 ? max(0, settings.elephantFoot) : 0 }
    var reach: Double { inset + (Double(walls) + 0.5) * spacing + 3 * field.frame.pitch }

    func draw(into paths: inout LayerPaths) {
        var drawn: [Toolpath] = []
        if isPlainRectangle {
            drawRectangle(into: &drawn)
            order(drawn, islands: .init(repeating: 0, count: drawn.count), islandCount: 1, into: &paths)
            return
        }
        guard measureDistance() else { return }
        for wall in 0..<walls { drawWall(wall, into: &drawn) }
        drawFill(into: &drawn)
        let map = IslandMap(scratch.distance)
        order(drawn, islands: drawn.map { map.island(at: $0.points[0]) }, islandCount: max(1, map.count), into: &paths)
    }

    private func order(_ drawn: [Toolpath], islands: [Int32], islandCount: Int, into paths: inout LayerPaths) {
        let order = PathOrder(drawn, outerFirst: settings.walls.drawsExternalFirst, fillFirst: settings.fill.isFirst && index > 0, islands: islands, islandCount: islandCount)
        for path in order.ordered(from: .zero) { paths.append(path, movedBy: origin) }
    }

    /// Fills the distance field. False where the layer is empty.
    private func measureDistance() -> Bool {
        var section = Loops()
        field.section(at: middle, into: &section, tracer: &scratch.tracer)
        guard !section.isEmpty else { return false }
        let margin = 3 * field.frame.pitch
        scratch.distance.setSquaredDistances(to: section, on: .inside, reach: reach, backReach: margin)
        scratch.distance.sign(by: field, at: middle, reach: reach)
        return true
    }

    /// Whether the layer is the whole rectangle, filled in one way, and large enough for all its walls: then nothing needs to be searched.
    private var isPlainRectangle: Bool {
        guard field.outline == nil, field.isFull(at: middle), min(field.frame.width, field.frame.depth) > 2 * (reach + spacing) else { return false }
        guard let skins = field.skins else { return true }
        let heights = LayerHeights(settings)
        let isSolid = settings.fillDensity >= 1 || index < settings.bottomSolidLayers
        guard skins.top.least > heights.middle(index + 1) else { return false }
        return isSolid || skins.solid.map { $0.least > heights.middle(index + settings.topSolidLayers) } ?? true
    }

    private func drawRectangle(into paths: inout [Toolpath]) {
        for wall in 0..<walls {
            let loop = Loops.rectangle(inset: inset + (Double(wall) + 0.5) * spacing, of: field.frame)
            paths.append(Toolpath(loop.points(0), width: Float(lineWidth), role: wall == 0 ? .externalWall : .wall, isClosed: true, level: wall))
        }
        let isSolid = settings.fillDensity >= 1 || index < settings.bottomSolidLayers
        guard isSolid || settings.fillDensity > 0 else { return }
        let edge = inset + Double(walls) * spacing - (isSolid ? 0 : anchor)
        draw(isSolid ? .solidInfill : .sparseInfill, in: .rectangle(inset: edge, of: field.frame), into: &paths)
    }

    var walls: Int { max(0, settings.wallCount) }

    /// One wall's loops where it has room, and single lines where it has not.
    func drawWall(_ wall: Int, into paths: inout [Toolpath]) {
        let outer = inset + Double(wall) * spacing
        cover(around: outer + spacing - overlap, within: 0.75 * spacing, upTo: 1.25 * spacing, from: outer)
        var loops = Loops()
        trace(atLeast: outer + spacing / 2, covered: true, into: &loops)
        let role: Role = wall == 0 ? .externalWall : .wall
        for loop in 0..<loops.count { paths.append(Toolpath(loops.points(loop), width: Float(lineWidth), role: role, isClosed: true, level: wall)) }
        drawThin(from: outer, clearance: 0.5 * spacing, role: wall == 0 ? .externalWall : .gapFill, level: wall, into: &paths)
    }

    func drawThin(from outer: Double, clearance: Double, role: Role, level: Int, into paths: inout [Toolpath]) {
        let thin = ThinLines(frame: field.frame, distance: scratch.distance, covered: scratch.covered, floor: outer, clearance: clearance, leastArea: spacing * spacing / 4)
        let roundness = lineWidth - spacing
        for line in thin.lines(&scratch.skeleton, leastHalf: settings.nozzleDiameter / 8) {
            let widths = line.widths.map { Float(min(settings.greatestLineWidth, $0 + roundness)) }
            paths.append(Toolpath(line.points, widths: widths, role: role, isClosed: line.isClosed, level: level))
        }
    }

    /// How deep two lines may run into one another before one line takes their place, mm.
    var overlap: Double { 0.1 * spacing }

    /// Marks what lines around the core {distance ≥ `level`} cover: `covered` falls off with the distance from the core
    /// and is 0 at `radius`; exact as far as `reach`. Set where the distance is at least `floor`.
    func cover(around level: Double, within radius: Double, upTo reach: Double, from floor: Double) {
        let margin = 2 * field.frame.pitch
        let narrow = scratch.distance.narrowStrips(from: floor, to: level, reach: spacing + margin)
        var core = Loops()
        if narrow.contains(true) { trace(atLeast: level, covered: false, into: &core) }
        scratch.covered.setSquaredDistances(to: core, on: .outside, reach: reach + margin, backReach: margin, in: narrow)
        scratch.covered.rank(by: scratch.distance, level: Float(level), radius: Float(radius), reach: Float(reach + margin), in: narrow)
    }

    func trace(atLeast level: Double, covered isCovered: Bool, into loops: inout Loops) {
        let bound = ContourTracer.Bound(scratch.distance, atLeast: level)
        let cover = isCovered ? ContourTracer.Bound(scratch.covered, atLeast: 0) : nil
        scratch.tracer.trace(bound, and: cover, tolerance: 0.01, into: &loops)
    }
}

extension StripField {
    /// Turns squared distances into `radius` minus distance, and into `radius` where `depths` reaches `level` and in strips not wanted.
    fileprivate mutating func rank(by depths: StripField, level: Float, radius: Float, reach: Float, in wanted: [Bool]) {
        for i in ranges.indices {
            if wanted[i] {
                Self.rank(&values, i, isTouched(i), depths, level, radius, radius - reach)
                ranges[i] = SIMD2(-.infinity, .infinity)
            } else {
                ranges[i] = SIMD2(radius, radius)
            }
        }
    }

    private static func rank(_ values: inout [Float], _ strip: Int, _ isTouched: Bool, _ depths: StripField, _ level: Float, _ radius: Float, _ far: Float) {
        let nodes = strip * GridFrame.strip..<(strip + 1) * GridFrame.strip
        if depths.ranges[strip].x >= level || depths.ranges[strip].y < level && !isTouched {
            for node in nodes { values[node] = depths.ranges[strip].x >= level ? radius : far }
            return
        }
        let depth = depths.values.span.extracting(nodes)
        var all = values.mutableSpan
        var mark = all._mutatingExtracting(nodes)
        if isTouched {
            for x in 0..<depth.count { mark[x] = depth[x] >= level ? radius : radius - mark[x].squareRoot() }
        } else {
            for x in 0..<depth.count { mark[x] = depth[x] >= level ? radius : far }
        }
    }

    /// Turns squared distances to the section of `body` at `z` into distances, positive inside, `reach` where nothing is near.
    mutating func sign(by body: PreparedField, at z: Double, reach: Double) {
        let level = Float(z - 1e-6)
        for y in 0..<frame.rows {
            for strip in 0..<frame.strips {
                let i = y * frame.strips + strip
                if isTouched(i) {
                    Self.sign(&values, i, body, level)
                    measure(y, strip)
                } else {
                    let first = i * GridFrame.strip
                    let isInside = body.heights.values[first] >= level && (body.outline.map { $0.values[first] >= 0 } ?? true)
                    let far = Float(isInside ? reach : -reach)
                    ranges[i] = SIMD2(far, far)
                }
            }
        }
    }

    private static func sign(_ values: inout [Float], _ strip: Int, _ body: PreparedField, _ level: Float) {
        let nodes = strip * GridFrame.strip..<(strip + 1) * GridFrame.strip
        let heights = body.heights.values.span.extracting(nodes)
        var all = values.mutableSpan
        var row = all._mutatingExtracting(nodes)
        if let outline = body.outline {
            let edge = outline.values.span.extracting(nodes)
            for x in 0..<row.count {
                let root = row[x].squareRoot()
                row[x] = heights[x] >= level && edge[x] >= 0 ? root : -root
            }
        } else {
            for x in 0..<row.count {
                let root = row[x].squareRoot()
                row[x] = heights[x] >= level ? root : -root
            }
        }
    }
}
