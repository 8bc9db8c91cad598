/// Something the caller should know; errors are what a check has found.
public struct Diagnostic: Sendable, Equatable {
    public enum Severity: String, Sendable { case note, warning, error }

    public var severity: Severity
    /// A short kebab-case name that scripts can test for.
    public var code: String
    /// One sentence with the values that matter.
    public var message: String

    public init(_ severity: Severity, _ code: String, _ message: String) {
        self.severity = severity
        self.code = code
        self.message = message
    }
}
