internal import ImpressionGeometry

/// A function of the macro language. A new one is one type and one line in `MacroFunctions`.
protocol MacroFunction: Sendable {
    static var name: String { get }
    /// How many values it takes.
    static var counts: ClosedRange<Int> { get }
    static func value(of values: [MacroValue], in run: inout MacroRun) throws(MacroError.Problem) -> MacroValue
}

extension MacroError.Problem: Error {}

extension MacroFunction {
    static var countText: String {
        if counts.lowerBound == counts.upperBound { return "\(counts.lowerBound)" }
        return counts.upperBound == .max ? "at least \(counts.lowerBound)" : "\(counts.lowerBound) to \(counts.upperBound)"
    }
}

enum MacroFunctions {
    private static let all: [any MacroFunction.Type] = [
        Least.self, Greatest.self, Round.self, Truncate.self, Digits.self, ZeroDigits.self, RandomNumber.self, IsNil.self, Size.self, IsEmpty.self,
        InterpolateTable.self,
    ]

    static var names: [String] { all.map { $0.name } }
    static func named(_ name: String) -> (any MacroFunction.Type)? { all.first { $0.name == name } }
}

func number(_ value: MacroValue) throws(MacroError.Problem) -> Double {
    guard let double = value.single.double else { throw .wrongKind(found: value.kind, wanted: "a number") }
    return double
}

func whole(_ value: MacroValue) throws(MacroError.Problem) -> Int {
    guard case .whole(let whole) = value.single else { throw .wrongKind(found: value.kind, wanted: "a whole number") }
    return whole
}

/// A whole number from a finite one.
func whole(from value: Double) throws(MacroError.Problem) -> MacroValue {
    guard let whole = Int(exactly: value.rounded(.towardZero)) else { throw .overflow }
    return .whole(whole)
}

/// The least of two.
enum Least: MacroFunction {
    static let name = "min", counts = 2...2
    static func value(of values: [MacroValue], in run: inout MacroRun) throws(MacroError.Problem) -> MacroValue {
        try number(values[1]) < number(values[0]) ? values[1].single : values[0].single
    }
}

/// The greatest of two.
enum Greatest: MacroFunction {
    static let name = "max", counts = 2...2
    static func value(of values: [MacroValue], in run: inout MacroRun) throws(MacroError.Problem) -> MacroValue {
        try number(values[1]) > number(values[0]) ? values[1].single : values[0].single
    }
}

/// The nearest whole number, halves away from zero.
enum Round: MacroFunction {
    static let name = "round", counts = 1...1
    static func value(of values: [MacroValue], in run: inout MacroRun) throws(MacroError.Problem) -> MacroValue {
        try whole(from: try number(values[0]).rounded())
    }
}

/// The whole number towards zero.
enum Truncate: MacroFunction {
    static let name = "int", counts = 1...1
    static func value(of values: [MacroValue], in run: inout MacroRun) throws(MacroError.Problem) -> MacroValue { try whole(from: try number(values[0])) }
}

/// `digits(x, width, decimals)`: a number in a fixed number of places, filled with blanks.
enum Digits: MacroFunction {
    static let name = "digits", counts = 2...3
    static func value(of values: [MacroValue], in run: inout MacroRun) throws(MacroError.Problem) -> MacroValue { .text(try padded(values, with: " ")) }

    static func padded(_ values: [MacroValue], with filling: Character) throws(MacroError.Problem) -> String {
        let value = try number(values[0]), width = try whole(values[1]), places = values.count > 2 ? try whole(values[2]) : 0
        guard (0...64).contains(width), (0...9).contains(places) else { throw .tooMuch("places of a number", limit: 64) }
        var power = 1.0
        for _ in 0..<places { power *= 10 }
        guard let scaled = Int(exactly: (value.magnitude * power).rounded()) else { throw .overflow }
        var digits = String(scaled)
        if digits.count <= places { digits = String(repeating: "0", count: places + 1 - digits.count) + digits }
        if places > 0 { digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places)) }
        let sign = value < 0 && scaled > 0 ? "-" : ""
        let fill = String(repeating: filling, count: max(0, width - digits.count - sign.count))
        return filling == "0" ? sign + fill + digits : fill + sign + digits
    }
}

/// `zdigits(x, width, decimals)`: as `digits`, filled with zeros.
enum ZeroDigits: MacroFunction {
    static let name = "zdigits", counts = 2...3
    static func value(of values: [MacroValue], in run: inout MacroRun) throws(MacroError.Problem) -> MacroValue { .text(try Digits.padded(values, with: "0")) }
}

/// `random(a, b)`: whole from a to b where both are, else anything between. The same run gives the same numbers.
enum RandomNumber: MacroFunction {
    static let name = "random", counts = 2...2
    static func value(of values: [MacroValue], in run: inout MacroRun) throws(MacroError.Problem) -> MacroValue {
        let a = try number(values[0]), b = try number(values[1])
        guard a <= b else { throw .wrongKind(found: "a greatest below the least", wanted: "an order") }
        if case .whole(let low) = values[0].single, case .whole(let high) = values[1].single {
            let span = high.subtractingReportingOverflow(low)
            guard !span.overflow, span.partialValue < .max else { throw .overflow }
            return .whole(low + Int(run.random.next() % UInt64(span.partialValue + 1)))
        }
        return .number(a + (b - a) * run.random.unit())
    }
}

/// Whether a list's element was left open.
enum IsNil: MacroFunction {
    static let name = "is_nil", counts = 1...1
    static func value(of values: [MacroValue], in run: inout MacroRun) throws(MacroError.Problem) -> MacroValue { .flag(values[0].single == .absent) }
}

/// Elements of a list.
enum Size: MacroFunction {
    static let name = "size", counts = 1...1
    static func value(of values: [MacroValue], in run: inout MacroRun) throws(MacroError.Problem) -> MacroValue {
        guard case .list(let elements) = values[0] else { throw .wrongKind(found: values[0].kind, wanted: "a list") }
        return .whole(elements.count)
    }
}

/// Whether a list has no elements, or a text no characters.
enum IsEmpty: MacroFunction {
    static let name = "empty", counts = 1...1
    static func value(of values: [MacroValue], in run: inout MacroRun) throws(MacroError.Problem) -> MacroValue {
        switch values[0] {
        case .list(let elements): .flag(elements.isEmpty)
        case .text(let text): .flag(text.isEmpty)
        default: throw .wrongKind(found: values[0].kind, wanted: "a list")
        }
    }
}

/// `interpolate_table(x, (x0, y0), (x1, y1), …)`: a straight line between the neighbours of x, the last value beyond the ends.
enum InterpolateTable: MacroFunction {
    static let name = "interpolate_table", counts = 2...Int.max
    static func value(of values: [MacroValue], in run: inout MacroRun) throws(MacroError.Problem) -> MacroValue {
        let x = try number(values[0])
        var points: [(x: Double, y: Double)] = []
        for value in values.dropFirst() {
            guard case .list(let pair) = value, pair.count == 2 else { throw .wrongKind(found: value.kind, wanted: "a pair (x, y)") }
            let point = (x: try number(pair[0]), y: try number(pair[1]))
            if let last = points.last, last.x >= point.x { throw .wrongKind(found: "a pair that goes back", wanted: "a greater x") }
            points.append(point)
        }
        guard let next = points.firstIndex(where: { $0.x >= x }) else { return .number(points[points.count - 1].y) }
        guard next > 0 else { return .number(points[0].y) }
        let (a, b) = (points[next - 1], points[next])
        return .number(a.y + (b.y - a.y) * ((x - a.x) / (b.x - a.x)))
    }
}
