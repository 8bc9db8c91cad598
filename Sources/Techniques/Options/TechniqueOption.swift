import ImpressionCanvas
public import ImpressionGeometry

/// One setting of a technique: its name, meaning, kind, range and default, declared together, once.
///
/// The command line, the help text, `make --set` and the guide all read this.
public struct TechniqueOption<Target>: Sendable {
    /// As written after `--`.
    public let name: String
    /// One sentence without a full stop.
    public let meaning: String
    /// What a value looks like: `MM`, `A..B`, `flat|arc|cylinder`.
    public let placeholder: String
    /// Takes no value on the command line.
    public let isSwitch: Bool
    public let set: @Sendable (inout Target, String) throws(TechniqueError) -> Void
    /// The value as text.
    public let text: @Sendable (Target) -> String
}

extension TechniqueOption {
    public typealias Place<Value> = any WritableKeyPath<Target, Value> & Sendable

    /// A length in mm.
    public static func length(_ name: String, _ place: Place<Double>, _ limits: ClosedRange<Double>, _ meaning: String) -> Self {
        numeric(name, place, limits, meaning, placeholder: "MM", expected: "a length such as 12mm", read: Quantity.length)
    }

    /// A plain number or a percentage.
    public static func number(_ name: String, _ place: Place<Double>, _ limits: ClosedRange<Double>, _ meaning: String) -> Self {
        numeric(name, place, limits, meaning, placeholder: "N", expected: "a number", read: Quantity.number)
    }

    /// A length that may be left to the technique: `auto`.
    public static func optionalLength(_ name: String, _ place: Place<Double?>, _ limits: ClosedRange<Double>, _ meaning: String) -> Self {
        Self(name: name, meaning: meaning, placeholder: "MM", isSwitch: false, set: { target, text throws(TechniqueError) in
            if text == "auto" { return target[keyPath: place] = nil }
            target[keyPath: place] = try checked(name, text, limits, expected: "a length such as 12mm", read: Quantity.length)
        }, text: { $0[keyPath: place].map(shown) ?? "auto" })
    }

    public static func angle(_ name: String, _ place: Place<Angle>, _ limits: ClosedRange<Double>, _ meaning: String) -> Self {
        Self(name: name, meaning: meaning, placeholder: "DEG", isSwitch: false, set: { target, text throws(TechniqueError) in
            let degrees = try checked(name, text, limits, expected: "an angle such as 90deg") { Quantity.angle($0)?.degrees }
            target[keyPath: place] = Angle(degrees: degrees)
        }, text: { shown($0[keyPath: place].degrees) })
    }

    /// Two lengths, `a..b`, the first not above the second.
    public static func lengths(_ name: String, _ place: Place<ClosedRange<Double>>, _ limits: ClosedRange<Double>, _ meaning: String) -> Self {
        Self(name: name, meaning: meaning, placeholder: "A..B", isSwitch: false, set: { target, text throws(TechniqueError) in
            guard let (low, high) = Quantity.lengths(text) else { throw .notUnderstood(option: name, value: text, expected: "a range such as 0.8mm..3.2mm") }
            guard limits.contains(low), limits.contains(high), low < high else {
                throw .outOfRange(option: name, value: text, limits: "\(shown(limits.lowerBound)) … \(shown(limits.upperBound)) mm, smaller first")
            }
            target[keyPath: place] = low...high
        }, text: { "\(shown($0[keyPath: place].lowerBound))..\(shown($0[keyPath: place].upperBound))" })
    }

    public static func toggle(_ name: String, _ place: Place<Bool>, _ meaning: String) -> Self {
        Self(name: name, meaning: meaning, placeholder: "", isSwitch: true, set: { target, text throws(TechniqueError) in
            switch text {
            case "true", "yes", "on", "1": target[keyPath: place] = true
            case "false", "no", "off", "0": target[keyPath: place] = false
            default: throw .notUnderstood(option: name, value: text, expected: "true or false")
            }
        }, text: { $0[keyPath: place] ? "true" : "false" })
    }

    /// One word of an enumeration.
    public static func choice<Value: CaseIterable & RawRepresentable & Sendable>(_ name: String, _ place: Place<Value>, _ meaning: String) -> Self where Value.RawValue == String {
        let words = Value.allCases.map(\.rawValue)
        return Self(name: name, meaning: meaning, placeholder: words.joined(separator: "|"), isSwitch: false, set: { target, text throws(TechniqueError) in
            guard let value = Value(rawValue: text) else {
                let hint = nearestWord(to: text, among: words).map { " (did you mean \($0)?)" } ?? ""
                throw .notUnderstood(option: name, value: text, expected: "one of \(words.joined(separator: ", "))\(hint)")
            }
            target[keyPath: place] = value
        }, text: { $0[keyPath: place].rawValue })
    }

    /// A colour as `#rrggbb`.
    public static func color(_ name: String, _ place: Place<String>, _ meaning: String) -> Self {
        value(name, place, placeholder: "#RRGGBB", expected: "a colour as #rrggbb", meaning, read: { Color(hex: $0)?.hex }, text: { $0 })
    }

    /// A value with a grammar of its own.
    public static func value<Value>(_ name: String, _ place: Place<Value>, placeholder: String, expected: String, _ meaning: String,
                                    read: @escaping @Sendable (String) -> Value?, text: @escaping @Sendable (Value) -> String) -> Self {
        Self(name: name, meaning: meaning, placeholder: placeholder, isSwitch: false, set: { target, word throws(TechniqueError) in
            guard let value = read(word) else { throw .notUnderstood(option: name, value: word, expected: expected) }
            target[keyPath: place] = value
        }, text: { text($0[keyPath: place]) })
    }

    private static func numeric(_ name: String, _ place: Place<Double>, _ limits: ClosedRange<Double>, _ meaning: String, placeholder: String,
                                expected: String, read: @escaping @Sendable (String) -> Double?) -> Self {
        Self(name: name, meaning: meaning, placeholder: placeholder, isSwitch: false, set: { target, text throws(TechniqueError) in
            target[keyPath: place] = try checked(name, text, limits, expected: expected, read: read)
        }, text: { shown($0[keyPath: place]) })
    }

    private static func checked(_ name: String, _ text: String, _ limits: ClosedRange<Double>, expected: String,
                                read: (String) -> Double?) throws(TechniqueError) -> Double {
        guard let value = read(text) else { throw .notUnderstood(option: name, value: text, expected: expected) }
        guard limits.contains(value) else {
            throw .outOfRange(option: name, value: text, limits: "\(shown(limits.lowerBound)) … \(shown(limits.upperBound))")
        }
        return value
    }
}

/// A number without a needless fraction.
func shown(_ value: Double) -> String { value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\((value * 1e6).rounded() / 1e6)" }
