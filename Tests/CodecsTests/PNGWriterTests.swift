import ImpressionCodecs
import ImpressionGeometry
import ImpressionRaster
import Testing

@Test func `a written PNG reads back as the light that was written`() throws {
    var random = SplitMix64(seed: 3)
    for (width, height) in [(1, 1), (3, 2), (64, 17), (255, 3)] {
        let raster = Raster<SIMD4<UInt8>>(width: width, height: height, pixels: (0..<width * height).map { _ in
            SIMD4(UInt8.random(in: 0...255, using: &random), UInt8.random(in: 0...255, using: &random), UInt8.random(in: 0...255, using: &random), 255)
        })
        let decoded = try readPicture(encodePNG(raster))
        #expect(srgb8(decoded.picture) == raster)
        #expect(decoded.colour == .sRGB)
        #expect(try srgb8(readPicture(encodePNG(opaque: raster)).picture) == raster)
    }
}

@Test func `a sixteen-bit height map keeps every code value`() throws {
    let raster = Raster<UInt16>(width: 256, height: 256, pixels: (0...65535).map { UInt16($0) })
    let map = try readHeightMap(encodePNG(raster))
    #expect(map.alpha == nil)
    #expect(map.values.pixels.enumerated().allSatisfy { UInt16(($0.element * 65535).rounded()) == UInt16($0.offset) })
}

/// The examples of RFC 4648 §10.
@Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy")])
func `base64 is that of the standard`(text: String, expected: String) {
    #expect(String(decoding: base64(Array(text.utf8)), as: UTF8.self) == expected)
}
