import ImpressionGeometry

/// Nothing is drawn or passed outside the machine's room.
struct BedRule: CheckRule {
    static let name = "bed"
    static let summary = "moves outside the bed or above the machine's height"
    private let bed: Box
    private let height: Double

    init(_ settings: CheckSettings) { (bed, height) = (settings.printer.bed.expanded(by: 1e-6), settings.printer.maximumHeight) }

    func see(_ step: CheckStep) -> String? {
        guard step.layer >= 0, step.feature != .custom, step.kind == .travel || step.kind == .extrude else { return nil }
        if !bed.contains(step.to) { return "the nozzle goes to \(two(step.to.x)), \(two(step.to.y)), outside the bed" }
        return step.z > height + 1e-6 ? "the nozzle rises to \(two(step.z)), above \(two(height))" : nil
    }
}

/// Plastic is hot when it is pushed.
struct TemperatureRule: CheckRule {
    static let name = "temperature"
    static let summary = "extrusion below the least temperature, or before any was asked for"
    private let least: Double

    init(_ settings: CheckSettings) { least = settings.leastTemperature }

    func see(_ step: CheckStep) -> String? {
        guard step.kind == .extrude else { return nil }
        guard let temperature = step.temperature else { return "plastic is pushed before any temperature was asked for" }
        return temperature < least ? "plastic is pushed at \(two(temperature)) °C" : nil
    }
}

/// No line asks for more plastic than can be melted.
struct FlowRule: CheckRule {
    static let name = "flow"
    static let summary = "more plastic a second than the limit"
    private let limit: Double

    init(_ settings: CheckSettings) { limit = settings.greatestFlow }

    func see(_ step: CheckStep) -> String? {
        guard step.kind == .extrude, step.length > 0.05 else { return nil }
        let flow = step.volume * step.speed / step.length
        return flow > limit * 1.01 ? "\(two(flow)) mm³/s of plastic are asked for, limit \(two(limit))" : nil
    }
}

/// What is drawn back is pushed out again, once.
struct RetractionRule: CheckRule {
    static let name = "retraction"
    static let summary = "filament drawn back twice, or pushed out without having been drawn back, or left drawn back under a line"
    private var back: [Int: Double] = [:]

    init(_ settings: CheckSettings) {}

    mutating func see(_ step: CheckStep) -> String? {
        let drawn = back[step.tool, default: 0]
        // Start code primes and cleans as it likes; what it leaves drawn back counts.
        if step.layer < 0 {
            if step.kind == .retract || step.kind == .unretract { back[step.tool] = max(0, drawn - step.filament) }
            if step.kind == .extrude { back[step.tool] = 0 }
            return nil
        }
        switch step.kind {
        case .retract:
            back[step.tool] = drawn - step.filament
            // Wipes draw back in several moves: what counts is a length that nobody means.
            return drawn - step.filament > 40 ? "\(two(drawn - step.filament)) mm of filament are drawn back" : nil
        case .unretract:
            back[step.tool] = drawn - step.filament
            return drawn - step.filament < -0.5 ? "\(two(step.filament)) mm are pushed out with only \(two(drawn)) drawn back" : nil
        case .extrude:
            back[step.tool] = 0
            return drawn > 0.05 ? "a line begins with \(two(drawn)) mm drawn back" : nil
        default: return nil
        }
    }
}

/// Layers come from the plate upwards.
struct LayerRule: CheckRule {
    static let name = "layers"
    static let summary = "lines below the plate, or layers out of order"
    private var last = 0.0
    private var layer = -1
    /// Of the first line: where objects are printed one by one, the next begins here again.
    private var lowest: Double?

    init(_ settings: CheckSettings) {}

    mutating func see(_ step: CheckStep) -> String? {
        guard step.kind == .extrude, step.layer >= 0, step.feature != .custom else { return nil }
        if step.z < 0.01 { return "a line is drawn at the height \(two(step.z))" }
        let ground = lowest ?? step.z
        lowest = ground
        if step.layer > layer, abs(step.z - ground) < 1e-6 { last = 0 }
        defer { (last, layer) = (max(last, step.z), step.layer) }
        return step.layer > layer && step.z < last - 1e-6 ? "layer \(step.layer) lies at \(two(step.z)), below \(two(last))" : nil
    }
}

/// Progress goes on and ends at a hundred.
struct ProgressRule: CheckRule {
    static let name = "progress"
    static let summary = "M73 falling, above 100, or not ending at 100"
    private var last: Double?
    private var isDone = false

    init(_ settings: CheckSettings) {}

    mutating func see(_ step: CheckStep) -> String? {
        if step.kind == .extrude, isDone, step.feature != .custom { return "a line is drawn after progress has reached 100" }
        guard case .progress(let value) = step.kind else { return nil }
        defer { (last, isDone) = (value, value >= 100) }
        if value > 100 { return "progress is \(two(value)) per cent" }
        return value < last ?? 0 ? "progress falls from \(two(last ?? 0)) to \(two(value))" : nil
    }

    func finish(_ statistics: GCodeReplay.Statistics) -> String? { last.map { $0 < 100 } ?? false ? "progress ends at \(two(last ?? 0))" : nil }
}

/// The file takes as much plastic as it says.
struct UsageRule: CheckRule {
    static let name = "usage"
    static let summary = "another length of filament than the file tells"
    init(_ settings: CheckSettings) {}
    func see(_ step: CheckStep) -> String? { nil }
    func finish(_ statistics: GCodeReplay.Statistics) -> String? {
        guard let told = statistics.toldFilament, told > 0 else { return nil }
        let drawn = statistics.layerFilament
        return abs(drawn / told - 1) > 0.02 ? "\(two(drawn)) mm of filament are drawn, the file tells \(two(told))" : nil
    }
}

private func two(_ value: Double) -> String { decimal((value * 100).rounded() / 100) }
