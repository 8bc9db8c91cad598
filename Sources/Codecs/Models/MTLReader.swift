public import ImpressionCanvas

/// Reads the diffuse colours of a Wavefront material library.
public enum MTLReader {
    /// Colours by the names of their materials; the later of two of one name counts. What else a line may say is passed over.
    public static func colors(_ bytes: [UInt8]) -> [String: Color] {
        var scanner = TextScanner(bytes), found: [String: Color] = [:], name: String?
        while true {
            scanner.skipSpace()
            guard !scanner.isAtEnd else { return found }
            let word = scanner.word()
            if word.means("newmtl") {
                name = scanner.rest()
            } else if word.means("kd"), let name, let kd = scanner.point(), (kd.x + kd.y + kd.z).isFinite {
                found[name] = Color(min(max(kd.x, 0), 1), min(max(kd.y, 0), 1), min(max(kd.z, 0), 1))
            }
            scanner.skipLine()
        }
    }
}
