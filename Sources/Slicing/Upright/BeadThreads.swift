import ImpressionGeometry

/// A bead from where it begins to where it ends along a band, in the band's own coordinates.
struct BeadThread {
    struct Place {
        var station: Double
        /// Of the bead's middle.
        var across: Double
        /// Share of the thickness that the bead takes, mm.
        var occupied: Double
        /// How far a simpler line may miss `occupied`, mm.
        var tolerance: Double
    }
    var places: [Place] = []
    /// Whether it ever was the outermost bead.
    var isOuter = false
    /// Its number from the back where it begins at the first station, ends at the last.
    var numberAtStart: Int?
    var numberAtEnd: Int?
}

/// Follows beads along a band through the changes of their count.
///
///     ━━━━━━━━━━━━━━━━━━━━━      At a switch the beads next to the faces go on and move over within one station.
///     ━━━━━━━━━━━╲ ━━━━━━━━      The others begin or end, level, half way: what the moving beads leave open
///     ━━━━━━━━━━━━╲━━━━━━━━      before the middle they lay double behind it.
struct BeadThreads {
    private(set) var threads: [BeadThread] = []
    private let band: Band
    private var active: [Int] = []
    private var count = 0

    init(_ band: Band, counts: [Int]) {
        self.band = band
        begin(counts[0])
        for i in counts.indices.dropFirst() {
            if counts[i] != count { change(to: counts[i], before: i) }
            for number in 0..<count { threads[active[number]].places.append(place(number, of: count, band.station[i], band.back[i], band.front[i])) }
        }
        for number in 0..<count { threads[active[number]].numberAtEnd = number }
    }

    /// How far the deposited thickness may miss the wanted one where a line is simplified, mm.
    static let thicknessTolerance = 0.02

    private func place(_ number: Int, of count: Int, _ station: Double, _ back: Double, _ front: Double) -> BeadThread.Place {
        let n = Double(count)
        return .init(station: station, across: back + (front - back) * (Double(number) + 0.5) / n, occupied: abs(front - back) / n,
                     tolerance: Self.thicknessTolerance / n)
    }

    private mutating func begin(_ first: Int) {
        count = first
        for number in 0..<first {
            var thread = BeadThread(isOuter: number == 0 || number == first - 1, numberAtStart: number)
            thread.places.append(place(number, of: first, band.station[0], band.back[0], band.front[0]))
            threads.append(thread)
            active.append(number)
        }
    }

    private mutating func change(to next: Int, before i: Int) {
        let station = (band.station[i - 1] + band.station[i]) / 2
        let successors = match(to: next, before: i)
        var following = [Int](repeating: -1, count: next)
        for number in 0..<count {
            if let successor = successors[number] {
                following[successor] = active[number]
            } else {
                threads[active[number]].places.append(place(number, of: count, station, band.back[i - 1], band.front[i - 1]))
            }
        }
        for number in 0..<next {
            if following[number] < 0 {
                following[number] = threads.count
                threads.append(BeadThread(places: [place(number, of: next, station, band.back[i], band.front[i])]))
            }
            if number == 0 || number == next - 1 { threads[following[number]].isOuter = true }
        }
        active = following
        count = next
    }

    /// Which bead goes on as which: some from the back and the rest from the front, so that they move over least.
    /// The one at the back always goes on; others only if they move by less than a bead.
    private func match(to next: Int, before i: Int) -> [Int?] {
        let kept = min(count, next)
        func shift(_ from: Int, _ to: Int) -> (way: Double, width: Double) {
            let a = place(from, of: count, 0, band.back[i - 1], band.front[i - 1]), b = place(to, of: next, 0, band.back[i], band.front[i])
            return (abs(a.across - b.across), max(a.occupied, b.occupied))
        }
        // Prefix sums from either side make the best split O(kept).
        var best = (ways: Double.infinity, fromBack: 1)
        var fromFront = 0.0, ways = [Double](repeating: 0, count: kept + 1)
        for k in 0..<kept {
            ways[kept - k] += fromFront
            fromFront += shift(count - 1 - k, next - 1 - k).way
        }
        var fromBack = 0.0
        for k in 1...kept {
            fromBack += shift(k - 1, k - 1).way
            let sum = fromBack + ways[k]
            if sum < best.ways - 1e-9 || (sum < best.ways + 1e-9 && k <= (kept + 1) / 2) { best = (sum, k) }
        }
        var successors = [Int?](repeating: nil, count: count)
        for k in 0..<best.fromBack { successors[k] = k }
        for k in 0..<(kept - best.fromBack) { successors[count - 1 - k] = next - 1 - k }
        for from in 1..<max(1, count) {
            guard let to = successors[from] else { continue }
            let move = shift(from, to)
            if move.way > 0.75 * move.width { successors[from] = nil }
        }
        return successors
    }
}

extension BeadThread {
    /// Fewer places: between those kept, the line misses no place by more than 0.01 mm and no share by more than its tolerance.
    ///
    /// A printed segment has one width, so a segment's ends differ by no more than three tolerances.
    /// From each kept place the farthest one is taken that keeps all between inside two cones. O(n).
    func simplified(in frame: Band.Frame) -> [Place] {
        guard places.count > 2 else { return places }
        var kept = [places[0]], anchor = 0, across = Cone(), width = Cone()
        for j in 1..<places.count {
            let a = places[anchor], p = places[j], way = p.station - a.station
            let reach = frame == .straight ? Double.infinity : turn(max(a.across, p.across))
            let slope = way > 1e-12 ? (p.across - a.across) / way : 0, growth = way > 1e-12 ? (p.occupied - a.occupied) / way : 0
            if j > anchor + 1, way > reach || abs(p.occupied - a.occupied) > 3 * p.tolerance || !across.contains(slope) || !width.contains(growth) {
                anchor = j - 1
                kept.append(places[anchor])
                (across, width) = (Cone(), Cone())
                let b = places[anchor], step = p.station - b.station
                if step > 1e-12 {
                    across.narrow((p.across - b.across) / step, 0.008 / step)
                    width.narrow((p.occupied - b.occupied) / step, p.tolerance / step)
                }
            } else if way > 1e-12 {
                across.narrow(slope, 0.008 / way)
                width.narrow(growth, p.tolerance / way)
            }
        }
        kept.append(places[places.count - 1])
        return kept
    }

    /// Angle of a chord that leaves a circle by 0.002 mm.
    private func turn(_ radius: Double) -> Double { 0.126 / max(radius, 0.01).squareRoot() }

    private struct Cone {
        var low = -Double.infinity, high = Double.infinity
        func contains(_ slope: Double) -> Bool { slope >= low && slope <= high }
        mutating func narrow(_ slope: Double, _ tolerance: Double) {
            low = max(low, slope - tolerance)
            high = min(high, slope + tolerance)
        }
    }
}
