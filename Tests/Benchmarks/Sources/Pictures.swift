import ImpressionCodecs
import ImpressionGeometry
import ImpressionRaster

/// Reading `folder`/picture.png, .jpg and .webp into linear light, making its luminance smaller, and writing PNG.
func timePictures(folder: String) throws {
    var picture = LinearPicture(width: 0, height: 0, filledWith: .zero)
    for ending in ["png", "jpg", "webp"] {
        let bytes = try readFile("\(folder)/picture.\(ending)")
        let time = try measured { () throws(PictureError) in try readPicture(bytes) }
        report("read \(ending)", time.seconds)
        if ending == "png" { picture = time.value.picture }
    }
    let columns = picture.width / 5, rows = picture.height / 5
    let grid = SampleGrid(originX: 2, originY: 2, stepX: 5, stepY: 5, columns: columns, rows: rows)
    report("luminance and resample", measured { picture.map { $0.luminance }.resampled(to: grid, workers: .one) }.seconds)
    let raster = srgb8(picture)
    report("write png", measured { encodePNG(opaque: raster, level: 6) }.seconds)
}

/// Strokes of `file`, eight floats each (four control points of a cubic, pixels), a width and four colour values,
/// laid over each other on a page of `side`² float pixels.
func timeStrokes(file: String, side: Int) throws {
    let values = try floats(file)
    let count = values.count / 13
    let time = measured { () -> LinearPicture in
        var page = LinearPicture(width: side, height: side, filledWith: SIMD4(1, 1, 1, 1))
        let frame = PixelFrame(width: side, height: side, topLeft: Point(0, 0), pixelSize: 1)
        for i in 0..<count {
            let v = values[13 * i..<13 * i + 13].map(Double.init)
            let curve = CubicBezier(Point(v[0], -v[1]), Point(v[2], -v[3]), Point(v[4], -v[5]), Point(v[6], -v[7]))
            let line = Polyline([curve.start] + curve.flattened(tolerance: 0.1))
            let region = Region(stroking: [line], StrokeStyle(width: v[8], cap: .round, join: .round(tolerance: 0.1)))
            let colour = SIMD4<Float>(values[13 * i + 9], values[13 * i + 10], values[13 * i + 11], 1)
            page.blend(colour, values[13 * i + 12], over: frame.coverage(of: region))
        }
        return page
    }
    report("strokes", time.seconds, ["strokes": Double(count)])
    var picture = try AtomicFile(file + ".png", overwrite: true)
    try picture.write(encodePNG(opaque: srgb8(time.value)))
    _ = try picture.commit()
}

extension LinearPicture {
    fileprivate mutating func blend(_ colour: SIMD4<Float>, _ opacity: Float, over spans: [CoverageSpan]) {
        let width = width
        pixels.withUnsafeMutableBufferPointer { pixels in
            for span in spans {
                let (low, high) = (Int(max(0, span.x)), min(width, Int(span.x + span.length)))
                guard span.y >= 0, Int(span.y) * width < pixels.count, low < high else { continue }
                let share = span.coverage * opacity
                for i in Int(span.y) * width + low..<Int(span.y) * width + high { pixels[i] = pixels[i] * (1 - share) + colour * share }
            }
        }
    }
}
