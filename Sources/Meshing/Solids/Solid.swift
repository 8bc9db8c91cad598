public import ImpressionGeometry

/// A body of extruded outlines: each piece is a region whose edge follows a profile from its foot to its head; some are added, some are cut away.
///
///      ___            offset
///     ╱   ╲  head      −1 0 1
///     │   │
///     │   │            the profile tells how far the wall stands
///     ╱   ╲  foot      in or out of the region, from bottom to top
///
/// Sections are exact: offsets and booleans of regions, no mesh. Added pieces do not overlap (they may stand on one another),
/// and what is cut lies inside of what is added; sections would not mind, but the mesh would wind twice.
public struct Solid: Sendable, Equatable {
    public struct Piece: Sendable, Equatable {
        public var region: Region
        public var profile: WallProfile
        /// Taken away from the other pieces.
        public var isCut: Bool

        public init(_ region: Region, _ profile: WallProfile, isCut: Bool = false) {
            (self.region, self.profile, self.isCut) = (region, profile, isCut)
        }
    }

    public var pieces: [Piece]

    public init(_ pieces: [Piece] = []) { self.pieces = pieces }

    /// A region between two heights, mm; its edges as told.
    public init(_ region: Region, from low: Double, to high: Double, foot: WallProfile.Edge = .sharp, head: WallProfile.Edge = .sharp) {
        self.init([Piece(region, WallProfile(from: low, to: high, foot: foot, head: head))])
    }

    public var isEmpty: Bool { pieces.allSatisfy { $0.isCut || $0.region.isEmpty } }

    /// Both bodies; they do not overlap.
    public func adding(_ other: Solid) -> Solid { Solid(pieces + other.pieces) }

    /// This body without the other, all of whose pieces lie inside of this one's.
    public func cutting(_ other: Solid) -> Solid {
        Solid(pieces + other.pieces.map { Piece($0.region, $0.profile, isCut: !$0.isCut) })
    }
}

extension Solid: Sliceable {
    public var extent: (low: SIMD3<Double>, high: SIMD3<Double>)? {
        var box = Box.empty, heights = Box.empty
        for piece in pieces where !piece.isCut && !piece.region.isEmpty {
            box.add(piece.region.bounds.expanded(by: max(0, piece.profile.greatestOffset)))
            heights.add(Point(piece.profile.low, 0))
            heights.add(Point(piece.profile.high, 0))
        }
        return box.isEmpty ? nil : (SIMD3(box.min.x, box.min.y, heights.min.x), SIMD3(box.max.x, box.max.y, heights.max.x))
    }

    public func sections(at heights: [Double], options: SectionOptions, workers: Workers) -> [Region] {
        workers.map(heights.count) { i in
            let section = section(at: heights[i])
            return options.tolerance > 0 ? section.simplified(tolerance: options.tolerance) : section
        }
    }

    /// The section at one height, mm.
    ///
    /// - Parameter tolerance: Of the round corners of offsets, mm.
    public func section(at height: Double, tolerance: Double = 0.002) -> Region {
        var (added, cut): ([Region], [Region]) = ([], [])
        for piece in pieces {
            guard let offset = piece.profile.offset(at: height) else { continue }
            let section = piece.region.offset(by: offset, join: .round(tolerance: tolerance))
            if section.isEmpty { continue }
            if piece.isCut { cut.append(section) } else { added.append(section) }
        }
        let whole = added.count == 1 ? added[0] : Region.union(of: added)
        return cut.isEmpty || whole.isEmpty ? whole : whole.subtracting(Region.union(of: cut))
    }
}
