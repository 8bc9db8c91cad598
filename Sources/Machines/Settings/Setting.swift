internal import ImpressionCodecs

/// One row of a settings table: name, type, limits, meaning and place, declared together.
///
/// The default is the value that a fresh `Owner` holds.
public struct Setting<Owner: Sendable>: Sendable {
    /// PrusaSlicer's name where it has one.
    public let key: String
    /// Our own plain name; also accepted.
    public let plainName: String
    public let kind: SettingKind
    /// What it does, with its unit.
    public let meaning: String
    /// Whether PrusaSlicer knows `key`: only such rows go into the G-code's config block.
    public var isShared = true
    /// Whether other rows take percentages of this one, so that it must be read first.
    public var isBase = false

    let read: @Sendable (Owner) -> String
    let write: @Sendable (inout Owner, String) throws(SettingError) -> Void

    /// A row that PrusaSlicer does not know.
    var ours: Self { with { $0.isShared = false } }
    /// A row whose value others take percentages of.
    var base: Self { with { $0.isBase = true } }

    private func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }
}

/// What a setting's value may be.
public enum SettingKind: Sendable, Equatable {
    case number(ClosedRange<Double>)
    case whole(ClosedRange<Int>)
    /// 0 … 1, also written as a percentage.
    case share(ClosedRange<Double>)
    case flag
    case choice([String])
    case text
}

extension Setting {
    typealias Path<Value> = any WritableKeyPath<Owner, Value> & Sendable

    /// A number; `whole` tells what a percentage is a share of, `automatic` what 0 stands for, `orZero` that 0 is allowed though outside the limits.
    static func number(
        _ key: String, _ plainName: String, _ path: Path<Double>, _ limits: ClosedRange<Double>, _ meaning: String,
        percentOf whole: (@Sendable (Owner) -> Double)? = nil, automatic: (@Sendable (Owner) -> Double)? = nil, orZero: Bool = false
    ) -> Self {
        Self(key: key, plainName: plainName, kind: .number(limits), meaning: meaning, read: { decimal($0[keyPath: path]) }) {
            owner, text throws(SettingError) in
            var value: Double
            if let whole, text.utf8.last == UInt8(ascii: "%") {
                value = try number(in: text.dropLast(), key) / 100 * whole(owner)
            } else {
                value = try number(in: text[...], key)
            }
            if value == 0, let automatic { value = automatic(owner) }
            guard limits.contains(value) || orZero && value == 0 else { throw .outOfRange(key: key, value: text, limits: limits) }
            owner[keyPath: path] = value
        }
    }

    static func share(_ key: String, _ plainName: String, _ path: Path<Double>, _ limits: ClosedRange<Double>, _ meaning: String) -> Self {
        Self(key: key, plainName: plainName, kind: .share(limits), meaning: meaning, read: { decimal($0[keyPath: path] * 100) + "%" }) {
            owner, text throws(SettingError) in
            let value = text.utf8.last == UInt8(ascii: "%") ? try number(in: text.dropLast(), key) / 100 : try number(in: text[...], key)
            guard limits.contains(value) else { throw .outOfRange(key: key, value: text, limits: limits) }
            owner[keyPath: path] = value
        }
    }

    static func whole(_ key: String, _ plainName: String, _ path: Path<Int>, _ limits: ClosedRange<Int>, _ meaning: String) -> Self {
        Self(key: key, plainName: plainName, kind: .whole(limits), meaning: meaning, read: { "\($0[keyPath: path])" }) {
            owner, text throws(SettingError) in
            let value = try number(in: text[...], key)
            guard value == value.rounded() else { throw .notANumber(key: key, value: text) }
            let bounds = Double(limits.lowerBound)...Double(limits.upperBound)
            guard bounds.contains(value) else { throw .outOfRange(key: key, value: text, limits: bounds) }
            owner[keyPath: path] = Int(value)
        }
    }

