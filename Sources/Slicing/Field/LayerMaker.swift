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

    init(field: PreparedField, settings: SliceSettings, index: Int, origin: Point) {
        self.field = field
        self.settings = settings
        self.index = index
        self.origin = origin
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
        var loops = Loops()
        for wall in (0..<max(0, settings.wallCount)).reversed() {
            trace(atLeast: (Double(wall) + 0.5) * spacing, into: &loops)
            for loop in 0..<loops.count {
                paths.append(loops.points(loop).map { $0 + origin }, width: Float(lineWidth), role: wall == 0 ? .externalWall : .wall, isClosed: true)
            }
        }
        trace(atLeast: Double(settings.wallCount) * spacing, into: &loops)
        let angle = Angle(radians: settings.fillAngle.radians + (index % 2 == 0 ? 0 : .pi / 2))
        var rectilinear = Rectilinear(spacing: spacing, angle: angle)
        let chains = rectilinear.lines(in: loops)
        let width = Float(rectilinear.spacing + lineWidth - spacing)
        for chain in chains { paths.append(chain.map { $0 + origin }, width: width, role: .solidInfill, isClosed: false) }
    }

    mutating func trace(atLeast level: Double, into loops: inout Loops) {
        let bound = ContourTracer.Bound(distance, atLeast: level)
        tracer.trace(bound, in: field.frame, tolerance: 0.01, into: &loops)
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
