import ImpressionGeometry

/// Single lines in places too narrow for two: the medial axis is the way, the clearance the width.
///
/// Branches into corners are taken off, the rest is cut where it is narrower than the least width. A place wider than the greatest width gets a line of that
/// width; so wide a place is for fill, not for this. A round place, whose axis is next to a point, gets a dot.
struct GapFill {
    /// Thickness of a place that gets a line, mm.
    let thickness: ClosedRange<Double>
    /// What a line is wider than the place that it fills: the rounding of its sides, mm; 0 where the line ends at the place's edge.
    let roundness: Double
    let role: Role
    let level: Int

    /// How far lines may leave the axis, mm.
    private static let tolerance = 0.01
    /// Narrower round places are not worth the way, mm: half a nozzle.
    private var leastDot: Double { 2 * thickness.lowerBound }

    func lines(in gaps: Region) -> [Toolpath] {
        // Slivers have no axis worth finding.
        let gaps = gaps.wider(than: thickness.lowerBound * 0.9)
        guard !gaps.isEmpty else { return [] }
        let axis = gaps.medialAxis().pruned(angle: .degrees(100))
        var lines: [Toolpath] = []
        for path in axis.paths(tolerance: Self.tolerance) { append(path, &lines) }
        return lines + dots(in: gaps, axis)
    }

    /// Beads in the deepest places of those parts of the axis that are shorter than a line. Each is as long as wide and holds its island's plastic.
    private func dots(in gaps: Region, _ axis: MedialAxis) -> [Toolpath] {
        let deepest = shortParts(of: axis).filter { $0.clearance >= leastDot / 2 }
        if deepest.isEmpty { return [] }
        let islands = gaps.islands
        return deepest.compactMap { disk in
            guard let area = islands.first(where: { $0.contains(disk.center) })?.area else { return nil }
            let length = max(area.squareRoot(), area / thickness.upperBound), reach = Point(length / 2, 0)
            return Toolpath([disk.center - reach, disk.center + reach], width: Float(area / length + roundness), role: role, isClosed: false, level: level)
        }
    }

    /// The widest disk of each part of the axis that is shorter than the least line.
    private func shortParts(of axis: MedialAxis) -> [MedialAxis.Disk] {
        var sets = DisjointSets(count: axis.vertices.count)
        for edge in axis.edges { sets.join(edge.start, edge.end) }
        let parts = axis.vertices.indices.map { sets.root(of: $0) }
        var lengths = [Double](repeating: 0, count: parts.count), deepest = Array(parts.indices)
        for edge in axis.edges where lengths[parts[edge.start]] < thickness.lowerBound {
            let disks = axis.disks(along: edge, tolerance: Self.tolerance)
            lengths[parts[edge.start]] += zip(disks, disks.dropFirst()).reduce(0) { $0 + $1.0.center.distance(to: $1.1.center) }
        }
        for v in parts.indices where axis.vertices[v].clearance > axis.vertices[deepest[parts[v]]].clearance { deepest[parts[v]] = v }
        return parts.indices.filter { parts[$0] == $0 && lengths[$0] < thickness.lowerBound }.map { axis.vertices[deepest[$0]] }
    }

    /// The runs of a path that are wide enough.
    private func append(_ path: [MedialAxis.Disk], _ lines: inout [Toolpath]) {
        let least = thickness.lowerBound / 2
        var run: [MedialAxis.Disk] = []
        for (i, disk) in path.enumerated() {
            if disk.clearance >= least {
                if run.isEmpty, i > 0 { run.append(cut(path[i - 1], disk, least)) }
                run.append(disk)
            } else if !run.isEmpty {
                run.append(cut(disk, run[run.count - 1], least))
                close(run, &lines)
                run = []
            }
        }
        let isCycle = run.count == path.count && path.count > 3 && path[0].center == path[path.count - 1].center
        close(run, isCycle: isCycle, &lines)
    }

    /// The place between a narrow disk and a wide one where the least clearance is met.
    private func cut(_ narrow: MedialAxis.Disk, _ wide: MedialAxis.Disk, _ least: Double) -> MedialAxis.Disk {
        let span = wide.clearance - narrow.clearance, share = span > 1e-12 ? (wide.clearance - least) / span : 0
        return MedialAxis.Disk(center: wide.center.mix(narrow.center, min(1, max(0, share))), clearance: least)
    }

    private func close(_ run: [MedialAxis.Disk], isCycle: Bool = false, _ lines: inout [Toolpath]) {
        var points: [Point] = [], widths: [Float] = []
        for disk in isCycle ? run.dropLast() : run[...] {
            if let last = points.last, last.distance(to: disk.center) < 0.005 { continue }
            points.append(disk.center)
            widths.append(Float(min(thickness.upperBound, 2 * disk.clearance) + roundness))
        }
        guard points.count > 1, Polyline(points, isClosed: isCycle).length >= thickness.lowerBound else { return }
        lines.append(Toolpath(points, widths: widths, role: role, isClosed: isCycle && points.count > 2, level: level))
    }
}
