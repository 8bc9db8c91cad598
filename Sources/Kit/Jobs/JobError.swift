/// Why a job ended without its outputs: one line that names the value and the limit, and whose fault it is.
public struct JobError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Fault: Sendable {
        /// The command asks for something that does not exist or does not fit together.
        case usage
        /// The input's content.
        case data
        /// The input cannot be opened.
        case input
        /// An output cannot be made.
        case output
        /// A setting, printer, filament or profile.
        case configuration
        /// This program.
        case program
    }

    public var fault: Fault
    public var description: String

    public init(_ fault: Fault, _ description: String) {
        self.fault = fault
        self.description = description
    }
}
