/// What is wrong at a line of a file.
public struct CheckFinding: Sendable, Equatable {
    public var rule: String
    /// From 1; 0 is the file as a whole.
    public var line: Int
    public var message: String

    public init(rule: String, line: Int, message: String) { (self.rule, self.line, self.message) = (rule, line, message) }
}

/// What a check is told beside the file.
public struct CheckSettings: Sendable {
    public var printer = Printer()
    /// Plastic colder than this is not pushed, °C.
    public var leastTemperature = 170.0
    /// mm³/s.
    public var greatestFlow = 35.0
    /// mm; nil takes what the file says.
    public var filamentDiameter: Double?
    /// Share of a layer's walls (overhangs apart) that may hang over nothing.
    public var hangingShare = 0.05

    public init() {}
}

/// Something that a file must keep. A new rule is one file and one line in `CheckRules`.
public protocol CheckRule: Sendable {
    static var name: String { get }
    static var summary: String { get }
    init(_ settings: CheckSettings)
    /// Looks at a step; what is wrong with it, or nil.
    mutating func see(_ step: CheckStep) -> String?
    /// What is wrong with the whole, or nil.
    mutating func finish(_ statistics: GCodeReplay.Statistics) -> String?
}

extension CheckRule {
    public mutating func finish(_ statistics: GCodeReplay.Statistics) -> String? { nil }
}

/// The catalogue of rules.
public enum CheckRules {
    public static let all: [any CheckRule.Type] = [
        BedRule.self, TemperatureRule.self, FlowRule.self, RetractionRule.self, LayerRule.self, ProgressRule.self, HangingRule.self, UsageRule.self,
    ]
    public static var names: [String] { all.map { $0.name } }
}
