public struct PrintJobOptions: Sendable {
    public var printer = "generic-marlin"
    public var filament = "pla-white"
    public var settings: [(key: String, value: String)] = []
    public init() {}
    func profile() throws(JobError) -> Int { 0 }
}
