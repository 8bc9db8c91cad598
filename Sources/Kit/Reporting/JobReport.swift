import ImpressionMachines

/// What a job made, found and measured: the object that `--json` prints.
public struct JobReport: Sendable {
    public struct Output: Sendable, Equatable {
        public var path: String
        public var format: String
        public var bytes: Int
        /// Lower-case hexadecimal; nil where it was not asked for.
        public var sha256: String?
    }

    public var outputs: [Output] = []
    public var diagnostics: [Diagnostic] = []
    /// Named figures in the order they were measured.
    public var statistics: [(name: String, value: JSON)] = []

    /// What the last print takes.
    var printed: PrintReport?

    public init() {}

    public var json: JSON {
        .object([
            ("version", .integer(1)),
            ("outputs", .array(outputs.map { output in
                .object([("path", .string(output.path)), ("format", .string(output.format)), ("bytes", .integer(output.bytes)),
                         ("sha256", output.sha256.map(JSON.string) ?? .null)])
            })),
            ("diagnostics", .array(diagnostics.map {
                .object([("severity", .string($0.severity.rawValue)), ("code", .string($0.code)), ("message", .string($0.message))])
            })),
            ("statistics", .object(statistics.map { ($0.name, $0.value) })),
        ])
    }
}

extension JobReport {
    /// Records a figure; a later one of the same name takes its place.
    public mutating func set(_ name: String, _ value: JSON) {
        statistics.removeAll { $0.name == name }
        statistics.append((name, value))
    }
}
