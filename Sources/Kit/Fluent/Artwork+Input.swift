public import ImpressionCanvas
public import ImpressionCodecs
import ImpressionGeometry
import ImpressionRaster

extension Artwork {
    /// Reads a picture or an SVG drawing. A picture's page is as wide as its own resolution says, or 100 mm; a drawing says its size itself.
    public init(contentsOf path: String) throws(JobError) {
        var files = FileWork(options: JobOptions())
        self = try files.artwork(path)
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
