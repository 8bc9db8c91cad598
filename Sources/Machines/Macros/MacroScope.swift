/// The names that macros may read: a profile's settings, and what is known while a file is made.
public struct MacroScope: Sendable {
    var settings: [String: MacroBinding]
    var facts: [String: MacroBinding] = [:]
    /// Names that get their value only when everything is printed.
    var later: Set<String> = []

    func binding(_ name: String) -> MacroBinding? { facts[name] ?? settings[name] }

    var names: [String] { settings.keys.sorted() + facts.keys.sorted() }

    /// A scope of nothing but these.
    public init(_ values: [String: MacroValue] = [:]) { settings = values.mapValues { MacroBinding($0) } }
}

/// What lasts from one piece of custom G-code to the next: `{global x = …}`.
public struct MacroSession: Sendable {
    public var globals: [String: MacroValue] = [:]
    public init() {}
}

extension MacroTemplate {
    /// The G-code with every macro put out.
    ///
    /// - Parameter seed: Of `random()`; the same seed gives the same text.
    public func filled(in scope: MacroScope, session: inout MacroSession, seed: UInt64 = 0) throws(MacroError) -> String {
        var run = MacroRun(scope: scope, globals: session.globals, seed: seed)
        do throws(MacroFault) { try run.perform(steps) } catch { throw error.error(in: source) }
        session.globals = run.globals
        return run.output
    }
}
