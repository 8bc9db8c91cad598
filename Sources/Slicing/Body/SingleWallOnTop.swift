import ImpressionGeometry

/// One wall around what is seen from above; the others follow what lies under the next layer.
struct SingleWallOnTop {
    /// The body's outline in the next layer.
    let above: Region
    /// All walls of the layer.
    let walls: ConstantWalls
    /// The outermost wall alone.
    let first: any WallMaker

    /// Widths of lines that a surface needs to count, and by which its fill runs under what covers it.
    private static let leastLines = 2.0, coveredLines = 1.0

    /// What a single wall leaves open of an island's surface; nil where that is too narrow to care.
    func exposed(in island: Region) -> Region? {
        let rest = first.inside(of: island), width = walls.rule.innerWidth
        let core = rest.without(above).offset(by: -Self.leastLines / 2 * width, join: .mitre(limit: 2))
        guard !core.isEmpty else { return nil }
        let open = core.offset(by: (Self.leastLines / 2 + Self.coveredLines) * width, join: .mitre(limit: 2)).common(with: rest)
        return open.isEmpty ? nil : open
    }

    /// Whether nothing is left for other walls.
    func isEverywhere(_ exposed: Region, in island: Region) -> Bool {
        first.inside(of: island).without(exposed).wider(than: walls.rule.innerWidth).isEmpty
    }

    func around(_ exposed: Region) -> any WallMaker { Around(exposed: exposed, walls: walls, first: first) }

    private struct Around: WallMaker {
        let exposed: Region
        let walls: ConstantWalls
        let first: any WallMaker

        private var further: ConstantWalls {
            var walls = walls
            walls.firstLevel = 1
            return walls
        }

        func inside(of outline: Region) -> Region {
            let rest = first.inside(of: outline), open = exposed.common(with: rest)
            return further.inside(of: rest.without(open)).joined(with: open)
        }

        func walls(of outline: Region) -> Walls {
            let outer = first.walls(of: outline), open = exposed.common(with: outer.inside)
            let inner = further.walls(of: outer.inside.without(open))
            return Walls(paths: outer.paths + inner.paths, inside: inner.inside.joined(with: open))
        }
    }
}
