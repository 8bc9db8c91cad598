import ImpressionGeometry

/// Walls whose widths fill the outline.
///
/// Where there is room for all of them and for fill they are parallels of the outline, as ``ConstantWalls``. Elsewhere their number follows the thickness
/// along the medial axis, and their widths fill it: each point of a wall lies on a rib, from the outline to the axis, at the depth that the beads at that place
/// of the axis ask for. Near O(n log n) for n edges and walls of a fixed number.
///
/// Source: Kuipers, Doubrovski, Wu and Wang, "A framework for adaptive width control of dense contour-parallel toolpaths in fused deposition
/// modeling", Computer-Aided Design 128, 2020.
struct AdaptiveWalls: WallMaker {
    let constant: ConstantWalls
    let settings: VariableWalls

    /// Points nearer than this to the line without them are left out, mm.
    private static let tolerance = 0.005

    func inside(of outline: Region) -> Region { constant.inside(of: outline) }

    func walls(of outline: Region) -> Walls {
        guard constant.count > 0, !outline.isEmpty else { return Walls(inside: inside(of: outline)) }
        guard let paths = paths(of: outline) else { return constant.walls(of: outline) }
        return Walls(paths: paths, inside: inside(of: outline))
    }

    /// nil where the axis has no clear sides, which rounding could bring about.
    private func paths(of outline: Region) -> [Toolpath]? {
        let axis = outline.medialAxis()
        let deepest = axis.vertices.reduce(0) { max($0, $1.clearance) }
        // No more walls than fit, whatever number is asked for.
        let most = Int(min(1e4, deepest / max(0.01, 0.4 * min(constant.rule.outerWidth, constant.rule.innerWidth)))) + 2
        let rule = BeadingRule(constant.rule, sides: min(constant.count, most), leastFill: constant.leastFill, settings)
        var graph = WallGraph(axis, rule: rule, settings: settings)
        graph.markCentral()
        graph.countBeads()
        graph.smoothCounts()
        graph.layBeads()
        guard let loops = WallLoops(graph) else { return nil }
        var paths: [Toolpath] = []
        for bead in 0..<rule.sides {
            for line in loops.loops(bead) where line.length > rule.nominal[0] { append(line, bead, rule, &paths) }
        }
        for (line, count) in CentreLines(graph).lines() { append(line, count / 2, rule, &paths) }
        return paths
    }

    private func append(_ line: WallLine, _ level: Int, _ rule: BeadingRule, _ paths: inout [Toolpath]) {
        let line = line.simplified(Self.tolerance)
        guard line.points.count > (line.isClosed ? 2 : 1) else { return }
        let nominal = rule.nominal[min(level, rule.sides - 1)]
        let widths = line.spacings.map { Float(max(BeadingRule.leastShare * nominal, min(BeadingRule.greatestShare * nominal, $0)) + rule.roundness) }
        let isEven = widths.allSatisfy { abs($0 - widths[0]) < 1e-4 }
        paths.append(Toolpath(line.points, widths: isEven ? [widths[0]] : widths, role: level == 0 ? .externalWall : .wall, isClosed: line.isClosed, level: level))
    }
}
