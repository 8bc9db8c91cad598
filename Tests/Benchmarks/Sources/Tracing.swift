import ImpressionCanvas
import ImpressionCodecs
import ImpressionGeometry
import ImpressionTechniques

/// Tracing `file`, a picture, on one core, and writing it to `output` as SVG.
func timeTracing(file: String, mode: String, output: String) throws {
    let bytes = try readFile(file)
    let picture = try measured { () throws(PictureError) in try readPicture(bytes) }
    report("read", picture.seconds)
    let artwork = Artwork(picture: picture.value.picture, width: 100)
    var trace = Trace()
    try trace.set("mode", to: mode)
    let drawing = try measured { () throws(TechniqueError) in try trace.impress(artwork, workers: .one) }
    report("trace", drawing.seconds, Dictionary(uniqueKeysWithValues: drawing.value.figures.map { ($0.name, Double($0.count)) }))
    let svg = measured { encodeSVG(drawing.value.artwork) }
    report("write", svg.seconds, ["bytes": Double(svg.value.count)])
    var file = try AtomicFile(output, overwrite: true)
    try file.write(svg.value)
    _ = try file.commit()
}
