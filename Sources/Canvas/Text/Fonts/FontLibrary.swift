internal import Synchronization

/// The fonts there are: those that fontconfig finds, or those of given files.
///
/// Safe to share; choosing is serialised. The same fonts and queries give the same choice in any order of asking.
public final class FontLibrary: Sendable {
    /// Every font of this computer, by fontconfig's configuration. Read once.
    public static let system = FontLibrary(FontconfigStore())

    let records: [FontRecord]
    private let store: Mutex<FontconfigStore>
    /// Indices of `records` by the family's name in lower case.
    private let byFamily: [String: [Int]]
    private let choices = Mutex<Choices>(Choices())

    private struct Choices {
        var families: [String: [String]] = [:]
        var fallbacks: [FallbackKey: Int?] = [:]
    }

    private struct FallbackKey: Hashable {
        var scalar: Unicode.Scalar
        var query: FontQuery
        var isColored: Bool
    }

    /// Only the fonts of some files, in their order.
    public convenience init(files: [String]) throws(FontError) {
        self.init(try FontconfigStore(files: files))
    }

    private init(_ store: consuming sending FontconfigStore) {
        let records = store.records()
        var byFamily: [String: [Int]] = [:]
        for (i, record) in records.enumerated() {
            for family in record.families where byFamily[family.lowercased()]?.last != i { byFamily[family.lowercased(), default: []].append(i) }
        }
        (self.records, self.byFamily) = (records, byFamily)
        self.store = Mutex(store)
    }

    public var isEmpty: Bool { records.isEmpty }

    /// Families in the order of their names, each once.
    public var families: [String] {
        var seen: Set<String> = []
        return records.compactMap { $0.families.first }.filter { seen.insert($0.lowercased()).inserted }.sorted()
    }

    /// Whether a family of this name is here; generic names always are.
    public func has(family: String) -> Bool { byFamily[family.lowercased()] != nil || Self.generic.contains(family.lowercased()) }

    private static let generic: Set<String> = ["serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"]

    /// The nearest font of each family that a query names and that is here, and of serif in the end; a variable font serves a whole range.
    func candidates(_ query: FontQuery) -> [Int] {
        var result: [Int] = []
        for family in query.families + ["serif", "sans-serif"] {
            guard let best = best(in: family, query), !result.contains(best) else { continue }
            result.append(best)
        }
        if result.isEmpty, let any = nearest(Array(records.indices), query) { result = [any] }
        return result
    }

    private func best(in family: String, _ query: FontQuery) -> Int? {
        let key = family.lowercased()
        if let own = byFamily[key] { return nearest(own, query) }
        for name in substitutes(family, isGeneric: Self.generic.contains(key)) {
            if let own = byFamily[name.lowercased()] { return nearest(own, query) }
        }
        return nil
    }

    private func nearest(_ indices: [Int], _ query: FontQuery) -> Int? {
        indices.map { ($0, records[$0].distance(from: query)) }.min { a, b in
            a.1 == b.1 ? false : a.1.lexicographicallyPrecedes(b.1)
        }?.0
    }

    private func substitutes(_ family: String, isGeneric: Bool) -> [String] {
        if let known = choices.withLock({ $0.families[family] }) { return known }
        let found = store.withLock { $0.substitutes(family, acceptingWeak: isGeneric) }
        choices.withLock { $0.families[family] = found }
        return found
    }

    /// A font that draws a character which none of the query's families has; nil where no font does.
    func fallback(for scalar: Unicode.Scalar, like query: FontQuery, colored: Bool) -> Int? {
        let key = FallbackKey(scalar: scalar, query: query, isColored: colored)
        if let known = choices.withLock({ $0.fallbacks[key] }) { return known }
        let found = store.withLock { $0.covering(scalar, like: query, colored: colored, records: records) }
        choices.withLock { $0.fallbacks[key] = .some(found) }
        return found
    }
}
