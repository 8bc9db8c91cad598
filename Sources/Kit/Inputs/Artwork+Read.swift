import ImpressionCanvas
import ImpressionCodecs
import ImpressionTechniques

extension FileWork {
    /// Artwork from a file, as a technique wants it.
    mutating func artwork(_ path: String, for technique: any Technique) throws(JobError) -> Artwork {
        if let lettering = options.lettering { return fitted(try artwork(lettering), for: technique) }
        return try artwork(path, try read(path), for: technique)
    }

    /// - Parameter bytes: The file's content.
    mutating func artwork(_ path: String, _ bytes: [UInt8], for technique: any Technique) throws(JobError) -> Artwork {
        if PictureFormat(of: bytes) == nil, isSVG(bytes) {
            return fitted(try drawing(path, bytes), for: technique)
        }
        if technique.readsHeightMaps { return Artwork(heightMap: try heightMap(path, bytes), width: standardWidth) }
        return Artwork(picture: try picture(path, bytes).picture, width: standardWidth)
    }

    /// A picture as a technique keeps it, with the width of its page in mm.
    func scan<T: ScanningTechnique>(_ path: String, _ bytes: [UInt8], for technique: T) throws(JobError) -> (T.Scan, width: Double) {
        do throws(PictureError) {
            var scan = technique.scan(width: 0, height: 0)
            try readPictureRows(bytes, limits: PictureLimits(maxPixels: options.maxPixels)) { width, height in
                scan = technique.scan(width: width, height: height)
            } add: { y, row in scan.add(row, y: y) }
            return (scan, standardWidth)
        } catch { throw JobError(.data, "\(path): \(error)") }
    }

    private func fitted(_ drawing: Artwork, for technique: any Technique) -> Artwork {
        technique.readsHeightMaps ? Artwork(heightMap: HeightMap(drawing, longest: mapSamples, workers: options.workers), width: drawing.width) : drawing
    }
}

/// Samples along the longer side of a drawing that serves as a height map.
private let mapSamples = 2048

/// mm; what a piece measures when nobody says.
private let standardWidth = 100.0
