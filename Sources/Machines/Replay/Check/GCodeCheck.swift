/// Looks a file of G-code through, rule by rule: ours or another slicer's.
public struct GCodeCheck: Sendable {
    public var settings = CheckSettings()
    /// Names of the rules that are applied, in the catalogue's order.
    public var rules = CheckRules.names

    /// Findings of one rule beyond this are counted, not kept.
    public static let kept = 20

    public init() {}

    public struct Result: Sendable {
        public var findings: [CheckFinding] = []
        /// How often each rule was broken, in the catalogue's order.
        public var counts: [(rule: String, count: Int)] = []
        public var statistics = GCodeReplay.Statistics()
        public var holds: Bool { counts.allSatisfy { $0.count == 0 } }
    }

    public func run(_ bytes: [UInt8]) -> Result {
        var active = CheckRules.all.filter { rules.contains($0.name) }.map { (name: $0.name, rule: $0.init(settings), count: 0) }
        var result = Result()
        var replay = GCodeReplay()
        replay.filamentDiameter = settings.filamentDiameter
        result.statistics = replay.steps(bytes) { step in
            for i in active.indices {
                guard let message = active[i].rule.see(step) else { continue }
                active[i].count += 1
                if active[i].count <= Self.kept { result.findings.append(CheckFinding(rule: active[i].name, line: step.line, message: message)) }
            }
        }
        for i in active.indices {
            if let message = active[i].rule.finish(result.statistics) {
                active[i].count += 1
                result.findings.append(CheckFinding(rule: active[i].name, line: 0, message: message))
            }
            result.counts.append((active[i].name, active[i].count))
        }
        return result
    }
}
