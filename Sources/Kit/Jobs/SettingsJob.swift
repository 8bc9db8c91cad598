import ImpressionMachines

/// Every setting as it would be printed with, and where it comes from.
public struct SettingsJob: Sendable {
    public var print: PrintJobOptions
    /// Flat `.ini` files to write, as slicers read them.
    public var outputs: [String] = []
    public var options = JobOptions()

    public init(_ print: PrintJobOptions) { self.print = print }

    public struct Entry: Sendable, Equatable {
        public var key: String
        public var value: String
        /// `default`, the printer's or filament's name, `--set`, or file, section and line.
        public var origin: String
    }

    public func run() throws(JobError) -> (entries: [Entry], report: JobReport) {
        let resolved = try print.resolved()
        var files = FileWork(options: options)
        files.report.warn(passedOver: resolved.notes)
        let entries = PrintProfile.allKeys.compactMap { key in
            resolved.profile[setting: key].map { Entry(key: key, value: $0, origin: resolved.origins[key] ?? "default") }
        }
        let text = entries.map { "\($0.key) = \($0.value)\n" }.joined()
        for path in outputs { try files.write(path, format: "ini", bytes: Array(text.utf8)) }
        files.report.set("settings", .object(entries.map { ($0.key, .object([("value", .string($0.value)), ("origin", .string($0.origin))])) }))
        return (entries, files.report)
    }
}
