public import ImpressionRaster

/// Which of the seen colours become one.
struct FlatPalette {
    private(set) var colors: [Color]
    /// For each seen colour its place in ``colors``.
    private(set) var choice: [Int]
    /// Whether colours were merged because fewer were asked for.
    private(set) var isReduced = false

    /// Nearest pairs first, weighed by how much is lost (Ward's criterion), until as few are left as wanted and none are nearer than told.
    ///
    /// O(n²) for n colours; beyond 2000 the smallest ones go to the nearest large ones first.
    ///
    /// Source: Ward, "Hierarchical grouping to optimize an objective function", Journal of the American Statistical Association 58, 1963.
    init(_ seen: [Color], areas: [Double], _ settings: PartitionSettings) {
        if !settings.palette.isEmpty {
            let labs = settings.palette.map(\.lab)
            colors = settings.palette
            choice = seen.map { color in
                let lab = color.lab
                return labs.indices.min { (deltaE00(lab, labs[$0]), $0) < (deltaE00(lab, labs[$1]), $1) } ?? 0
            }
            return
        }
        colors = seen
        choice = Array(seen.indices)
        guard seen.count > 1 else { return }
        var clusters = Clusters(seen, areas)
        clusters.keepLargest(2000)
        clusters.merge(until: max(1, settings.colorCount), nearerThan: settings.leastDifference)
        (colors, choice) = clusters.result(seen)
        isReduced = clusters.left > settings.colorCount || seen.count > settings.colorCount
    }
}

private struct Clusters {
    private var labs: [SIMD3<Double>]
    private var weights: [Double]
    private var owner: [Int]
    /// The largest colour of each cluster, which is what it is painted with.
    private var main: [Int]
    private var mainArea: [Double]
    private(set) var left: Int

    init(_ colors: [Color], _ areas: [Double]) {
        labs = colors.map { let lab = $0.lab; return SIMD3(lab.l, lab.a, lab.b) }
        weights = areas.map { max($0, 1e-9) }
        owner = Array(colors.indices)
        main = owner
        mainArea = weights
        left = colors.count
    }

    private func distance(_ i: Int, _ j: Int) -> Double {
        let d = labs[i] - labs[j]
        return (d * d).sum()
    }

    private mutating func join(_ j: Int, into i: Int) {
        labs[i] = (labs[i] * weights[i] + labs[j] * weights[j]) / (weights[i] + weights[j])
        weights[i] += weights[j]
        if mainArea[j] > mainArea[i] { (main[i], mainArea[i]) = (main[j], mainArea[j]) }
        owner[j] = i
        left -= 1
    }

    mutating func keepLargest(_ count: Int) {
        guard left > count else { return }
        let order = labs.indices.sorted { (weights[$0], $1) > (weights[$1], $0) }, kept = order[..<count]
        for j in order[count...] {
            if let i = kept.min(by: { (distance($0, j), $0) < (distance($1, j), $1) }) { join(j, into: i) }
        }
    }

    mutating func merge(until count: Int, nearerThan least: Double) {
        var live = labs.indices.filter { owner[$0] == $0 }
        func cost(_ i: Int, _ j: Int) -> Double { distance(i, j) * weights[i] * weights[j] / (weights[i] + weights[j]) }
        // First whatever the eye hardly tells apart, then by loss.
        for isCounting in [false, true] {
            func score(_ i: Int, _ j: Int) -> Double { isCounting ? cost(i, j) : distance(i, j) }
            var nearest = [Int: Int]()
            func find(_ i: Int) { nearest[i] = live.filter { $0 != i }.min { (score(i, $0), $0) < (score(i, $1), $1) } }
            for i in live { find(i) }
            while live.count > (isCounting ? count : 1) {
                guard let i = live.min(by: { (score($0, nearest[$0] ?? $0), $0) < (score($1, nearest[$1] ?? $1), $1) }), let j = nearest[i] else { break }
                if !isCounting, distance(i, j) >= least * least { break }
                let (a, b) = (min(i, j), max(i, j))
                join(b, into: a)
                live.removeAll { $0 == b }
                for k in live where k == a || nearest[k] == a || nearest[k] == b { find(k) }
            }
        }
    }

    func result(_ colors: [Color]) -> (colors: [Color], choice: [Int]) {
        func root(_ i: Int) -> Int { owner[i] == i ? i : root(owner[i]) }
        let roots = owner.indices.filter { owner[$0] == $0 }
        var place = [Int](repeating: 0, count: owner.count)
        for (k, i) in roots.enumerated() { place[i] = k }
        return (roots.map { colors[main[$0]] }, owner.indices.map { place[root($0)] })
    }
}

extension Color {
    /// As an opaque colour.
    public var lab: Lab { Lab(linear: SIMD4(SRGB.decoded(red), SRGB.decoded(green), SRGB.decoded(blue), 1)) }

    /// `#rrggbb`.
    public var hex: String {
        let digits = Array("0123456789abcdef")
        return [red, green, blue].reduce(into: "#") { text, value in
            let byte = Int((min(max(value, 0), 1) * 255).rounded())
            text += "\(digits[byte / 16])\(digits[byte % 16])"
        }
    }

    /// `#rgb` or `#rrggbb`; the number sign may be missing.
    public init?(hex text: String) {
        let digits = text.drop { $0 == "#" }.compactMap { $0.hexDigitValue }
        guard digits.count == text.drop(while: { $0 == "#" }).count else { return nil }
        switch digits.count {
        case 3: self.init(Float(digits[0]) / 15, Float(digits[1]) / 15, Float(digits[2]) / 15)
        case 6: self.init(Float(digits[0] * 16 + digits[1]) / 255, Float(digits[2] * 16 + digits[3]) / 255, Float(digits[4] * 16 + digits[5]) / 255)
        default: return nil
        }
    }
}
