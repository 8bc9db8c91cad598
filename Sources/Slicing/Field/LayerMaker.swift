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
    var distance: StripField
    /// How deep each node lies inside what lines cover, mm; negative where they do not.
    var covered: StripField
    var skeleton: Skeleton

    init(field: PreparedField, settings: SliceSettings, index: Int, origin: Point) {
        self.field = field
        self.settings = settings
        self.index = index
        self.origin = origin
        distance = StripField(unset: field.frame)
        covered = StripField(unset: field.frame)
        skeleton = Skeleton(frame: field.frame)
        let heights = LayerHeights(settings)
        thickness = heights.thickness(index)
        middle = heights.middle(index)
        lineWidth = index == 0 ? settings.firstLayerLineWidth : settings.lineWidth
        spacing = max(beadSpacing(width: lineWidth, height: thickness), lineWidth / 4)
    }

    var reach: Double { (Double(max(0, settings.wallCount)) + 0.5) * spacing + 3 * field.frame.pitch }

    mutating func draw(into paths: inout LayerPaths) {
        var section = Loops()
        let field = field
        field.section(at: middle, into: &section, tracer: &tracer)
        guard !section.isEmpty else { return }
        distance = field.signedDistance(to: section, at: middle, reach: reach)
        for wall in (0..<walls).reversed() { drawWall(wall, into: &paths) }
        drawFill(into: &paths)
    }

    var walls: Int { max(0, settings.wallCount) }

    /// One wall's loops where it has room, and single lines where it has not.
    mutating func drawWall(_ wall: Int, into paths: inout LayerPaths) {
        let outer = Double(wall) * spacing
        cover(around: outer + spacing - overlap, within: 0.75 * spacing, upTo: 1.25 * spacing, from: outer)
        var loops = Loops()
        trace(atLeast: outer + spacing / 2, covered: true, into: &loops)
        let role: Role = wall == 0 ? .externalWall : .wall
        for loop in 0..<loops.count { paths.append(loops.points(loop).map { $0 + origin }, width: Float(lineWidth), role: role, isClosed: true) }
        drawThin(from: outer, clearance: 0.5 * spacing, role: wall == 0 ? .externalWall : .gapFill, into: &paths)
    }

    mutating func drawFill(into paths: inout LayerPaths) {
        let outer = Double(walls) * spacing
        cover(around: outer + spacing / 2 - overlap / 2, within: 0.75 * spacing, upTo: 0.75 * spacing, from: outer)
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
    /// and is 0 at `radius`; exact as far as `reach`. Set where the distance is at least `floor`.
    mutating func cover(around level: Double, within radius: Double, upTo reach: Double, from floor: Double) {
        var core = Loops()
        trace(atLeast: level, covered: false, into: &core)
        let margin = 2 * field.frame.pitch
        let band = DistanceBand(around: core, reach: reach + margin, frame: field.frame)
        covered.rank(band, by: distance, level: Float(level), radius: Float(radius), within: Float(floor - margin)...Float(level + margin))
    }

    mutating func trace(atLeast level: Double, covered isCovered: Bool, into loops: inout Loops) {
        let bound = ContourTracer.Bound(distance, atLeast: level)
        let cover = isCovered ? ContourTracer.Bound(covered, atLeast: 0) : nil
        tracer.trace(bound, and: cover, tolerance: 0.01, into: &loops)
    }
}

extension StripField {
    /// Sets strips whose `depths` lie in part between the ends of `range`: `radius` where depth reaches `level`, less by the distance in `band` elsewhere.
    fileprivate mutating func rank(_ band: DistanceBand, by depths: StripField, level: Float, radius: Float, within range: ClosedRange<Float>) {
        Self.rank(&values, &ranges, band, depths, level, radius, range)
    }

    private static func rank(
        _ values: inout [Float], _ ranges: inout [SIMD2<Float>], _ band: DistanceBand, _ depths: StripField,
        _ level: Float, _ radius: Float, _ range: ClosedRange<Float>
    ) {
        let all = depths.values.span, squares = band.squares.span, far = radius - Float(band.reach)
        var marks = values.mutableSpan
        for i in ranges.indices {
            let known = depths.ranges[i]
            if known.x > range.upperBound || known.y < range.lowerBound {
                ranges[i] = known.x > range.upperBound ? SIMD2(radius, radius) : SIMD2(far, far)
                continue
            }
            ranges[i] = SIMD2(-.infinity, .infinity)
            let nodes = i * GridFrame.strip..<(i + 1) * GridFrame.strip
            let depth = all.extracting(nodes), square = squares.extracting(nodes)
            var mark = marks._mutatingExtracting(nodes)
            if band.isTouched[i] {
                for x in 0..<depth.count { mark[x] = depth[x] >= level ? radius : radius - square[x].squareRoot() }
            } else {
                for x in 0..<depth.count { mark[x] = depth[x] >= level ? radius : far }
            }
        }
    }
}

extension PreparedField {
    /// Signed distance to the section at `z`, mm, positive inside, exact below `reach`.
    func signedDistance(to section: Loops, at z: Double, reach: Double) -> StripField {
        let band = DistanceBand(around: section, reach: reach, frame: frame)
        var field = StripField(unset: frame)
        field.values = band.squares
        let level = Float(z - 1e-6)
        for y in 0..<frame.rows {
            for strip in 0..<frame.strips {
                let i = y * frame.strips + strip
                if band.isTouched[i] {
                    sign(&field.values, i, level)
                    field.measure(y, strip)
                } else {
                    let isInside = heights.values[i * GridFrame.strip] >= level && (outline.map { $0.values[i * GridFrame.strip] >= 0 } ?? true)
                    let far = Float(isInside ? reach : -reach)
                    field.ranges[i] = SIMD2(far, far)
                }
            }
        }
        return field
    }

    private func sign(_ values: inout [Float], _ strip: Int, _ level: Float) {
        let nodes = strip * GridFrame.strip..<(strip + 1) * GridFrame.strip
        let heights = self.heights.values.span.extracting(nodes)
        var all = values.mutableSpan
        var row = all._mutatingExtracting(nodes)
        if let outline {
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
