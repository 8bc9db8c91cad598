import ImpressionGeometry

/// The upright walls of all pieces of a body, brought together before they are raised.
///
/// Where pieces stand side by side their walls cancel as far up as both stand; what is left of a wall may meet walls that end at other heights, so a
/// wall gets a vertex on its side wherever one beside it begins or ends.
struct UprightWalls {
    private struct Stretch {
        var low: Float
        var high: Float
        var edges: [LevelFaces.Edge]
    }

    private var stretches: [Stretch] = []

    /// Walls over closed lines that have the body on their left, or on their right where they are cut out of it.
    mutating func add(_ edges: [LevelFaces.Edge], from low: Double, to high: Double, isCut: Bool) {
        guard Float(low) < Float(high), !edges.isEmpty else { return }
        let edges = isCut ? edges.map { LevelFaces.Edge($0.to, $0.from) } : edges
        if let at = stretches.firstIndex(where: { $0.low == Float(low) && $0.high == Float(high) }) {
            stretches[at].edges += edges
        } else {
            stretches.append(Stretch(low: Float(low), high: Float(high), edges: edges))
        }
    }

    /// - Parameter isOneBody: Whether no two pieces stand beside one another, so that walls are what they are.
    func raise(in walls: inout WallMesh, isOneBody: Bool) {
        let runs = isOneBody ? stretches.flatMap { stretch in stretch.edges.map { Run($0.from, $0.to, stretch.low, stretch.high) } } : joined()
        let stops = Stops(runs, besides: walls)
        for run in runs { walls.addWall(run.from, run.to, stops.heights(over: run.from, run.low, run.high), stops.heights(over: run.to, run.low, run.high)) }
    }

    private struct Run {
        var from: LatticePoint
        var to: LatticePoint
        var low: Float
        var high: Float

        init(_ from: LatticePoint, _ to: LatticePoint, _ low: Float, _ high: Float) { (self.from, self.to, self.low, self.high) = (from, to, low, high) }
    }

    /// What is left of the walls where they cancel.
    private func joined() -> [Run] {
        let heights = Set(stretches.flatMap { [$0.low, $0.high] }).sorted()
        func slab(_ height: Float) -> Int { heights.partitioningIndex { $0 >= height } }
        let outlines = SlabOutlines(stretches.map { ($0.edges, slab($0.low)..<slab($0.high)) }, grid: Solid.meshGrid)
        return outlines.runs.map { Run($0.from, $0.to, heights[$0.slabs.lowerBound], heights[$0.slabs.upperBound]) }
    }

    /// The heights at which something begins or ends over a place.
    private struct Stops {
        private var stops: [(place: LatticePoint, height: Float)] = []

        init(_ runs: [Run], besides walls: WallMesh) {
            stops.reserveCapacity(4 * runs.count)
            for run in runs {
                for place in [run.from, run.to] { stops += [(place, run.low), (place, run.high)] }
            }
            walls.forEachVertex { stops.append(($0, $1)) }
            stops.sort { ($0.place, $0.height) < ($1.place, $1.height) }
        }

        /// From one height to another, both included.
        func heights(over place: LatticePoint, _ low: Float, _ high: Float) -> [Float] {
            var at = stops.partitioningIndex { ($0.place, $0.height) >= (place, low) }, found: [Float] = []
            while at < stops.count, stops[at].place == place, stops[at].height <= high {
                if stops[at].height != found.last { found.append(stops[at].height) }
                at += 1
            }
            return found
        }
    }
}
