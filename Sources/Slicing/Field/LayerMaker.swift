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

    var tracer = ContourTracer()
    /// Signed distance to the section's boundary, mm, positive inside, exact below `reach`.
    var distance: [Float] = []
    var covered: [Float]
    var skeleton: Skeleton

    init(field: PreparedField, settings: SliceSettings, index: Int, origin: Point) {
        self.field = field
        self.settings = settings
        self.index = index
        self.origin = origin
        covered = .init(repeating: 0, count: field.frame.count)
        skeleton = Skeleton(frame: field.frame)
        let heights = LayerHeights(settings)
        thickness = heights.thickness(index)
        middle = heights.middle(index)
        lineWidth = index == 0 ? settings.firstLayerLineWidth : settings.lineWidth
        spacing = max(beadSpacing(width: lineWidth, height: thickness), lineWidth / 4)
    }

    var reach: Double { (Double(max(0, settings.wallCount)) + 0.5) * spacing + 2 * max(field.frame.pitchX, field.frame.pitchY) }

    mutating func draw(into paths: inout LayerPaths) {
        var section = Loops()
        let field = field
        field.section(at: middle, into: &section, tracer: &tracer)
        guard !section.isEmpty else { return }
        measureDistance(from: section)
        for wall in (0..<walls).reversed() { drawWall(wall, into: &paths) }
        drawFill(into: &paths)
    }

    var walls: Int { max(0, settings.wallCount) }

    /// One wall's loops where it has room, and single lines where it has not.
    mutating func drawWall(_ wall: Int, into paths: inout LayerPaths) {
        let outer = Double(wall) * spacing
        cover(around: outer + spacing - overlap, within: 0.75 * spacing, upTo: 1.25 * spacing)
        var loops = Loops()
        trace(atLeast: outer + spacing / 2, covered: true, into: &loops)
        let role: Role = wall == 0 ? .externalWall : .wall
        for loop in 0..<loops.count { paths.append(loops.points(loop).map { $0 + origin }, width: Float(lineWidth), role: role, isClosed: true) }
        drawThin(from: outer, clearance: 0.5 * spacing, role: wall == 0 ? .externalWall : .gapFill, into: &paths)
    }

    mutating func drawFill(into paths: inout LayerPaths) {
        let outer = Double(walls) * spacing
        cover(around: outer + spacing / 2 - overlap / 2, within: 0.75 * spacing, upTo: 0.75 * spacing)
        var loops = Loops()
        trace(atLeast: outer, covered: true, into: &loops)
        let angle = Angle(radians: settings.fillAngle.radians + (index % 2 == 0 ? 0 : .pi / 2))
        var rectilinear = Rectilinear(spacing: spacing, angle: angle)
        let chains = rectilinear.lines(in: loops)
        let width = Float(rectilinear.spacing + lineWidth - spacing)
        for chain in chains { paths.append(chain.map { $0 + origin }, width: width, role: .solidInfill, isClosed: false) }
        drawThin(from: outer, clearance: 0, role: .gapFill, into: &paths)
    }

    mutating func drawThin(from outer: Double, clearance: Double, role: Role, into paths: inout LayerPaths) {
        let thin = ThinLines(frame: field.frame, distance: distance, covered: covered, floor: outer, clearance: clearance, leastArea: spacing * spacing / 4)
        let roundness = lineWidth - spacing
        for line in thin.lines(&skeleton, leastHalf: settings.nozzleDiameter / 8) {
            paths.append(line.points.map { $0 + origin }, widths: line.widths.map { Float(min(settings.greatestLineWidth, $0 + roundness)) }, role: role, isClosed: line.isClosed)
        }
    }

    /// How deep two lines may run into one another before one line takes their place, mm.
    var overlap: Double { 0.1 * spacing }

    /// Marks what lines around the core {distance ≥ `level`} cover: `covered` falls off with the distance from the core
    /// and is 0 at `radius`; exact as far as `reach`.
    mutating func cover(around level: Double, within radius: Double, upTo reach: Double) {
        var core = Loops()
        trace(atLeast: level, covered: false, into: &core)
        let frame = field.frame, reach = reach + 2 * max(frame.pitchX, frame.pitchY)
        covered.withUnsafeMutableBufferPointer { $0.update(repeating: Float(reach * reach)) }
        DistanceBand.lower(&covered, to: core, reach: reach, frame: frame)
        Self.rank(&covered, by: distance, level: Float(level), radius: Float(radius))
    }

    private static func rank(_ squares: inout [Float], by distance: [Float], level: Float, radius: Float) {
        let depths = distance.span
        var all = squares.mutableSpan
        for i in 0..<depths.count { all[i] = depths[i] >= level ? radius : radius - all[i].squareRoot() }
    }

    mutating func trace(atLeast level: Double, covered isCovered: Bool, into loops: inout Loops) {
        let bound = ContourTracer.Bound(distance, atLeast: level)
        let cover = isCovered ? ContourTracer.Bound(covered, atLeast: 0) : nil
        tracer.trace(bound, and: cover, in: field.frame, tolerance: 0.01, into: &loops)
    }

    mutating func measureDistance(from section: Loops) {
        let frame = field.frame, reach = reach
        distance = .init(repeating: Float(reach * reach), count: frame.count)
        DistanceBand.lower(&distance, to: section, reach: reach, frame: frame)
        field.signDistances(&distance, at: middle)
    }
}

extension PreparedField {
    /// Turns squared distances to the section at `z` into signed distances, positive inside.
    func signDistances(_ squares: inout [Float], at z: Double) {
        let level = Float(z - 1e-6)
        var all = squares.mutableSpan
        for y in 0..<frame.rows {
            let range = y * frame.stride..<y * frame.stride + frame.columns
            let heights = heights.span.extracting(range)
            var row = all._mutatingExtracting(range)
            if let outline {
                let edge = outline.span.extracting(range)
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
}
