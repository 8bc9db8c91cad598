internal import ArgumentParser
internal import ImpressionKit

/// Turns what went wrong into one line on standard error and an exit code.
enum Failure {
    static func code(for fault: JobError.Fault) -> ExitCode {
        switch fault {
        case .usage: .usage
        case .data: .badData
        case .input: .noInput
        case .output: .cannotCreate
        case .configuration: .badConfiguration
        case .program: .internalError
        }
    }

    /// Runs `work`; a `JobError` is told and becomes its exit code.
    static func told<Value>(_ work: () throws(JobError) -> Value) throws -> Value {
        do {
            return try work()
        } catch {
            ProgressStyle.say("impression: error: \(error)\n")
            throw code(for: error.fault)
        }
    }
}
