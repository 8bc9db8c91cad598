internal import ImpressionCodecs

/// A JSON value whose text is the same every time: members keep the order they were given in.
public indirect enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    /// Written with at most six decimals; not finite becomes null.
    case number(Double)
    case string(String)
    case array([JSON])
    case object([(String, JSON)])

    public static func == (a: JSON, b: JSON) -> Bool { a.text == b.text }

    /// The value on one line.
    public var text: String {
        var sink = ByteSink()
        write(to: &sink)
        return String(decoding: sink.bytes, as: UTF8.self)
    }

    private func write(to sink: inout ByteSink) {
        switch self {
        case .null: sink.append("null")
        case .bool(let value): sink.append(string: value ? "true" : "false")
        case .integer(let value): sink.append(decimal: value)
        case .number(let value):
            if value.isFinite, value.magnitude < 9e9 { sink.append(value, decimals: 6) } else if value.isFinite { sink.append(string: "\(value)") } else { sink.append("null") }
        case .string(let value): Self.write(value, to: &sink)
        case .array(let values):
            sink.append("[")
            for (i, value) in values.enumerated() {
                if i > 0 { sink.append(",") }
                value.write(to: &sink)
            }
            sink.append("]")
        case .object(let members):
            sink.append("{")
            for (i, member) in members.enumerated() {
                if i > 0 { sink.append(",") }
                Self.write(member.0, to: &sink)
                sink.append(":")
                member.1.write(to: &sink)
            }
            sink.append("}")
        }
    }

    private static func write(_ text: String, to sink: inout ByteSink) {
        sink.append("\"")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): sink.append("\\\"")
            case UInt8(ascii: "\\"): sink.append("\\\\")
            case 0x0A: sink.append("\\n")
            case 0..<0x20:
                sink.append("\\u00")
                sink.append(hexDigits[Int(byte >> 4)])
                sink.append(hexDigits[Int(byte & 15)])
            default: sink.append(byte)
            }
        }
        sink.append("\"")
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)
}