    static func flag(_ key: String, _ plainName: String, _ path: Path<Bool>, _ meaning: String) -> Self {
        Self(key: key, plainName: plainName, kind: .flag, meaning: meaning, read: { $0[keyPath: path] ? "1" : "0" }) {
            owner, text throws(SettingError) in
            switch text {
            case "1", "true", "yes", "on": owner[keyPath: path] = true
            case "0", "false", "no", "off": owner[keyPath: path] = false
            default: throw .notAChoice(key: key, value: text, choices: ["0", "1"])
            }
        }
    }

    static func choice(_ key: String, _ plainName: String, _ path: Path<String>, _ choices: [String], _ meaning: String) -> Self {
        Self(key: key, plainName: plainName, kind: .choice(choices), meaning: meaning, read: { $0[keyPath: path] }) {
            owner, text throws(SettingError) in
            guard choices.contains(text) else { throw .notAChoice(key: key, value: text, choices: choices) }
            owner[keyPath: path] = text
        }
    }

    /// Numbers with commas between; empty for none.
    static func numbers(_ key: String, _ plainName: String, _ path: Path<[Double]>, _ limits: ClosedRange<Double>, _ meaning: String) -> Self {
        Self(key: key, plainName: plainName, kind: .text, meaning: meaning, read: { $0[keyPath: path].map(decimal).joined(separator: ",") }) {
            owner, text throws(SettingError) in
            var values: [Double] = []
            for part in text.split(separator: ",") {
                let value = try number(in: trimmed(part), key)
                guard limits.contains(value) else { throw .outOfRange(key: key, value: String(part), limits: limits) }
                values.append(value)
            }
            owner[keyPath: path] = values
        }
    }

    /// One of an enumeration's words.
    static func word<Word: RawRepresentable<String> & CaseIterable & SendableMetatype>(_ key: String, _ plainName: String, _ path: Path<Word>, _ meaning: String) -> Self {
        let words = Word.allCases.map(\.rawValue)
        return Self(key: key, plainName: plainName, kind: .choice(words), meaning: meaning, read: { $0[keyPath: path].rawValue }) {
            owner, text throws(SettingError) in
            guard let word = Word(rawValue: text) else { throw .notAChoice(key: key, value: text, choices: words) }
            owner[keyPath: path] = word
        }
    }

    /// Text with `\n` for a line break, as in PrusaSlicer's files.
    static func text(_ key: String, _ plainName: String, _ path: Path<String>, _ meaning: String) -> Self {
        Self(key: key, plainName: plainName, kind: .text, meaning: meaning, read: { escaped($0[keyPath: path]) }) {
            owner, text throws(SettingError) in
            owner[keyPath: path] = unescaped(text)
        }
    }

    /// A finite number and nothing else. A vector ("0.4,0.4") is not one number; PrusaSlicer's one-element vectors are.
    static func number(in text: Substring, _ key: String) throws(SettingError) -> Double {
        let value = Double(text)
        guard let value, value.isFinite else { throw .notANumber(key: key, value: String(text)) }
        return value
    }
}

/// At most six decimals, no exponent.
func decimal(_ value: Double) -> String {
    guard value.magnitude < 9e9 else { return "0" }
    var sink = ByteSink()
    sink.append(value, decimals: 6)
    return String(decoding: sink.bytes, as: UTF8.self)
}

func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
        switch character {
        case "\n": result += "\\n"
        case "\\": result += "\\\\"
        case "\r": continue
        default: result.unicodeScalars.append(character)
        }
    }
    return result
}

func unescaped(_ text: String) -> String {
    var result = ""
    var afterBackslash = false
    for character in text.unicodeScalars {
        if afterBackslash {
            // Line ends of other systems come as \r\n.
            if character != "r" { result.unicodeScalars.append(character == "n" ? "\n" : character == "t" ? "\t" : character) }
            afterBackslash = false
        } else if character == "\\" {
            afterBackslash = true
        } else {
            result.unicodeScalars.append(character)
        }
    }
    return result
}
