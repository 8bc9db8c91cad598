/// A value of the macro language.
public enum MacroValue: Sendable, Equatable {
    case whole(Int)
    case number(Double)
    case flag(Bool)
    case text(String)
    case list([MacroValue])
    /// An element of a list that its owner left open: `nil` in a file.
    case absent

    /// What stands in the G-code for it.
    public var written: String {
        switch self {
        case .whole(let value): "\(value)"
        case .number(let value): decimal(value)
        case .flag(let value): value ? "true" : "false"
        case .text(let value): value
        case .list(let values): values.map(\.written).joined(separator: ",")
        case .absent: "nil"
        }
    }

    /// For messages.
    var kind: String {
        switch self {
        case .whole, .number: "a number"
        case .flag: "a yes or no"
        case .text: "a text"
        case .list(let values): "a list of \(values.count)"
        case .absent: "nil"
        }
    }

    /// As a floating-point number; nil for what is none.
    var double: Double? {
        switch self {
        case .whole(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// A list of one stands for its element.
    var single: MacroValue {
        if case .list(let values) = self, values.count == 1 { return values[0] }
        return self
    }
}

/// A setting as macros see it: its value, and how a file writes it, which `[name]` puts out.
struct MacroBinding: Sendable {
    var value: MacroValue
    var written: String

    init(_ value: MacroValue, written: String? = nil) {
        self.value = value
        self.written = written ?? value.written
    }
}
