import ImpressionGeometry

/// The walls of one piece: upright ones over lines of equal distance, slanted ones lifted from the roof over the region and over what surrounds it.
///
/// The roof knows where the outline's offsets collapse, so a slope ends in the ridge where it has to. Source: Docs/design/medial-axis.md.
struct PieceWalls {
    private let region: Region
    private let profile: WallProfile
    private let inside: DistanceSurface?
    private let outside: DistanceSurface?

    /// - Parameter region: On the mesh's grid.
    init(_ region: Region, _ profile: WallProfile, tolerance: Double) {
        (self.region, self.profile) = (region, profile)
        let distances = Set(profile.corners.map(\.offset)).sorted()
        inside = profile.leastOffset < 0 ? DistanceSurface(region, upTo: -profile.leastOffset, cutAt: distances.filter { $0 < 0 }.map { -$0 }, tolerance) : nil
        outside = profile.greatestOffset > 0 ? DistanceSurface(around: region, upTo: profile.greatestOffset, cutAt: distances.filter { $0 > 0 }, tolerance) : nil
    }

    func add(to walls: inout WallMesh, _ uprights: inout UprightWalls, isCut: Bool) {
        for (a, b) in zip(profile.corners, profile.corners.dropFirst()) where a.height < b.height {
            if a.offset == b.offset {
                uprights.add(lines(at: a.offset), from: a.height, to: b.height, isCut: isCut)
            } else if min(a.offset, b.offset) < 0 {
                let (near, far) = a.offset > b.offset ? (a, b) : (b, a)
                inside?.add(from: -near.offset, at: near.height, to: -far.offset, at: far.height, facesUp: (a.offset > b.offset) != isCut, to: &walls)
            } else {
                let (near, far) = a.offset < b.offset ? (a, b) : (b, a)
                outside?.add(from: near.offset, at: near.height, to: far.offset, at: far.height, facesUp: (a.offset > b.offset) != isCut, to: &walls)
            }
        }
    }

    /// Closed lines at a distance from the outline, with the region on their left.
    private func lines(at offset: Double) -> [LevelFaces.Edge] {
        if offset < 0 { return (inside?.line(at: -offset) ?? []).map { LevelFaces.Edge($0.to, $0.from) } }
        if offset > 0 { return outside?.line(at: offset) ?? [] }
        var edges: [LevelFaces.Edge] = []
        edges.reserveCapacity(region.contours.points.count)
        for ring in 0..<region.contours.count {
            guard var previous = region.contours[ring].last else { continue }
            for point in region.contours[ring] {
                edges.append(LevelFaces.Edge(previous, point))
                previous = point
            }
        }
        return edges
    }
}

/// The distance from an outline, on one side of it, as triangles on the mesh's grid that are cut at the distances that matter.
struct DistanceSurface {
    private let roof: Roof
    private let places: [LatticePoint]
    /// Sites from this number on are the outline's; those before it belong to a frame far away.
    private let firstSite: Int

    init(_ region: Region, upTo limit: Double, cutAt distances: [Double], _ tolerance: Double) {
        self.init(region.roof(upTo: limit, tolerance: tolerance), cutAt: distances.filter { $0 < limit }, firstSite: 0)
    }

    /// What lies around a region, as far as `limit`.
    init(around region: Region, upTo limit: Double, cutAt distances: [Double], _ tolerance: Double) {
        let frame = Region(region.bounds.expanded(by: 2 * limit + 1)), rest = frame.subtracting(region)
        // The frame's corner is the least of all vertices, so its ring is the first.
        self.init(rest.roof(upTo: limit, tolerance: tolerance), cutAt: distances.filter { $0 < limit }, firstSite: rest.contours.ends.first ?? 0)
    }

    private init(_ roof: Roof, cutAt distances: [Double], firstSite: Int) {
        self.roof = distances.reduce(roof) { $0.split(at: $1) }
        self.firstSite = firstSite
        places = self.roof.points.map { LatticePoint($0).snapped(to: Solid.meshGrid) }
    }

    private func isOwn(_ triangle: Int) -> Bool {
        switch roof.sites[triangle] {
        case .edge(let i), .vertex(let i): i >= firstSite
        }
    }

    /// The slope between two distances, lifted.
    func add(from near: Double, at low: Double, to far: Double, at high: Double, facesUp: Bool, to walls: inout WallMesh) {
        func height(_ d: Double) -> Double { d == near ? low : d == far ? high : low + (high - low) * (d - near) / (far - near) }
        var names = [UInt32](repeating: .max, count: places.count)
        func name(_ i: UInt32) -> UInt32 {
            if names[Int(i)] == .max { names[Int(i)] = walls.vertex(places[Int(i)], height(roof.heights[Int(i)])) }
            return names[Int(i)]
        }
        for t in 0..<roof.count where isOwn(t) {
            let (i, j, k) = (roof.indices[3 * t], roof.indices[3 * t + 1], roof.indices[3 * t + 2])
            let (a, b, c) = (roof.heights[Int(i)], roof.heights[Int(j)], roof.heights[Int(k)])
            guard min(a, b, c) >= near, max(a, b, c) <= far, !(a == b && b == c) else { continue }
            if facesUp { walls.add(name(i), name(j), name(k)) } else { walls.add(name(i), name(k), name(j)) }
        }
    }

    /// The line at a distance, with what is nearer on its left.
    func line(at distance: Double) -> [LevelFaces.Edge] {
        var edges: [LevelFaces.Edge] = []
        for t in 0..<roof.count where isOwn(t) {
            for k in 0..<3 {
                let (i, j, o) = (roof.indices[3 * t + k], roof.indices[3 * t + (k + 1) % 3], roof.indices[3 * t + (k + 2) % 3])
                if roof.heights[Int(i)] == distance, roof.heights[Int(j)] == distance, roof.heights[Int(o)] < distance {
                    edges.append(LevelFaces.Edge(places[Int(i)], places[Int(j)]))
                }
            }
        }
        return edges.filter { $0.from != $0.to }
    }
}
