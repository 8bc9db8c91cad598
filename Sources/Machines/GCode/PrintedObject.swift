import ImpressionGeometry

/// The piece as printers that cancel objects know it.
struct PrintedObject: Sendable {
    var name: String
    /// What it covers on the plate, mm.
    var extent: Box

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
