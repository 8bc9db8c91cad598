internal import CFontconfig

/// A configuration of fontconfig and the fonts in it. Not to be used from two threads at once.
struct FontconfigStore: ~Copyable {
    private let config: OpaquePointer?
    /// fontconfig's own index of a record in its set, by the record's index.
    private var patterns: [OpaquePointer] = []
    private var found: [FontRecord] = []

    /// By the system's configuration, which the environment may name.
    init() {
        config = FcInitLoadConfigAndFonts()
        collect(FcSetSystem)
    }

    init(files: [String]) throws(FontError) {
        config = FcConfigCreate()
        for path in files {
            guard FcConfigAppFontAddFile(config, path) != 0 else { throw FontError.notAFont(path: path) }
        }
        collect(FcSetApplication)
        if found.isEmpty { throw files.first.map { .withoutOutlines(path: $0) } ?? .noFonts }
    }

    deinit { if let config { FcConfigDestroy(config) } }

    func records() -> [FontRecord] { found }

    /// Outline fonts in an order of their own: by path, then by place in the collection. A variable font stands for its named instances.
    private mutating func collect(_ kind: FcSetName) {
        guard let set = FcConfigGetFonts(config, kind)?.pointee, let fonts = set.fonts else { return }
        var all: [(record: FontRecord, pattern: OpaquePointer, isInstance: Bool)] = []
        for i in 0..<Int(set.nfont) {
            guard let pattern = fonts[i], let record = Self.record(pattern) else { continue }
            all.append((record, pattern, (Self.integer(pattern, FC_INDEX) ?? 0) >> 16 != 0 && !record.isVariable))
        }
        all.sort { ($0.record.path, $0.record.index, $0.record.isVariable ? 0 : 1) < ($1.record.path, $1.record.index, $1.record.isVariable ? 0 : 1) }
        for font in all where !font.isInstance {
            if let last = found.last, last.path == font.record.path, last.index == font.record.index { continue }
            found.append(font.record)
            patterns.append(font.pattern)
        }
    }

    private static func record(_ pattern: OpaquePointer) -> FontRecord? {
        guard let path = strings(pattern, FC_FILE).first, flag(pattern, FC_SCALABLE) else { return nil }
        let slant = integer(pattern, FC_SLANT) ?? 0
        let weight = range(pattern, FC_WEIGHT) ?? 80...80
        return FontRecord(
            path: path, index: (integer(pattern, FC_INDEX) ?? 0) & 0xFFFF, families: strings(pattern, FC_FAMILY),
            weight: ordered(FcWeightToOpenTypeDouble(weight.lowerBound), FcWeightToOpenTypeDouble(weight.upperBound)),
            stretch: range(pattern, FC_WIDTH) ?? 100...100, slant: slant >= 110 ? .oblique : slant >= 100 ? .italic : .normal,
            isVariable: flag(pattern, FC_VARIABLE), isColored: flag(pattern, FC_COLOR))
    }

    /// The families that the configuration puts in the place of `family`.
    ///
    /// - Parameter acceptingWeak: Also those that only fill in where nothing else is there. A name that is not generic takes only equals.
    func substitutes(_ family: String, acceptingWeak: Bool) -> [String] {
        guard let config, let pattern = FcPatternCreate() else { return [] }
        defer { FcPatternDestroy(pattern) }
        FcPatternAddString(pattern, FC_FAMILY, family)
        FcConfigSubstitute(config, pattern, FcMatchPattern)
        var names: [String] = [], n: Int32 = 0
        while true {
            var value = FcValue(), binding = FcValueBindingWeak
            guard FcPatternGetWithBinding(pattern, FC_FAMILY, n, &value, &binding) == FcResultMatch else { return names }
            if value.type == FcTypeString, acceptingWeak || binding != FcValueBindingWeak, let text = value.u.s { names.append(String(cString: text)) }
            n += 1
        }
    }

    /// The index of the font that fontconfig prefers among those with a character. Colour fonts only where they are asked for, or nothing else is there.
    func covering(_ scalar: Unicode.Scalar, like query: FontQuery, colored: Bool, records: [FontRecord]) -> Int? {
        let covering = patterns.indices.filter { Self.covers(patterns[$0], scalar) }
        let fitting = covering.filter { records[$0].isColored == colored }
        let choice = fitting.isEmpty ? covering : fitting
        guard choice.count > 1 else { return choice.first }
        let preferred = preferredFamilies(scalar, query)
        func rank(_ i: Int) -> [Double] {
            let place = preferred.firstIndex { name in records[i].families.contains { $0.lowercased() == name } } ?? preferred.count
            return [Double(place)] + records[i].distance(from: query)
        }
        return choice.map { ($0, rank($0)) }.min { $0.1.lexicographicallyPrecedes($1.1) }?.0
    }

    static func covers(_ pattern: OpaquePointer, _ scalar: Unicode.Scalar) -> Bool {
        var set: OpaquePointer?
        return FcPatternGetCharSet(pattern, FC_CHARSET, 0, &set) == FcResultMatch && FcCharSetHasChar(set, scalar.value) != 0
    }

    /// Families in the configuration's order of preference for a query.
    private func preferredFamilies(_ scalar: Unicode.Scalar, _ query: FontQuery) -> [String] {
        guard let config, let pattern = FcPatternCreate() else { return [] }
        defer { FcPatternDestroy(pattern) }
        for family in query.families { FcPatternAddString(pattern, FC_FAMILY, family) }
        FcConfigSubstitute(config, pattern, FcMatchPattern)
        FcDefaultSubstitute(pattern)
        return Self.strings(pattern, FC_FAMILY).map { $0.lowercased() }
    }
}

// MARK: - Values of patterns

extension FontconfigStore {
    private static func strings(_ pattern: OpaquePointer, _ key: String) -> [String] {
        var result: [String] = [], n: Int32 = 0, text: UnsafeMutablePointer<FcChar8>?
        while FcPatternGetString(pattern, key, n, &text) == FcResultMatch, let found = text {
            result.append(String(cString: found))
            n += 1
        }
        return result
    }

    private static func integer(_ pattern: OpaquePointer, _ key: String) -> Int? {
        var value: Int32 = 0
        return FcPatternGetInteger(pattern, key, 0, &value) == FcResultMatch ? Int(value) : nil
    }

    private static func flag(_ pattern: OpaquePointer, _ key: String) -> Bool {
        var value: FcBool = 0
        return FcPatternGetBool(pattern, key, 0, &value) == FcResultMatch && value != 0
    }

    private static func range(_ pattern: OpaquePointer, _ key: String) -> ClosedRange<Double>? {
        var value = 0.0
        if FcPatternGetDouble(pattern, key, 0, &value) == FcResultMatch, value.isFinite { return value...value }
        var range: OpaquePointer?, low = 0.0, high = 0.0
        guard FcPatternGetRange(pattern, key, 0, &range) == FcResultMatch, FcRangeGetDouble(range, &low, &high) != 0 else { return nil }
        return low.isFinite && high.isFinite ? ordered(low, high) : nil
    }

    private static func ordered(_ a: Double, _ b: Double) -> ClosedRange<Double> { min(a, b)...max(a, b) }
}
