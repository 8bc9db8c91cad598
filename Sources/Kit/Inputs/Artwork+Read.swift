import ImpressionCanvas
import ImpressionCodecs
import ImpressionTechniques

extension FileWork {
    /// Artwork from a file, as a technique wants it.
    func artwork(_ path: String, for technique: any Technique) throws(JobError) -> Artwork {
        if technique.readsHeightMaps { return Artwork(heightMap: try heightMap(path), width: standardWidth) }
        return Artwork(picture: try picture(path).picture, width: standardWidth)
    }
}

/// mm; what a piece measures when nobody says.
private let standardWidth = 100.0
