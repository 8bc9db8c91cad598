import ImpressionCanvas
import ImpressionCodecs
import ImpressionGeometry
@testable import ImpressionKit
import ImpressionRaster
import ImpressionTechniques
import Testing
import TestSupport

/// What is read row by row has to be what the whole picture gives.
@Suite struct ScanTests {
    /// Soft shapes in colours, half transparent towards one side.
    private func picture(alpha: Bool) -> Raster<SIMD4<UInt8>> {
        var result = Raster<SIMD4<UInt8>>(width: 60, height: 41, filledWith: SIMD4(255, 255, 255, 255))
        for y in 0..<41 {
            for x in 0..<60 {
                let d = Point(Double(x), Double(y)).distance(to: Point(27, 19)), share = max(0, min(1, (d - 11) / 3))
                let a = alpha && x > 30 ? UInt8(255 - 4 * x) : 255
                result[x, y] = SIMD4(UInt8(255 * share), UInt8(60 + 195 * share), UInt8(120 + 100 * share), a)
            }
        }
        return result
    }

    @Test(arguments: ["outline", "colour", "centre-line"], [false, true]) func `a trace of a file is the trace of its picture`(mode: String, alpha: Bool) throws {
        let bytes = encodePNG(picture(alpha: alpha))
        for source in ["luminance", "alpha"] {
            var trace = Trace()
            try trace.set("mode", to: mode)
            try trace.set("source", to: source)
            let whole = try trace.impress(Artwork(picture: try readPicture(bytes).picture, width: 100), workers: .one)
            let (scan, width) = try FileWork(options: JobOptions()).scan("in.png", bytes, for: trace)
            let rows = try trace.impress(scan, width: width, workers: Workers(2))
            #expect(encodeSVG(rows.artwork) == encodeSVG(whole.artwork))
            #expect(rows.figures.map(\.count) == whole.figures.map(\.count))
        }
    }

    @Test func `rows come upright and once, whatever the format`() throws {
        let source = picture(alpha: false)
        for bytes in [encodePNG(source), encodeJPEG(source)] {
            let whole = try readPicture(bytes).picture
            var rows: [Int] = [], pixels: [SIMD4<Float>] = [], size = (0, 0)
            try readPictureRows(bytes) { size = ($0, $1) } add: { y, row in
                rows.append(y)
                for x in 0..<row.count { pixels.append(row[x]) }
            }
            #expect(size == (60, 41) && rows == Array(0..<41) && pixels == whole.pixels)
        }
        #expect(throws: PictureError.self) { try readPictureRows(Array(encodePNG(source).dropLast(40))) { _, _ in } add: { _, _ in } }
    }
}
