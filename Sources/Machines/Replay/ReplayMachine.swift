internal import ImpressionGeometry
internal import ImpressionSlicing
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The state of the machine between two lines of G-code.
struct ReplayMachine {
    private let filamentArea: Double
    private(set) var statistics = GCodeReplay.Statistics()
    private var place = Point.zero
    private var z = 0.0
    private var e = 0.0
    private var isRelative = false
    private var isFilamentRelative = false
    private var role = ""
    private var height = 0.2
    private var layer = -1
    private var words = GCodeWords()
    private var tool = 0
    private var feed = 0.0
    private var temperatures: [Int: Double] = [:]
    /// One length for all extruders, drawn back by G10 and pushed out by G11; its true value is the firmware's.
    private static let firmwareRetraction = 1.0
    private var isDrawnBack = false

    init(filamentArea: Double) { self.filamentArea = filamentArea }

    mutating func run(_ line: UnsafeBufferPointer<UInt8>, _ body: (GCodeReplay.Bead) -> Void, _ steps: (CheckStep) -> Void) {
        statistics.lines += 1
        if line.first == UInt8(ascii: ";") { return comment(line) }
        words.read(line)
        switch (words.letter, words.number) {
        case (UInt8(ascii: "G"), 0), (UInt8(ascii: "G"), 1): move(body, steps)
        case (UInt8(ascii: "G"), 2): arc(clockwise: true, body, steps)
        case (UInt8(ascii: "G"), 3): arc(clockwise: false, body, steps)
        case (UInt8(ascii: "G"), 90): (isRelative, isFilamentRelative) = (false, false)
        case (UInt8(ascii: "G"), 91): (isRelative, isFilamentRelative) = (true, true)
        case (UInt8(ascii: "G"), 92): reset()
        case (UInt8(ascii: "M"), 82): isFilamentRelative = false
        case (UInt8(ascii: "M"), 83): isFilamentRelative = true
        case (UInt8(ascii: "M"), 104), (UInt8(ascii: "M"), 109): heat()
        case (UInt8(ascii: "M"), 73): if let percent = words["P"] { steps(step(.progress(percent), place)) }
        case (UInt8(ascii: "G"), 10) where words["S"] == nil && words["P"] == nil: firmware(draws: true, steps)
        case (UInt8(ascii: "G"), 11): firmware(draws: false, steps)
        case (UInt8(ascii: "T"), 0...255):
            tool = words.number
            steps(step(.toolChange, place))
        default: break
        }
    }

    private mutating func heat() {
        guard let value = words["S"] ?? words["R"] else { return }
        temperatures[words["T"].map { Int(max(0, min(255, $0))) } ?? tool] = value
    }

    private mutating func firmware(draws: Bool, _ steps: (CheckStep) -> Void) {
        guard draws != isDrawnBack else { return }
        isDrawnBack = draws
        var step = step(draws ? .retract : .unretract, place)
        step.filament = draws ? -Self.firmwareRetraction : Self.firmwareRetraction
        steps(step)
    }

    private func step(_ kind: CheckStep.Kind, _ target: Point) -> CheckStep {
        CheckStep(kind: kind, line: statistics.lines, from: place, to: target, z: z, height: height, width: 0, filament: 0, speed: feed / 60,
                  tool: tool, temperature: temperatures[tool] ?? temperatures[0], role: role, layer: layer)
    }

    private mutating func reset() {
        if let value = words["X"] { place.x = value }
        if let value = words["Y"] { place.y = value }
        if let value = words["Z"] { z = value }
        if let value = words["E"] { e = value }
    }

    private mutating func move(_ body: (GCodeReplay.Bead) -> Void, _ steps: (CheckStep) -> Void) {
        if let value = words["F"], value > 0 { feed = value }
        let target = Point(coordinate("X", place.x), coordinate("Y", place.y))
        let pushed = filament()
        let rise = coordinate("Z", z)
        if rise != z { z = rise }
        draw(to: target, pushed, body, steps)
    }

    /// Chords no longer than half a millimetre.
    private mutating func arc(clockwise: Bool, _ body: (GCodeReplay.Bead) -> Void, _ steps: (CheckStep) -> Void) {
        if let value = words["F"], value > 0 { feed = value }
        let target = Point(coordinate("X", place.x), coordinate("Y", place.y))
        let pushed = filament()
        let center = place + Point(words["I"] ?? 0, words["J"] ?? 0)
        let (from, to) = (place - center, target - center)
        var turn = atan2(from.cross(to), from.dot(to))
        if clockwise, turn >= 0 { turn -= 2 * .pi } else if !clockwise, turn <= 0 { turn += 2 * .pi }
        let radius = from.length
        guard radius.isFinite, radius > 0, radius < 1e5 else { return draw(to: target, pushed, body, steps) }
        let chords = max(1, min(10_000, Int((abs(turn) * radius / 0.5).rounded(.up))))
        for i in 1...chords {
            let angle = turn * Double(i) / Double(chords)
            let (c, s) = (cos(angle), sin(angle))
            let next = i == chords ? target : center + Point(from.x * c - from.y * s, from.x * s + from.y * c)
            draw(to: next, pushed / Double(chords), body, steps)
        }
    }

