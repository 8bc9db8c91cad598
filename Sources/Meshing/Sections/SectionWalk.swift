import ImpressionGeometry

/// Walks the contours of one plane from triangle to triangle.
struct SectionWalk {
    private let mesh: Mesh
    private let across: [Int32]
    private let triangles: ArraySlice<Int32>
    private let height: Double
    private(set) var contours = Contours()
    private(set) var closedGaps = 0
    private(set) var lostContours = 0

    private var places: TriangleTable
    private var isDone: [Bool]
    private var simplifier: LoopSimplifier
    private let simplifies: Bool
    private var chain: [LatticePoint] = []
    /// Contours that end at holes of the mesh.
    private var open: [[LatticePoint]] = []

    init(mesh: Mesh, across: [Int32], triangles: ArraySlice<Int32>, height: Double, tolerance: Double) {
        (self.mesh, self.across, self.triangles, self.height) = (mesh, across, triangles, height)
        places = TriangleTable(triangles)
        isDone = .init(repeating: false, count: triangles.count)
        simplifies = tolerance > 0
        simplifier = LoopSimplifier(tolerance: tolerance * LatticePoint.unitsPerMillimetre)
    }

    mutating func run() {
        for (i, triangle) in triangles.enumerated() where !isDone[i] { follow(Int(triangle), i) }
        closeGaps()
    }

    /// The contour through a triangle. Which way it winds is the word of most of its triangles, by length.
    private mutating func follow(_ first: Int, _ place: Int) {
        chain.removeAll(keepingCapacity: true)
        isDone[place] = true
        let ends = crossings(of: first)
        var balance = 0.0
        chain.append(point(on: ends.entry))
        chain.append(point(on: ends.exit))
        balance += length(chain.count - 2)
        if walk(from: ends.exit, &balance) { return finish(balance) }
        // The mesh is open here: what comes before the first triangle is still to be found.
        chain.reverse()
        balance = -balance
        if walk(from: ends.entry, &balance) { return finish(balance) }
        if balance < 0 { chain.reverse() }
        open.append(chain)
    }

    /// Follows triangles across `edge` until the contour closes (true) or the mesh ends.
    private mutating func walk(from edge: Int, _ balance: inout Double) -> Bool {
        var edge = edge
        while true {
            let other = Int(across[edge])
            guard other >= 0 else { return false }
            let triangle = other / 3
            guard let place = places.place(of: Int32(truncatingIfNeeded: triangle)) else { return false }
            if isDone[place] { return true }
            isDone[place] = true
            let ends = crossings(of: triangle)
            let isForward = ends.entry == other
            edge = isForward ? ends.exit : ends.entry
            chain.append(point(on: edge))
            let step = length(chain.count - 2)
            balance += isForward ? step : -step
        }
    }

    private func length(_ i: Int) -> Double { chain[i].point.distance(to: chain[i + 1].point) }

    private mutating func finish(_ balance: Double) {
        if balance < 0 { chain.reverse() }
        emit(chain)
    }

    private mutating func emit(_ ring: [LatticePoint]) {
        guard simplifies else { return contours.append(ring) }
        simplifier.begin()
        for point in ring { simplifier.add(Double(point.x), Double(point.y)) }
        var kept: [LatticePoint] = []
        simplifier.finish { x, y in kept.append(LatticePoint(Int32(x), Int32(y))) }
        if kept.count > 2 { contours.append(kept) }
    }

    /// The half edges by which the contour enters and leaves a triangle, material on its left.
    private func crossings(of triangle: Int) -> (entry: Int, exit: Int) {
        let t = mesh.triangles[triangle]
        let a = Double(mesh.vertices[Int(t.x)].z) >= height, b = Double(mesh.vertices[Int(t.y)].z) >= height, c = Double(mesh.vertices[Int(t.z)].z) >= height
        let base = 3 * triangle
        let exit = !a && b ? base : !b && c ? base + 1 : base + 2
        let entry = a && !b ? base : b && !c ? base + 1 : base + 2
        return (entry, exit)
    }

    /// Where an edge meets the plane; the same from both of its triangles.
    private func point(on halfEdge: Int) -> LatticePoint {
        let t = mesh.triangles[halfEdge / 3], k = halfEdge % 3
        var p = mesh.vertices[Int(t[k])], q = mesh.vertices[Int(t[k == 2 ? 0 : k + 1])]
        if p.z > q.z { swap(&p, &q) }
        let (z0, z1) = (Double(p.z), Double(q.z))
        let share = (height - z0) / (z1 - z0)
        let (x0, y0) = (Double(p.x), Double(p.y))
        return LatticePoint(Point(x0 + (Double(q.x) - x0) * share, y0 + (Double(q.y) - y0) * share))
    }
}

// MARK: - Gaps

extension SectionWalk {
    /// Joins ends to beginnings near them; what stays open is closed where its own gap is small against its length.
    private mutating func closeGaps() {
        guard !open.isEmpty else { return }
        var joiner = GapJoiner(open)
        joiner.run()
        closedGaps += joiner.closedGaps
        lostContours += joiner.lost
        for ring in joiner.rings { emit(ring) }
    }
}

/// Which place in a plane's list a triangle has: open addressing, linear probing.
struct TriangleTable {
    private var keys: [Int32]
    private var places: [Int32]
    private let mask: Int

    init(_ triangles: ArraySlice<Int32>) {
        var size = 16
        while size < 2 * triangles.count { size *= 2 }
        mask = size - 1
        keys = .init(repeating: -1, count: size)
        places = .init(repeating: 0, count: size)
        for (i, triangle) in triangles.enumerated() {
            var slot = hash(triangle)
            while keys[slot] >= 0 { slot = (slot + 1) & mask }
            keys[slot] = triangle
            places[slot] = Int32(truncatingIfNeeded: i)
        }
    }

    func place(of triangle: Int32) -> Int? {
        var slot = hash(triangle)
        while keys[slot] >= 0 {
            if keys[slot] == triangle { return Int(places[slot]) }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private func hash(_ triangle: Int32) -> Int { Int(truncatingIfNeeded: (UInt64(UInt32(bitPattern: triangle)) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask }
}
