import ImpressionCanvas
import ImpressionCodecs

/// What libFuzzer calls for each input: an SVG file, read within small bounds and drawn small.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafeRawPointer?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeRawBufferPointer(start: start, count: count))
    var options = SVGOptions()
    options.limits.elements = 2000
    options.limits.points = 20_000
    options.limits.bytes = 1 << 20
    options.limits.entityBytes = 1 << 16
    options.pictureLimits.maxPixels = 1 << 16
    guard let artwork = try? readSVG(bytes, options: options).artwork else { return 0 }
    let picture = artwork.rendered(columns: 32, rows: 32)
    precondition(picture.pixels.pixels.allSatisfy { $0.w >= 0 && $0.w <= 1.001 && $0.x.isFinite && $0.y.isFinite && $0.z.isFinite }, "a pixel is no colour")
    return 0
}
