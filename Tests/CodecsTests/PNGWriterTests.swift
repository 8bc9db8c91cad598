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

@Test func `three colours without a fourth, grey and the printed size survive`() throws {
    let colours = Raster<SIMD3<UInt8>>(width: 16, height: 16, pixels: (0..<256).map { SIMD3(UInt8($0), UInt8(255 - $0), UInt8($0 / 2)) })
    let decoded = try readPicture(encodePNG(colours, pixelsPerMillimetre: 12.5))
    #expect(srgb8(decoded.picture).map { SIMD3($0.x, $0.y, $0.z) } == colours)
    #expect(decoded.pixelsPerMillimetre == 12.5 && !decoded.hasAlpha)
    let grays = colours.map(\.x)
    #expect(try srgb8(readPicture(encodePNG(grays)).picture).map(\.y) == grays)
}

@Test func `a QOI picture unpacks to what was packed`() {
    var random = SplitMix64(seed: 5)
    // Steps of every size, runs, returns to colours seen before, and changes of alpha.
    var pixel = SIMD4<UInt8>(0, 0, 0, 255)
    let raster = Raster<SIMD4<UInt8>>(width: 90, height: 50, pixels: (0..<4500).map { _ in
        let reach = [0, 0, 0, 1, 5, 20, 127].randomElement(using: &random)!
        for i in 0..<3 { pixel[i] &+= UInt8(truncatingIfNeeded: Int.random(in: -reach...reach, using: &random)) }
        if reach == 127, Bool.random(using: &random) { pixel.w = UInt8.random(in: 0...255, using: &random) }
        return pixel
    })
    #expect(unpackedQOI(encodeQOI(raster)) == raster.pixels)
    let flat = Raster<SIMD4<UInt8>>(width: 100, height: 2, filledWith: SIMD4(0, 0, 0, 255))
    #expect(encodeQOI(flat).count == 14 + 4 + 8)
    #expect(unpackedQOI(encodeQOI(flat)) == flat.pixels)
}

/// The decoder of the specification's page.
private func unpackedQOI(_ bytes: [UInt8]) -> [SIMD4<UInt8>] {
    var (pixels, seen, pixel) = ([SIMD4<UInt8>](), [SIMD4<UInt8>](repeating: .zero, count: 64), SIMD4<UInt8>(0, 0, 0, 255))
    var at = 14
    func next() -> UInt8 { defer { at += 1 }; return bytes[at] }
    while at < bytes.count - 8 {
        let tag = next()
        var run = 1
        switch tag {
        case 0xFE: pixel = SIMD4(next(), next(), next(), pixel.w)
        case 0xFF: pixel = SIMD4(next(), next(), next(), next())
        case ..<0x40: pixel = seen[Int(tag)]
        case ..<0x80: pixel = pixel &+ SIMD4(tag >> 4 & 3, tag >> 2 & 3, tag & 3, 2) &- 2
        case ..<0xC0:
            let (green, rest) = ((tag & 63) &- 32, next())
            pixel = pixel &+ SIMD4(green &+ (rest >> 4) &- 8, green, green &+ (rest & 15) &- 8, 0)
        default: run = Int(tag & 63) + 1
        }
        seen[(Int(pixel.x) * 3 + Int(pixel.y) * 5 + Int(pixel.z) * 7 + Int(pixel.w) * 11) % 64] = pixel
        pixels += [SIMD4<UInt8>](repeating: pixel, count: run)
    }
    return pixels
}

/// The examples of RFC 4648 §10.
@Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy")])
func `base64 is that of the standard`(text: String, expected: String) {
    #expect(String(decoding: base64(Array(text.utf8)), as: UTF8.self) == expected)
}
