public import ImpressionCanvas
public import ImpressionCodecs
import ImpressionGeometry
import ImpressionRaster

extension Artwork {
    /// Reads a picture; its page is as wide as its own resolution says, or 100 mm.
    public init(contentsOf path: String) throws(JobError) {
        let decoded = try FileWork(options: JobOptions()).picture(path)
        let width = decoded.pixelsPerMillimetre.map { Double(decoded.picture.width) / $0 } ?? 100
        self.init(picture: decoded.picture, width: width)
    }

    /// Stored numbers as linear light, so that a technique finds them again unchanged.
    public init(heightMap map: HeightMap, width: Double) {
        var picture = LinearPicture(width: map.values.width, height: map.values.height, filledWith: .zero)
        for i in picture.pixels.indices {
            let (value, alpha) = (map.values.pixels[i], map.alpha?.pixels[i] ?? 1)
            picture.pixels[i] = SIMD4(value, value, value, 1) * alpha
        }
        self.init(picture: picture, width: width)
    }
}
