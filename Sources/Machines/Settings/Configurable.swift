import ImpressionGeometry

/// A value that is set by `key = value`, through a table that declares every key once.
public protocol Configurable: Sendable {
    static var settings: [Setting<Self>] { get }
}

extension Configurable {
    /// Sets one value by PrusaSlicer's name or ours; `-` and `_` are the same.
    public mutating func set(_ key: String, _ value: String) throws(SettingError) {
        guard try setIfKnown(key, value) else {
            throw .unknown(key: key, suggestion: nearestWord(to: canonical(key), among: Self.names))
        }
    }

    /// Whether the table knows `key`; its value is then set.
    mutating func setIfKnown(_ key: String, _ value: String) throws(SettingError) -> Bool {
        let key = canonical(key)
        guard let row = Self.settings.first(where: { $0.key == key || $0.plainName == key }) else { return false }
        try row.write(&self, value)
        return true
    }

    /// The value of `key` as it would be written in a file.
    public subscript(setting key: String) -> String? {
        let key = canonical(key)
        return Self.settings.first { $0.key == key || $0.plainName == key }?.read(self)
    }

    static var names: [String] { settings.flatMap { [$0.key, $0.plainName] } }

    /// Row of `key` where others take percentages of it.
    static func baseRank(of key: String) -> Int? {
        settings.firstIndex { $0.isBase && ($0.key == key || $0.plainName == key) }
    }
}

/// The spelling under which tables are searched.
func canonical(_ key: String) -> String { String(key.map { $0 == "-" ? "_" : $0 }) }

/// One line of a settings file.
public struct SettingPair: Sendable, Equatable {
    public var key: String
    public var value: String
    public init(_ key: String, _ value: String) {
        self.key = key
        self.value = value
    }
}

/// Reads `key = value` lines. `#` and `;` start comment lines; sections in brackets are refused.
public func settingPairs(in bytes: some Collection<UInt8>) throws(SettingError) -> [SettingPair] {
    var pairs: [SettingPair] = []
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
        let text = trimmed(String(decoding: line, as: UTF8.self)[...])
        guard let first = text.first, first != "#", first != ";" else { continue }
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex, first != "[" else {
            throw .malformedLine(number: index + 1, text: String(text.prefix(60)))
        }
        pairs.append(SettingPair(String(trimmed(text[..<equals])), String(trimmed(text[text.index(after: equals)...]))))
    }
    return pairs
}

/// `text` without blanks at its ends.
func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
}