    private func coordinate(_ letter: Unicode.Scalar, _ now: Double) -> Double {
        guard let value = words[letter] else { return now }
        return isRelative ? now + value : value
    }

    /// Filament that the line pushes, mm.
    private mutating func filament() -> Double {
        guard let value = words["E"] else { return 0 }
        if isFilamentRelative { return value }
        defer { e = value }
        return value - e
    }

    private mutating func draw(to target: Point, _ pushed: Double, _ body: (GCodeReplay.Bead) -> Void, _ steps: (CheckStep) -> Void) {
        defer { place = target }
        let length = place.distance(to: target)
        var step = step(pushed > 0 ? .extrude : .travel, target)
        step.filament = pushed
        guard length > 0 else {
            if pushed < 0 { statistics.retractions += 1 }
            statistics.drawnBack -= pushed
            if pushed != 0 {
                step.kind = pushed < 0 ? .retract : .unretract
                steps(step)
            }
            return
        }
        guard pushed > 0 else {
            statistics.travel += length
            steps(step)
            // A wipe draws back on its way.
            if pushed < 0 {
                step.kind = .retract
                steps(step)
                statistics.drawnBack -= pushed
            }
            return
        }
        let volume = pushed * filamentArea
        let width = beadWidth(area: volume / length, height: height)
        statistics.beads += 1
        statistics.filament += pushed
        if layer >= 0 { statistics.layerFilament += pushed }
        step.width = width
        steps(step)
        if role != "Skirt/Brim" && role != "Skirt" && role != "Custom" { statistics.pieceVolume += volume }
        statistics.extent.add(place)
        statistics.extent.add(target)
        statistics.greatestZ = max(statistics.greatestZ, z)
        body(GCodeReplay.Bead(from: place, to: target, z: z, height: height, width: width, volume: volume, role: role, layer: max(0, layer)))
    }

    private mutating func comment(_ line: UnsafeBufferPointer<UInt8>) {
        guard line.count > 3 else { return }
        if let text = rest(of: line, after: ";TYPE:") { role = text }
        else if rest(of: line, after: ";LAYER_CHANGE") != nil || rest(of: line, after: ";LAYER:") != nil {
            layer += 1
            statistics.layers += 1
        } else if let text = rest(of: line, after: ";HEIGHT:"), let value = Double(text), value > 0 { height = value }
        else if let text = rest(of: line, after: "; filament used [mm] = ") {
            statistics.toldFilament = text.split(separator: ",").reduce(0) { $0 + (Double(trimmed($1)) ?? 0) }
        }
        else if let text = rest(of: line, after: "; generated by ") { statistics.generator = text }
        else if let text = rest(of: line, after: "; estimated printing time (normal mode) = ") { statistics.estimatedTime = text }
    }

    private func rest(of line: UnsafeBufferPointer<UInt8>, after prefix: StaticString) -> String? {
        let n = prefix.utf8CodeUnitCount
        guard line.count >= n else { return nil }
        for i in 0..<n where line[i] != prefix.utf8Start[i] { return nil }
        return String(decoding: line[n...], as: UTF8.self).filter { $0 != "\r" }
    }
}

/// The words of one line: a command and its numbered letters.
struct GCodeWords {
    private(set) var letter: UInt8 = 0
    private(set) var number = -1
    private var values = [Double](repeating: .nan, count: 26)

    /// The value of a letter of the last line.
    subscript(letter: Unicode.Scalar) -> Double? {
        let value = values[Int(letter.value) - 65]
        return value.isNaN ? nil : value
    }

    mutating func read(_ line: UnsafeBufferPointer<UInt8>) {
        for i in 0..<26 { values[i] = .nan }
        (letter, number) = (0, -1)
        var at = 0
        while at < line.count, line[at] != UInt8(ascii: ";") {
            let byte = line[at] & 0xDF
            at += 1
            guard byte >= 65, byte <= 90 else { continue }
            guard let value = Self.decimal(line, &at) else {
                if letter == 0 { return }
                continue
            }
            if letter == 0 {
                (letter, number) = (byte, value < 10_000 && value >= 0 ? Int(value) : -1)
            } else {
                values[Int(byte) - 65] = value
            }
        }
    }

    /// Reads a decimal number; nil where there is none.
    private static func decimal(_ line: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Double? {
        var negative = false
        if at < line.count, line[at] == 45 || line[at] == 43 {
            negative = line[at] == 45
            at += 1
        }
        var (mantissa, scale, digits): (Int, Double, Int) = (0, 1, 0)
        var afterPoint = false
        while at < line.count {
            let byte = line[at]
            if byte == 46, !afterPoint {
                afterPoint = true
            } else if byte >= 48, byte <= 57 {
                digits += 1
                if digits <= 17 {
                    mantissa = mantissa * 10 + Int(byte - 48)
                    if afterPoint { scale *= 10 }
                } else if !afterPoint { scale /= 10 }
            } else { break }
            at += 1
        }
        guard digits > 0 else { return nil }
        return (negative ? -1 : 1) * Double(mantissa) / scale
    }
}
