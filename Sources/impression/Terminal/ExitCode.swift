internal import ArgumentParser

/// The exit codes of DESIGN §5, after BSD's sysexits.
extension ExitCode {
    static let checkFailed = ExitCode(1)
    static let usage = ExitCode(64)
    static let badData = ExitCode(65)
    static let noInput = ExitCode(66)
    static let internalError = ExitCode(70)
    static let cannotCreate = ExitCode(73)
    static let badConfiguration = ExitCode(78)
    static let interrupted = ExitCode(130)
}
