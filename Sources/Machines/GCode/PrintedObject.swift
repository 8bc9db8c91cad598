import ImpressionGeometry
import ImpressionSlicing

/// A piece as printers that cancel objects know it.
struct PrintedObject: Sendable {
    var name: String
    /// Its number on the plate.
    var index = 0
    /// What it covers on the plate, mm.
    var extent: Box

    /// The objects of a layer source; one of the job's name where the source tells none apart. Names that come twice get numbers.
    static func objects(of source: some LayerSource, name: String) -> [PrintedObject] {
        guard !source.objects.isEmpty else { return [PrintedObject(name: name, extent: source.bounds)] }
        var seen: [String: Int] = [:]
        return source.objects.enumerated().map { index, object in
            var made = PrintedObject(name: object.name.isEmpty ? name : object.name, index: index, extent: object.extent)
            let times = seen[made.identifier, default: 0]
            seen[made.identifier] = times + 1
            if times > 0 { made.name += "_\(times + 1)" }
            return made
        }
    }

    /// The name with every character that Klipper or its front ends trip over replaced, 60 bytes at most.
    var identifier: String {
        let safe = name.unicodeScalars.map { ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0) ? Character($0) : "_" }
        return String(safe.prefix(60))
    }

    /// Corners as JSON, without blanks.
    var polygon: String {
        let (a, b) = (extent.min, extent.max)
        return "[" + [(a.x, a.y), (b.x, a.y), (b.x, b.y), (a.x, b.y)].map { "[\(rounded($0.0)),\(rounded($0.1))]" }.joined(separator: ",") + "]"
    }

    private func rounded(_ value: Double) -> String { decimal((value * 1000).rounded() / 1000) }
}
