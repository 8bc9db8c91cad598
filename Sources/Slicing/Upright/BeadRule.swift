import ImpressionGeometry

/// Which beads a nozzle can lay in a layer. Occupied widths are what a bead takes of the thickness: w − h (1 − π/4).
struct BeadRule {
    /// What a bead's width exceeds its occupied width by, mm.
    let excess: Double
    /// Occupied widths, mm.
    let least: Double
    let greatest: Double
    let wanted: Double
    /// Thinner places get no line, mm. Between here and `least` one bead of least width is laid.
    var floor: Double { least / 2 }

    init(_ settings: SliceSettings, layerThickness: Double) {
        excess = layerThickness * (1 - .pi / 4)
        least = max(0.05, settings.leastLineWidth - excess)
        greatest = max(least * 2, settings.greatestLineWidth - excess)
        wanted = min(greatest, max(least, settings.lineWidth - excess))
    }
}

/// How many beads lie side by side at each station.
///
/// Dynamic programming weighs widths far from the wanted one, and more so widths that the nozzle cannot draw, against switches.
/// A bead on a slope is narrower by the slope's cosine, so slopes take fewer beads. O(stations · candidates).
struct BeadCounts {
    let rule: BeadRule
    /// A switch costs as much as 3 mm of lines that are a sixth of a millimetre off the wanted width.
    private let switchCost = 3.0

    /// - Returns: A count of at least 1 for each station; first and last agree where the band is closed.
    func counts(_ band: Band) -> [Int] {
        let free = solve(band, ends: nil)
        guard band.isClosed, let first = free.first, first != free.last else { return free }
        return solve(band, ends: first)
    }

    private func candidates(_ thickness: Double) -> ClosedRange<Int> {
        let low = max(1, Int((thickness / rule.greatest).rounded(.down)))
        return low...max(low, Int(min(1e4, (thickness / rule.least).rounded(.up))))
    }

    private func solve(_ band: Band, ends: Int?) -> [Int] {
        let n = band.station.count
        var costs: [Double] = [], cameFrom: [Int32] = [], starts: [Int] = [], lows: [Int] = []
        var leastBefore = 0.0, leastIndex = -1
        for i in 0..<n {
            let thickness = band.thickness(i), length = band.share(i), climb = i > 0 ? band.climb(i - 1) : (0, 0)
            var range = candidates(thickness)
            if let ends, i == 0 || i == n - 1 { range = ends...ends }
            let before = (start: i > 0 ? starts[i - 1] : 0, low: i > 0 ? lows[i - 1] : 0, end: costs.count)
            starts.append(costs.count)
            lows.append(range.lowerBound)
            var least = Double.infinity, index = -1
            for count in range {
                var best = i == 0 ? 0 : leastBefore + switchCost, from = leastIndex
                let same = before.start + count - before.low
                if i > 0, same >= before.start, same < before.end {
                    let going = costs[same] + strain(thickness, count, climb)
                    if going <= best { (best, from) = (going, same) }
                }
                let cost = best + length * unease(thickness, count)
                if cost < least { (least, index) = (cost, costs.count) }
                costs.append(cost)
                cameFrom.append(Int32(from))
            }
            (leastBefore, leastIndex) = (least, index)
        }
        var counts = [Int](repeating: 1, count: n), at = leastIndex
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
