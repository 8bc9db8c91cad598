import ImpressionGeometry
import ImpressionMachines
import ImpressionSlicing

/// Square rings with a cross of fill inside, stacked; a skirt on the first layer. Widths change along the fill.
struct Rings: LayerSource {
    var layerCount = 12
    var size = 20.0
    var center = Point(100, 100)
    var height = 0.2
    /// Put in place of one coordinate.
    var poison: Double?

    var bounds: Box { Box(min: center, max: center).expanded(by: size / 2 + 3) }
    var solidVolume: Double { size * size * height * Double(layerCount) }

    func layer(_ index: Int) -> LayerPaths {
        var paths = LayerPaths(index: index, z: height * Double(index + 1), height: height)
        func square(_ half: Double) -> [Point] {
            [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)].map { Point(center.x + $0.0 * half, center.y + $0.1 * half) }
        }
        if index == 0 { paths.append(square(size / 2 + 3), width: 0.45, role: .skirt, isClosed: true) }
        paths.append(square(size / 2 - 0.7), width: 0.45, role: .wall, isClosed: true)
        paths.append(square(size / 2 - 0.225), width: 0.45, role: .externalWall, isClosed: true)
        for i in 0..<20 {
            let y = center.y - size / 2 + 1.2 + Double(i) * 0.9
            let x = i == 7 && index == 1 ? poison ?? center.x : center.x
            paths.append([Point(x - size / 2 + 1.2, y), Point(center.x, y), Point(center.x + size / 2 - 1.2, y)],
                         widths: [0.4, 0.62, 0.41], role: .solidInfill, isClosed: false)
        }
        return paths
    }
}

/// A file of G-code as a second, simple reader sees it.
struct ReadBack {
    struct Move {
        var x, y, z: Double
        var e: Double
        /// mm/min
        var feed: Double
        var length: Double
        var type: String
        var width: Double
        var layer: Int
        var inObject: Bool
        /// Thickness of the line, mm, as told.
        var height = 0.0
        /// 0 … 255.
        var fan = 0.0
        var tool = 0
    }

    var lines: [Substring]
    var moves: [Move] = []
    var progress: [(percent: Int, minutes: Int)] = []
    var layerHeights: [Double] = []

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var (height, fan, tool) = (0.0, 0.0, 0)
        var (x, y, z, feed, type, width, layer, inObject) = (0.0, 0.0, 0.0, 0.0, "", 0.0, -1, false)
        for line in lines {
            if line == ";LAYER_CHANGE" { layer += 1 }
            if line.hasPrefix(";Z:") { layerHeights.append(Double(line.dropFirst(3))!) }
            if line.hasPrefix(";TYPE:") { type = String(line.dropFirst(6)) }
            if line.hasPrefix(";WIDTH:") { width = Double(line.dropFirst(7))! }
            if line.hasPrefix(";HEIGHT:") { height = Double(line.dropFirst(8))! }
            if line.hasPrefix("M106 S") { fan = Double(line.dropFirst(6))! }
            if line == "M107" { fan = 0 }
            if line.first == "T", let number = Int(line.dropFirst()) { tool = number }
            if line.hasPrefix("; printing object") || line.hasPrefix("EXCLUDE_OBJECT_START") { inObject = true }
            if line.hasPrefix("; stop printing") || line.hasPrefix("EXCLUDE_OBJECT_END") { inObject = false }
            let words = line.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)[0].split(separator: " ")
            if words.first == "M73" {
                progress.append((Int(words[1].dropFirst())!, Int(words[2].dropFirst())!))
            }
            guard words.first == "G1", layer >= 0, type != "Custom" || !line.contains("Custom") else { continue }
            var (tx, ty, e) = (x, y, 0.0)
            for word in words.dropFirst() {
                let value = Double(word.dropFirst())!
                switch word.first! {
                case "X": tx = value
                case "Y": ty = value
                case "Z": z = value
                case "E": e = value
                default: feed = value
                }
            }
            let length = ((tx - x) * (tx - x) + (ty - y) * (ty - y)).squareRoot()
            (x, y) = (tx, ty)
            moves.append(Move(x: x, y: y, z: z, e: e, feed: feed, length: length, type: type, width: width, layer: layer, inObject: inObject, height: height, fan: fan, tool: tool))
        }
    }

    var beads: [Move] { moves.filter { $0.e > 0 && $0.length > 0 } }
    func value(after key: String) -> String? { lines.first { $0.hasPrefix(key) }.map { String($0.dropFirst(key.count)) } }
}

/// The whole file as text.
func gcode(_ source: some LayerSource = Rings(), _ profile: PrintProfile = PrintProfile(), thumbnails: [Thumbnail] = [], workers: Workers = .one) throws -> (text: String, report: PrintReport) {
    var bytes: [UInt8] = []
    do {
        let report = try GCodeWriter(GCodeJob(name: "ring", profile: profile, thumbnails: thumbnails)).write(source, workers: workers) { (piece: [UInt8]) throws(Never) in bytes += piece }
        return (String(decoding: bytes, as: UTF8.self), report)
    } catch {
        switch error { case .job(let error): throw error }
    }
}

func profile(_ printer: String = "generic-marlin", _ pairs: [(String, String)] = []) throws -> PrintProfile {
    var profile = PrintProfile(filament: try Filaments.named("pla-white"), printer: try Printers.named(printer))
    try profile.apply(pairs.map { SettingPair($0.0, $0.1) })
    return profile
}
