import ImpressionGeometry

/// The medial axis of an outline cut into straight pieces, with the number of beads and the beads at each of its places.
struct WallGraph {
    struct Edge {
        var start: Int
        var end: Int
        /// The sites to the left and right on the way from start to end.
        var left: MedialAxis.Site
        var right: MedialAxis.Site
        /// Whether beads fill the thickness here, rather than follow what the place above asks for.
        var isCentral = false
        /// Beads that the thickness asks for; of central edges only.
        var count = 0
    }

    let axis: MedialAxis
    let rule: BeadingRule
    let settings: VariableWalls
    var places: [Point]
    var clearances: [Double]
    var edges: [Edge] = []
    /// Number of beads at each vertex; negative where there is none of its own.
    var counts: [Double] = []
    /// At each vertex.
    var beads: [Beads] = []

    /// How far pieces may leave the axis, mm.
    static let tolerance = 0.01

    init(_ axis: MedialAxis, rule: BeadingRule, settings: VariableWalls) {
        (self.axis, self.rule, self.settings) = (axis, rule, settings)
        places = axis.vertices.map(\.center)
        clearances = axis.vertices.map(\.clearance)
        edges.reserveCapacity(axis.edges.count * 2)
        for edge in axis.edges {
            var from = edge.start
            let disks = axis.disks(along: edge, tolerance: Self.tolerance)
            for disk in disks.dropFirst().dropLast() {
                let next = add(disk.center, disk.clearance)
                edges.append(Edge(start: from, end: next, left: edge.left, right: edge.right))
                from = next
            }
            edges.append(Edge(start: from, end: edge.end, left: edge.left, right: edge.right))
        }
    }

    mutating func add(_ place: Point, _ clearance: Double) -> Int {
        places.append(place)
        clearances.append(clearance)
        return places.count - 1
    }

    func length(_ edge: Int) -> Double { places[edges[edge].start].distance(to: places[edges[edge].end]) }
    func thickness(_ vertex: Int) -> Double { rule.thickness(clearances[vertex]) }
    func other(_ edge: Int, than vertex: Int) -> Int { edges[edge].start == vertex ? edges[edge].end : edges[edge].start }

    /// Cuts an edge at ascending shares of its length; the new vertices follow the old ones in that order.
    mutating func cut(_ index: Int, at shares: [Double]) {
        let edge = edges[index], last = edge.end
        var from = index
        for share in shares {
            let next = add(places[edge.start].mix(places[last], share), clearances[edge.start] + (clearances[last] - clearances[edge.start]) * share)
            var rest = edge
            edges[from].end = next
            (rest.start, rest.end) = (next, last)
            edges.append(rest)
            from = edges.count - 1
        }
    }

    /// The edges at each vertex.
    var incidence: Incidence { Incidence(vertexCount: places.count, edges: edges) }

    /// Vertices from the lowest clearance to the greatest.
    var ascending: [Int] { places.indices.sorted { (clearances[$0], $0) < (clearances[$1], $1) } }
}

/// The edges at each vertex, in one array.
struct Incidence {
    private var starts: [Int]
    private var members: [Int]

    init(vertexCount: Int, edges: [WallGraph.Edge]) {
        starts = .init(repeating: 0, count: vertexCount + 1)
        for edge in edges {
            starts[edge.start + 1] += 1
            starts[edge.end + 1] += 1
        }
        for v in 0..<vertexCount { starts[v + 1] += starts[v] }
        members = .init(repeating: 0, count: 2 * edges.count)
        var next = starts
        for (i, edge) in edges.enumerated() {
            members[next[edge.start]] = i
            next[edge.start] += 1
            members[next[edge.end]] = i
            next[edge.end] += 1
        }
    }

    subscript(vertex: Int) -> ArraySlice<Int> { members[starts[vertex]..<starts[vertex + 1]] }
}
