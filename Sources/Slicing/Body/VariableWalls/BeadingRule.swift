import ImpressionGeometry

/// How many beads lie side by side where the outline is so thick, and how wide each is.
///
/// All is counted in spacings, a bead's width less the roundness of its sides; a thickness of spacings is the outline's thickness less one roundness,
/// so that the outermost beads end where the outline does.
///
///     thickness     ├──── s ────┼── c ──┼──── s ────┤
///     count         0 nothing, 1 … 2N beads, 2N + 1: N on each side and room for fill between them
///
/// Inward distribution: what is over or missing goes to the beads in the middle, with weights 1 − (i/d)² at i beads from the middle.
///
/// Source: Kuipers, Doubrovski, Wu and Wang, "A framework for adaptive width control of dense contour-parallel toolpaths in fused deposition
/// modeling", Computer-Aided Design 128, 2020.
struct BeadingRule: Sendable {
    /// Walls on each side.
    let sides: Int
    /// What a bead is wider than its spacing, mm.
    let roundness: Double
    /// Spacings of beads of the chosen widths, the outermost first.
    let nominal: [Double]
    /// Least thickness of n + 1 beads; entry 0 of a single one.
    let thresholds: [Double]
    /// Narrowest bead's spacing, mm.
    let least: Double
    private let distribution: Double

    /// Beads narrower than this share of the chosen width are not drawn, even where their number changes.
    static let leastShare = 0.5
    /// And none is wider.
    static let greatestShare = 2.0

    init(_ rule: LineRule, sides: Int, leastFill: Double, _ settings: VariableWalls) {
        let roundness = min(rule.outerWidth - rule.spacing(rule.outerWidth), rule.innerWidth - rule.spacing(rule.innerWidth))
        let nominal = (0..<sides).map { rule.width(ofWall: $0) - roundness }
        let thinnest = nominal.min() ?? 0, least = max(0.55 * thinnest, min(0.95 * thinnest, rule.leastWidth - roundness))
        var thresholds = [min(least, settings.leastFeature - roundness)], sum = 0.0
        for m in 0..<sides {
            if m > 0 { thresholds.append(2 * sum + least) }
            thresholds.append(2 * sum + 2 * least)
            sum += nominal[m]
        }
        thresholds.append(2 * sum + leastFill)
        (self.sides, self.roundness, self.nominal, self.thresholds, self.least) = (sides, roundness, nominal, thresholds, least)
        distribution = Double(max(1, settings.distributionCount))
    }

    /// Number of beads where there is room for fill.
    var open: Int { 2 * sides + 1 }

    /// Thickness in spacings of a place with a clearance.
    func thickness(_ clearance: Double) -> Double { 2 * clearance - roundness }

    func count(_ thickness: Double) -> Int { thresholds.count { $0 <= thickness } }

    /// Number of beads, between two whole numbers where it changes, within what widths allow.
    func bounded(_ count: Double, _ thickness: Double) -> Double {
        let low = min(Double(2 * sides), thickness / (0.95 * Self.greatestShare * nominal[0])), high = thickness / (1.1 * Self.leastShare * nominal[0])
        return max(1, min(max(count, low), max(high, low)))
    }

    /// Spacing of the bead in the middle of an odd number.
    func center(_ count: Int, _ thickness: Double) -> Double {
        var beads = Beads(sides)
        fill(&beads, count, thickness)
        return 2 * beads.spacings[count / 2]
    }

    /// The beads of a count between two whole numbers.
    func beads(_ count: Double, _ thickness: Double) -> Beads {
        let whole = Int(count.rounded(.down)), share = count - Double(whole)
        var beads = Beads(sides)
        fill(&beads, min(open, whole), thickness)
        guard share > 1e-9 else { return beads }
        var next = Beads(sides)
        fill(&next, min(open, whole + 1), thickness)
        return beads.mix(next, share)
    }

    /// Beads that are nowhere: deeper than the place reaches.
    func none(_ thickness: Double) -> Beads {
        var beads = Beads(sides)
        absent(&beads, from: 0, thickness)
        return beads
    }

    private func absent(_ beads: inout Beads, from first: Int, _ thickness: Double) {
        for k in first..<max(first, sides) { (beads.depths[k], beads.spacings[k]) = (max(0, thickness + roundness) / 2, nominal[k]) }
    }

    private func fill(_ beads: inout Beads, _ count: Int, _ thickness: Double) {
        let pairs = min(sides, count / 2)
        absent(&beads, from: pairs, thickness)
        var own = Array(nominal[0..<pairs])
        if count % 2 == 1, count < open { own.append(nominal[pairs]) }
        if count < open { widen(&own, count, thickness) }
        var depth = roundness / 2
        for k in 0..<pairs {
            (beads.depths[k], beads.spacings[k]) = (depth + own[k] / 2, own[k])
            depth += own[k]
        }
        // The halves of a bead in the middle lie one on the other.
        if own.count > pairs { beads.spacings[pairs] = own[pairs] / 2 }
    }

    /// Spreads what is over or missing.
    private func widen(_ own: inout [Double], _ count: Int, _ thickness: Double) {
        if count <= 1 {
            if count == 1 { own[0] = max(least, thickness) }
            return
        }
        func times(_ k: Int) -> Double { 2 * k + 1 == count ? 1 : 2 }
        func weight(_ k: Int) -> Double {
            let place = (Double(count - 1) / 2 - Double(k)) / distribution
            return max(0, 1 - place * place)
        }
        let sum = own.indices.reduce(0.0) { $0 + times($1) * own[$1] }, weights = own.indices.reduce(0.0) { $0 + times($1) * weight($1) }
        var wide = own
        for k in own.indices { wide[k] += (thickness - sum) * weight(k) / weights }
        // Where so many beads do not fit by that, all give way alike.
        let fits = zip(wide, own).allSatisfy { $0 >= Self.leastShare * $1 }
        own = fits ? wide : own.map { $0 * max(0.1, thickness / sum) }
    }
}

/// Beads across one side of a place, the outermost first: how deep their middles lie inside the outline, mm, and their spacings.
///
/// A bead as deep as the place's clearance, or deeper, does not pass there.
struct Beads: Sendable {
    var depths: [Double]
    var spacings: [Double]

    init(_ count: Int) { (depths, spacings) = (.init(repeating: 0, count: count), .init(repeating: 0, count: count)) }

    func mix(_ other: Beads, _ share: Double) -> Beads {
        var mixed = self
        for k in depths.indices {
            mixed.depths[k] += (other.depths[k] - depths[k]) * share
            mixed.spacings[k] += (other.spacings[k] - spacings[k]) * share
        }
        return mixed
    }
}
