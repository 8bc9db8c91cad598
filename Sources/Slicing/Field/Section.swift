import ImpressionGeometry

extension PreparedField {
    /// Greatest distance of a section's corner from the polygon that stands for it, mm.
    static let sectionTolerance = 0.005

    /// Whether the surface reaches `z` everywhere.
    func isFull(at z: Double) -> Bool { Double(least) + 1e-6 >= z }

    /// The polygons around the material at height `z`, inside on the left, mm in grid coordinates.
    /// Where the surface is full, only the outline or the rectangle is looked at.
    func section(at z: Double, into loops: inout Loops, tracer: inout ContourTracer) {
        let surface = ContourTracer.Bound(heights, atLeast: z - 1e-6)
        if let outline {
            let edge = ContourTracer.Bound(outline, atLeast: 0)
            if isFull(at: z) {
                tracer.trace(edge, tolerance: Self.sectionTolerance, into: &loops)
            } else {
                tracer.trace(surface, and: edge, tolerance: Self.sectionTolerance, into: &loops)
            }
        } else if isFull(at: z) {
            loops = .rectangle(inset: 0, of: frame)
        } else {
            tracer.trace(surface, tolerance: Self.sectionTolerance, into: &loops)
        }
    }

    func section(at z: Double, into loops: inout Loops) {
        var tracer = ContourTracer()
        section(at: z, into: &loops, tracer: &tracer)
    }
}

extension Loops {
    /// The grid's rectangle moved in by `inset`; empty where nothing is left.
    static func rectangle(inset: Double, of frame: GridFrame) -> Loops {
        var loops = Loops()
        let right = frame.width - inset, top = frame.depth - inset
        guard right > inset, top > inset else { return loops }
        loops.x = [inset, right, right, inset]
        loops.y = [inset, inset, top, top]
        loops.starts.append(4)
        return loops
    }
}
