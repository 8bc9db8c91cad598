import ImpressionGeometry

/// Which beads a nozzle can lay in a layer. Occupied widths are what a bead takes of the thickness: w − h (1 − π/4).
struct BeadRule {
    /// What a bead's width exceeds its occupied width by, mm.
    let excess: Double
    /// Occupied widths, mm.
    let least: Double
    /// At least twice `least`, so that every thickness of at least `least` has a count.
    let greatest: Double
    let wanted: Double
    /// Thinner places get no line, mm. Between here and `least` one bead of least width is laid.
    var floor: Double { least / 2 }

    init(_ settings: SliceSettings, layerThickness: Double) {
        func sound(_ width: Double, or other: Double) -> Double { width.isFinite ? width : other }
        excess = layerThickness * (1 - .pi / 4)
        least = max(0.05, sound(settings.leastLineWidth, or: 0.36) - excess)
        greatest = max(least * 2, sound(settings.greatestLineWidth, or: 0.8) - excess)
        wanted = min(greatest, max(least, sound(settings.lineWidth, or: 0.45) - excess))
    }
}

/// How many beads lie side by side at each station.
///
/// Dynamic programming weighs widths far from the wanted one, and more so widths that the nozzle cannot draw, against switches.
/// A bead on a slope is narrower by the slope's cosine, so slopes take fewer beads. O(stations · candidates²).
struct BeadCounts {
    let rule: BeadRule
    /// A switch costs as much as so many mm of lines that are a sixth of a millimetre off the wanted width,
    /// and as much again for each bead that begins or ends.
    private let switchCost = 1.5

    /// - Returns: A count of at least 1 for each station; first and last agree where the band is closed.
    func counts(_ band: Band) -> [Int] {
        let free = solve(band, ends: nil)
        guard band.isClosed, let first = free.first, first != free.last else { return free }
        return solve(band, ends: first)
    }

    /// Counts worth weighing: all that the nozzle can draw where beads are few, those near the wanted width where they are many.
    private func candidates(_ thickness: Double) -> ClosedRange<Int> {
        let middle = thickness / rule.wanted, isThick = middle > 12
        let low = isThick ? middle * 0.85 : thickness / rule.greatest, high = isThick ? middle * 1.1 : thickness / rule.least
        let least = max(1, Int(min(Self.mostBeads, low.rounded(.down))))
        return least...max(least, Int(min(Self.mostBeads, high.rounded(.up))))
    }

    /// Enough for a body 150 mm deep.
    private static let mostBeads = 400.0

    private func solve(_ band: Band, ends: Int?) -> [Int] {
        let n = band.station.count
        var costs: [Double] = [], cameFrom: [Int32] = [], starts: [Int] = [], lows: [Int] = []
        for i in 0..<n {
            let thickness = band.thickness(i), length = band.share(i), climb = i > 0 ? band.climb(i - 1) : (0, 0)
            var range = candidates(thickness)
            if let ends, i == 0 || i == n - 1 { range = ends...ends }
            let before = i > 0 ? starts[i - 1]..<costs.count : 0..<0, low = i > 0 ? lows[i - 1] : 0
            starts.append(costs.count)
            lows.append(range.lowerBound)
            for count in range {
                var best = before.isEmpty ? 0 : Double.infinity, from = -1
                for earlier in before {
                    let other = low + earlier - before.lowerBound
                    let way = costs[earlier] + (other == count ? strain(thickness, count, climb) : switchCost * Double(1 + abs(other - count)))
                    if way < best { (best, from) = (way, earlier) }
                }
                costs.append(best + length * unease(thickness, count))
                cameFrom.append(Int32(from))
            }
        }
        guard var at = costs.indices.last(where: { i in i >= starts[n - 1] && !costs[starts[n - 1]...].contains { $0 < costs[i] } }) else { return [] }
        var counts = [Int](repeating: 1, count: n)
        for i in stride(from: n - 1, through: 0, by: -1) {
            counts[i] = lows[i] + at - starts[i]
            at = Int(cameFrom[at])
        }
        return counts
    }

    /// Cost of a millimetre of level beads.
    private func unease(_ thickness: Double, _ count: Int) -> Double {
        let level = thickness / Double(count)
        let off = (level - rule.wanted) * 6, beyond = (max(0, rule.least - level) + max(0, level - rule.greatest)) * 100
        return off * off + min(200, beyond * beyond)
    }

    /// Cost of taking `count` beads up or down a slope: the one at the front becomes narrowest.
    private func strain(_ thickness: Double, _ count: Int, _ climb: (length: Double, slope: Double)) -> Double {
        let k = Double(count), steepest = climb.slope * (1 - 0.5 / k)
        guard steepest > 0.1 else { return 0 }
        let lack = max(0, rule.least - thickness / k / (1 + steepest * steepest).squareRoot()) * 50
        return climb.length * lack * lack
    }
}

extension Band {
    /// Length from a station to the next and the slope of the thickness between them.
    func climb(_ i: Int) -> (length: Double, slope: Double) {
        let length = stationLength(i)
        return (length, length > 1e-9 ? abs(thickness(i + 1) - thickness(i)) / length : 0)
    }

    /// Length that a station stands for, mm.
    func share(_ i: Int) -> Double {
        var length = 0.0
        for j in [i - 1, i] where j >= 0 && j + 1 < station.count { length += max(0, stationLength(j)) / 2 }
        return length
    }
}
