/// Settings of another program as ours: values worked out, each with its origin.
public struct ResolvedSettings: Sendable {
    public struct Entry: Sendable, Equatable {
        public var key: String
        public var value: String
        public var origin: SettingOrigin
    }

    /// Something that was read and does not take effect.
    public enum Note: Sendable, Equatable, CustomStringConvertible {
        /// Known, but without a counterpart here.
        case unsupported(key: String, value: String, reason: String, SettingOrigin)
        case unknown(key: String, suggestion: String?, SettingOrigin)
        /// The tools have different values; the first one's is taken.
        case firstOfSeveral(key: String, value: String, SettingOrigin)
        /// A preset says that it does not fit the printer.
        case unfit(condition: String, SettingOrigin)

        public var description: String {
            switch self {
            case .unsupported(let key, let value, let reason, let origin): "\(origin): \(key) = \(value.prefix(60)) has no effect: \(reason)"
            case .unknown(let key, let suggestion, let origin): "\(origin): unknown setting '\(key)'" + (suggestion.map { "; did you mean '\($0)'?" } ?? "")
            case .firstOfSeveral(let key, let value, let origin): "\(origin): \(key): of several tools' values '\(value.prefix(60))' only the first is taken"
            case .unfit(let condition, let origin): "\(origin): not meant for this printer: \(condition)"
            }
        }
    }

    /// In the order of their keys, each once.
    public internal(set) var entries: [Entry] = []
    public internal(set) var notes: [Note] = []
    /// The base with every entry set.
    public internal(set) var profile: PrintProfile

    /// `key = value  # origin`, a line each.
    public var dump: String { entries.map { "\($0.key) = \($0.value)  # \($0.origin)\n" }.joined() }
}
