import ImpressionCanvas
import ImpressionCodecs
import ImpressionTechniques

extension FileWork {
    /// Artwork from a file, as a technique wants it.
    mutating func artwork(_ path: String, for technique: any Technique) throws(JobError) -> Artwork {
        if let lettering = options.lettering { return fitted(try artwork(lettering), for: technique) }
        let bytes = try read(path)
        if PictureFormat(of: bytes) == nil, isSVG(bytes) {
            return fitted(try drawing(path, bytes), for: technique)
        }
        if technique.readsHeightMaps { return Artwork(heightMap: try heightMap(path, bytes), width: standardWidth) }
        return Artwork(picture: try picture(path, bytes).picture, width: standardWidth)
    }

    private func fitted(_ drawing: Artwork, for technique: any Technique) -> Artwork {
        technique.readsHeightMaps ? Artwork(heightMap: HeightMap(drawing, longest: mapSamples, workers: options.workers), width: drawing.width) : drawing
    }
}

/// Samples along the longer side of a drawing that serves as a height map.
private let mapSamples = 2048

/// mm; what a piece measures when nobody says.
private let standardWidth = 100.0
