internal import ImpressionGeometry
internal import ImpressionSlicing

/// What a file's moves take, by the planner, with the limits that the file itself sets.
///
/// Heating, homing and tool changes take no time; G4 takes its own.
struct ReplayTimer {
    private var planner: MotionPlanner
    private var limits: MotionLimits
    private var pending: [LineFeature?] = []
    /// mm/s² that M204 has set.
    private var printing: Double
    private var travelling: Double
    private var retracting: Double
    private var result = GCodeReplay.Times()

    /// Moves that wait for one another at most.
    private static let run = 20_000

    init(_ limits: MotionLimits) {
        (self.limits, planner) = (limits, MotionPlanner(limits: limits))
        (printing, travelling, retracting) = (limits.extruding, limits.travel, limits.retracting)
    }

    /// - Parameters:
    ///   - delta: x, y, z and filament, mm.
    ///   - feed: mm/min.
    mutating func move(_ delta: SIMD4<Double>, feed: Double, _ feature: LineFeature) {
        guard delta != .zero, feed > 0, feed < 1e9 else { return }
        let draws = delta.w > 0 && (delta.x != 0 || delta.y != 0), isFilamentAlone = delta.x == 0 && delta.y == 0 && delta.z == 0
        planner.append(delta, speed: feed / 60, acceleration: draws ? printing : isFilamentAlone ? retracting : travelling)
        pending.append(draws ? feature : nil)
        if pending.count >= Self.run { flush() }
    }

    mutating func wait(_ seconds: Double) {
        flush()
        if seconds > 0, seconds < 1e6 { result.total += seconds }
    }

    /// M204 in its several kinds: S for all, or P, R and T.
    mutating func accelerate(_ words: GCodeWords) {
        func value(_ letter: Unicode.Scalar) -> Double? { words[letter].flatMap { $0 > 0 && $0 < 1e6 ? $0 : nil } }
        if let all = value("S") {
            (printing, travelling) = (all, all)
            if let own = value("T") { retracting = own }
        } else {
            printing = value("P") ?? printing
            travelling = value("T") ?? travelling
            retracting = value("R") ?? retracting
        }
    }

    /// M201, M203 and M205: what axes can do.
    mutating func limit(_ number: Int, _ words: GCodeWords) {
        flush()
        func set(_ limit: inout SIMD4<Double>) {
            for (i, letter) in (["X", "Y", "Z", "E"] as [Unicode.Scalar]).enumerated() {
                if let value = words[letter], value > 0, value < 1e7 { limit[i] = value }
            }
        }
        switch number {
        case 201: set(&limits.acceleration)
        case 203: set(&limits.speed)
        default:
            set(&limits.jerk)
            if let deviation = words["J"], deviation >= 0, deviation < 10 { limits.junctionDeviation = deviation }
        }
        planner = MotionPlanner(limits: limits)
    }

    private mutating func flush() {
        guard !pending.isEmpty else { return }
        for (time, feature) in zip(planner.finish(), pending) {
            result.total += time
            if let feature { result.features[Int(feature.rawValue)] += time } else { result.between += time }
        }
        pending.removeAll(keepingCapacity: true)
    }

    mutating func finished() -> GCodeReplay.Times {
        flush()
        return result
    }
}

extension GCodeReplay {
    /// What a file's moves take, s.
    public struct Times: Sendable, Equatable {
        public var total = 0.0
        /// While plastic is drawn, by the raw value of `LineFeature`.
        public var features = [Double](repeating: 0, count: LineFeature.allCases.count)
        /// Travels, retractions and lifts.
        public var between = 0.0

        public init() {}
    }

    /// What a file's block of settings says of the machine and its filament.
    struct Told {
        /// nil where no limit is named.
        var limits: MotionLimits?
        /// Of the filament, mm.
        var diameter: Double?
    }

    static func told(in bytes: [UInt8]) -> Told {
        var printer = Printer(), told = Told()
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                var end = start
                while end < bytes.count, bytes[end] != 10 { end += 1 }
                defer { start = end + 1 }
                guard end - start > 14, end - start < 400, bytes[start] == 59 else { continue }
                let line = Substring(decoding: bytes[start..<end].dropFirst(), as: UTF8.self), parts = line.split(whereSeparator: { $0 == "=" || $0 == ":" })
                guard parts.count == 2 else { continue }
                // Of several values the first is that of the usual mode, or of the first extruder.
                let key = trimmed(parts[0]), value = trimmed(parts[1].split(separator: ",").first ?? "")
                if key == "filament_diameter", let diameter = Double(value), (0.5...5).contains(diameter) { told.diameter = diameter }
                guard key.hasPrefix("machine_max_") || key.hasPrefix("machine_min_") else { continue }
                if (try? printer.setIfKnown(String(key), String(value))) == true { told.limits = printer.limits }
            }
        }
        return told
    }
}
