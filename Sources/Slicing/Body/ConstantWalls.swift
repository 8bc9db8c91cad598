import ImpressionGeometry

/// A layer's walls and what they leave.
struct Walls: Sendable {
    var paths: [Toolpath] = []
    /// What is left for fill: up to the inner edge of the innermost wall.
    var inside = Region.empty
}

/// Makes the walls of outlines.
protocol WallMaker: Sendable {
    func walls(of outline: Region) -> Walls
    /// What they leave for fill.
    func inside(of outline: Region) -> Region
}

/// Walls of one width: parallels of the outline, each a line's distance inside the one before.
///
/// Where two parallels would run into one another they stop; the gaps that remain, and outlines too thin for a wall of their own,
/// get single lines of the width that fits.
struct ConstantWalls: WallMaker {
    let rule: LineRule
    let count: Int
    /// Walls before this one are made by others, and are no part of the outline.
    var firstLevel = 0
    /// Whether single lines fill what is too narrow for a wall: outlines, and what walls leave.
    var drawsThin = true
    var fillsGaps = true

    private static let join = Join.mitre(limit: 3)
    private var levels: Range<Int> { firstLevel..<max(firstLevel, count) }

    /// What is left for fill.
    func inside(of outline: Region) -> Region {
        var rest = outline
        for level in levels { rest = step(rest, level).rest }
        return rest.wider(than: leastFill)
    }

    func walls(of outline: Region) -> Walls {
        var walls = Walls(), rest = outline
        for level in levels {
            let role: Role = level == 0 ? .externalWall : .wall, width = rule.width(ofWall: level), spacing = rule.spacing(width)
            let (line, next) = step(rest, level)
            for i in 0..<line.ringCount {
                walls.paths.append(Toolpath(line.contours[i].map(\.point), width: Float(width), role: role, isClosed: true, level: level))
            }
            if level == 0 ? drawsThin : fillsGaps {
                // A wall covers half its width outwards where nothing is beside it, half its distance where there is.
                walls.paths += gapFill(level).lines(in: rest.without(line.offset(by: level == 0 ? width / 2 : spacing / 2, join: .mitre(limit: 4))))
            }
            rest = next
        }
        walls.inside = rest.wider(than: leastFill)
        if fillsGaps, count > 0 { walls.paths += gapFill(count).lines(in: rest.without(walls.inside)) }
        return walls
    }

    /// Lines in what the wall of a level leaves: at level 0 outlines too thin for it, drawn to their edge.
    private func gapFill(_ level: Int) -> GapFill {
        GapFill(thickness: rule.leastGap...rule.greatestWidth, roundness: level == 0 ? 0 : rule.innerWidth - rule.spacing(rule.innerWidth),
                role: level == 0 ? .externalWall : .gapFill, level: level)
    }

    /// What is narrower is no place for fill.
    var leastFill: Double { rule.spacing(rule.fillWidth) * 0.9 }

    /// The centre line of one wall inside of `rest`, and what it leaves.
    private func step(_ rest: Region, _ level: Int) -> (line: Region, rest: Region) {
        let width = rule.width(ofWall: level), spacing = rule.spacing(width)
        // The outermost wall ends where the body does; the others lie a line's distance from their neighbours.
        let outer = level == 0 ? width / 2 : spacing / 2, slack = LineRule.leastShare * spacing / 2
        let line = rest.offset(by: -(outer + slack), join: Self.join).offset(by: slack, join: Self.join)
        return (line, line.offset(by: -spacing / 2, join: Self.join))
    }
}
