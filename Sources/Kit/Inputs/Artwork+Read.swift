import ImpressionCanvas
import ImpressionCodecs
import ImpressionTechniques

extension FileWork {
    /// Artwork from a file, as a technique wants it.
    mutating func artwork(_ path: String, for technique: any Technique) throws(JobError) -> Artwork {
        if technique.readsHeightMaps { return Artwork(heightMap: try heightMap(path), width: standardWidth) }
        let bytes = try read(path)
        if isSVG(bytes) { return try drawing(path, bytes) }
        return Artwork(picture: try picture(path).picture, width: standardWidth)
    }

    /// An SVG drawing, what it asks for in vain as diagnostics.
    mutating func drawing(_ path: String, _ bytes: [UInt8]) throws(JobError) -> Artwork {
        do throws(SVGError) {
            let (artwork, findings) = try readSVG(bytes)
            for finding in findings { report.diagnostics.append(Diagnostic(.warning, finding.code.rawValue, "\(path): \(finding.message)")) }
            return artwork
        } catch { throw JobError(.data, "\(path): \(error)") }
    }
}

/// mm; what a piece measures when nobody says.
private let standardWidth = 100.0
