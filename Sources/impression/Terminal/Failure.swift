internal import ArgumentParser
internal import ImpressionKit

/// Turns what went wrong into one line on standard error and an exit code.
enum Failure {
    /// Says it and gives the exit code to throw.
    static func told(_ error: JobError) -> ExitCode {
        ProgressStyle.say("impression: error: \(error)\n")
        return switch error.fault {
        case .usage: .usage
        case .data: .badData
        case .input: .noInput
        case .output: .cannotCreate
        case .configuration: .badConfiguration
        case .program: .internalError
        }
    }
}
