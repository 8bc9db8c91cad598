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
    private var feature = LineFeature.unknown
    private var layer = -1
    private var levels: LayerLevels
    private var object = -1
    private var timer: ReplayTimer?
    /// By their labels, in the order of appearance.
    private var objects: [String: Int] = [:]
    private var words = GCodeWords()
    private var tool = 0
    private var feed = 0.0
    private var temperatures: [Int: Double] = [:]
    /// One length for all extruders, drawn back by G10 and pushed out by G11; its true value is the firmware's.
    private static let firmwareRetraction = 1.0
    private var isDrawnBack = false

    /// - Parameter marksLayers: Whether comments say where layers begin; else every height at which plastic is laid is one.
    init(filamentArea: Double, marksLayers: Bool, limits: MotionLimits? = nil) {
        (self.filamentArea, levels, timer) = (filamentArea, LayerLevels(areMarked: marksLayers), limits.map { ReplayTimer($0) })
    }

    /// To be called after the last line.
    mutating func finish() { if let times = timer?.finished() { statistics.times = times } }

    mutating func run(_ line: UnsafeBufferPointer<UInt8>, _ body: (GCodeReplay.Bead) -> Void, _ steps: (CheckStep) -> Void) {
        statistics.lines += 1
        if line.first == UInt8(ascii: ";") { return comment(line) }
        if line.first == UInt8(ascii: "E") { return label(line) }
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
        case (UInt8(ascii: "M"), 486): if let number = words["S"] { object = number < 0 ? -1 : self.object(named: "\(Int(min(number, 1e6)))") }
        case (UInt8(ascii: "G"), 4): timer?.wait((words["P"] ?? 0) / 1000 + (words["S"] ?? 0))
        case (UInt8(ascii: "M"), 204): timer?.accelerate(words)
        case (UInt8(ascii: "M"), 201), (UInt8(ascii: "M"), 203), (UInt8(ascii: "M"), 205): timer?.limit(words.number, words)
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
        CheckStep(kind: kind, line: statistics.lines, from: place, to: target, z: z, height: levels.height, width: 0, filament: 0, speed: feed / 60,
                  tool: tool, temperature: temperatures[tool] ?? temperatures[0], role: role, feature: feature, layer: layer, object: object)
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
        timer?.move(SIMD4(target.x - place.x, target.y - place.y, rise - z, pushed), feed: feed, feature)
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
            timer?.move(SIMD4(next.x - place.x, next.y - place.y, 0, pushed / Double(chords)), feed: feed, feature)
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
        if levels.lay(at: z) { beginLayer() }
        (step.height, step.layer) = (levels.height, layer)
        let volume = pushed * filamentArea
        let width = beadWidth(area: volume / length, height: levels.height)
        statistics.beads += 1
        statistics.filament += pushed
        if layer >= 0 { statistics.layerFilament += pushed }
        (step.width, step.volume) = (width, volume)
        steps(step)
        statistics.featureFilament[Int(feature.rawValue)] += pushed
        if feature != .skirt && feature != .custom { statistics.pieceVolume += volume }
        statistics.extent.add(place)
        statistics.extent.add(target)
        statistics.greatestZ = max(statistics.greatestZ, z)
        body(GCodeReplay.Bead(from: place, to: target, z: z, height: levels.height, width: width, volume: volume, role: role, feature: feature,
                              layer: max(0, layer), tool: tool, object: object))
    }

    private mutating func beginLayer() {
        layer += 1
        statistics.layers += 1
    }

    private mutating func comment(_ line: UnsafeBufferPointer<UInt8>) {
        guard line.count > 3 else { return }
        if let text = rest(of: line, after: ";TYPE:") ?? rest(of: line, after: "; FEATURE: ") {
            (role, feature) = (text, LineFeature(word: text))
        } else if GCodeReplay.layerMarks.contains(where: { starts(line, with: $0) }) {
            beginLayer()
            levels.beginLayer()
        } else if let text = rest(of: line, after: ";HEIGHT:") ?? rest(of: line, after: "; LAYER_HEIGHT: "), let value = Double(trimmed(text[...])), value > 0, value < 1000 {
            levels.tell(value)
        } else if let text = rest(of: line, after: "; filament used [mm] = ") {
            statistics.toldFilament = text.split(separator: ",").reduce(0) { $0 + (Double(trimmed($1)) ?? 0) }
        } else if let text = rest(of: line, after: "; generated by ") ?? rest(of: line, after: ";Generated with ") {
            statistics.generator = text
        } else if let text = rest(of: line, after: "; estimated printing time (normal mode) = ") {
            statistics.estimatedTime = text
        } else if let text = rest(of: line, after: ";TIME:"), let seconds = Double(text), seconds < 1e9 {
            statistics.estimatedTime = duration(seconds)
        } else if let text = rest(of: line, after: "; fill_density = ") ?? rest(of: line, after: "; sparse_infill_density = ") {
            statistics.toldDensity = text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
        } else {
            objectComment(line)
        }
    }

    /// Labels of OctoPrint's, Bambu's and Cura's kinds.
    private mutating func objectComment(_ line: UnsafeBufferPointer<UInt8>) {
        if starts(line, with: "; stop printing object") { object = -1 }
        else if let text = rest(of: line, after: "; printing object ") ?? rest(of: line, after: "; start printing object, ") { object = object(named: text) }
        else if let text = rest(of: line, after: ";MESH:") { object = text == "NONMESH" ? -1 : object(named: text) }
    }

    /// Klipper's.
    private mutating func label(_ line: UnsafeBufferPointer<UInt8>) {
        if let text = rest(of: line, after: "EXCLUDE_OBJECT_START NAME=") { object = object(named: String(trimmed(text[...]))) }
        else if starts(line, with: "EXCLUDE_OBJECT_END") { object = -1 }
    }

    private mutating func object(named name: String) -> Int {
        if let known = objects[name] { return known }
        objects[name] = objects.count
        statistics.objects = objects.count
        return objects.count - 1
    }

    private func starts(_ line: UnsafeBufferPointer<UInt8>, with prefix: StaticString) -> Bool {
        let n = prefix.utf8CodeUnitCount
        guard line.count >= n else { return false }
        for i in 0..<n where line[i] != prefix.utf8Start[i] { return false }
        return true
    }

    private func rest(of line: UnsafeBufferPointer<UInt8>, after prefix: StaticString) -> String? {
        starts(line, with: prefix) ? String(decoding: line[prefix.utf8CodeUnitCount...], as: UTF8.self).filter { $0 != "\r" } : nil
    }
}

/// Where layers lie, and how thick they are: as comments say, else by the heights at which plastic is laid.
struct LayerLevels {
    private let areMarked: Bool
    private var isTold = false
    private var isNew = true
    /// Of the layer in work and of the one below it, mm.
    private var level = 0.0
    private var below = 0.0
    private(set) var height = 0.2

    init(areMarked: Bool) { self.areMarked = areMarked }

    mutating func tell(_ value: Double) { (height, isTold) = (value, true) }
    mutating func beginLayer() { isNew = true }

    /// Takes note that plastic is laid at a height.
    ///
    /// - Returns: Whether a layer begins that no comment has announced.
    mutating func lay(at z: Double) -> Bool {
        let begins = !areMarked && abs(z - level) > 1e-6
        guard isNew || begins else { return false }
        isNew = false
        // Lower than before: another object begins on the plate.
        if z < level - 1e-6 { below = 0 } else if z > level + 1e-6 { below = level }
        level = z
        if !isTold, z - below > 0.01, z - below < 2 { height = z - below }
        return begins
    }
}
