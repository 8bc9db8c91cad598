public struct ConvertJob: Sendable {
    public init(input: String, outputs: [String], options: JobOptions) {}
    public func run() throws(JobError) -> JobReport { JobReport() }
}
public struct InspectJob: Sendable {
    public init(input: String, options: JobOptions) {}
    public func run() throws(JobError) -> JobReport { JobReport() }
}
