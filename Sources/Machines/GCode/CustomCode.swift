/// A profile's own pieces of G-code, read before anything is printed so that their mistakes come first.
struct CustomCode: Sendable {
    /// Where a piece is put, by the name of its setting.
    enum Place: String, CaseIterable, Sendable {
        case start = "start_gcode", end = "end_gcode"
        case filamentStart = "start_filament_gcode", filamentEnd = "end_filament_gcode"
        case beforeLayer = "before_layer_gcode", layer = "layer_gcode"
        case betweenObjects = "between_objects_gcode", toolChange = "toolchange_gcode", colourChange = "color_change_gcode", pause = "pause_print_gcode", template = "template_custom_gcode"
    }

    private var templates: [Place: MacroTemplate] = [:]
    private let scope: MacroScope

    init(_ job: GCodeJob) throws(GCodeError) {
        var scope = job.profile.macroScope
        scope.facts = MacroFacts.job(job)
        self.scope = scope
        for place in Place.allCases {
            do throws(MacroError) { templates[place] = try MacroTemplate(Self.text(place, of: job.profile)) } catch {
                throw .macro(setting: place.rawValue, error)
            }
        }
    }

    private static func text(_ place: Place, of profile: PrintProfile) -> String {
        switch place {
        case .start: profile.printer.startCode
        case .end: profile.printer.endCode
        case .filamentStart: profile.filament.startCode
        case .filamentEnd: profile.filament.endCode
        case .beforeLayer: profile.printer.beforeLayerCode
        case .layer: profile.printer.layerCode
        case .betweenObjects: profile.printer.betweenObjectsCode
        case .toolChange: profile.printer.toolChangeCode
        case .colourChange: profile.printer.colourChangeCode
        case .pause: profile.printer.pauseCode
        case .template: profile.printer.templateCode
        }
    }

    /// Fills lines that come with the job.
    func filled(_ text: String, with facts: [String: MacroBinding], session: inout MacroSession, seed: UInt64) throws(GCodeError) -> String {
        var scope = scope
        scope.facts.merge(facts) { $1 }
        scope.later = MacroFacts.totals
        do throws(MacroError) { return try MacroTemplate(text).filled(in: scope, session: &session, seed: seed) } catch { throw .macro(setting: "custom_gcode", error) }
    }

    /// - Parameters:
    ///   - facts: What is known there beyond the profile and the job.
    ///   - later: Names that are known elsewhere only.
    func filled(_ place: Place, with facts: [String: MacroBinding], later: Set<String> = [], session: inout MacroSession, seed: UInt64 = 0) throws(GCodeError) -> String {
        guard let template = templates[place], !template.steps.isEmpty else { return "" }
        var scope = scope
        scope.facts.merge(facts) { $1 }
        scope.later = later
        do throws(MacroError) { return try template.filled(in: scope, session: &session, seed: seed) } catch { throw .macro(setting: place.rawValue, error) }
    }
}
