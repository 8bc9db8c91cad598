/// Something that a file asks for and that is not drawn as asked: a code for programs and a sentence for a person.
public struct SVGFinding: Sendable, Hashable {
    public enum Code: String, Sendable, CaseIterable {
        /// An element, attribute or value of the standard that is not supported.
        case unsupported = "svg-unsupported"
        /// A value that the standard does not allow; it was ignored.
        case invalid = "svg-invalid"
        /// A reference that leads nowhere, to the wrong kind of element, or back to itself.
        case reference = "svg-reference"
        /// A file or address that was not fetched.
        case external = "svg-external"
    }

    public var code: Code
    public var message: String

    public init(_ code: Code, _ message: String) { (self.code, self.message) = (code, message) }
}
