import Foundation
@testable import ImpressionCodecs
import ImpressionRaster
import Testing

/// Four quarters, red and green above blue and white, made with Pillow 11.
enum Quarters {
    /// CMYK, 32 × 32, stored inverted with an Adobe marker.
    static let cmykJPEG = bytes("""
        /9j/7gAOQWRvYmUAZAAAAAAA/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAWEBETFBUVFQwPFxgWFBgSFBUU/8AAFAgAIAAgBEMRAE0RAFkR\
        AEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYn\
        KCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq\
        8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD9U6/Kqvyqr9U6KKKK/lXr+qiiiiiiiv6qK/lXoooooor+Vev6qKKKKKKKK/lXr+qiiiiiiv6qK/qooooooor+Vev5V6KKKKKK/qor+qii\
        iiiiiv/Z
        """)

    /// 32 × 32.
    static let lossyWebP = bytes("""
        UklGRnIAAABXRUJQVlA4IGYAAABQBACdASogACAAAIAIJaACdMoRwN4B+AH6V/yvnDNAuwH6q/w/P+xAgccAAP79V7P/65FaLdN//dehAlOla/jSEYf8d41TQ7MoUnf+RJS+0yUuj9wU\
        AY+//W1Ow9k9os3zqIcAAAA=
        """)

    /// 8 × 8.
    static let losslessWebP = bytes("""
        UklGRjYAAABXRUJQVlA4TCoAAAAvB8ABAB8gEEjeHzqN+RcQFPwf3fxHZA9AQds2TEmWZEm+DURE/0P88Ac=
        """)

    /// 8 × 8, the white quarter transparent.
    static let alphaWebP = bytes("""
        UklGRjYAAABXRUJQVlA4TCoAAAAvB8ABEB8gEEjaH3qN+RcQFPk/2vwH8KVAQds2TEmWZEm+DURE/8P6xAc=
        """)

    /// Two frames.
    static let animatedWebP = bytes("""
        UklGRqAAAABXRUJQVlA4WAoAAAASAAAABwAABwAAQU5JTQYAAAAAAAAAAABBTk1GQgAAAAAAAAAAAAcAAAcAAAAAAAJWUDhMKgAAAC8HwAEQHyAQSNofeo35FxAU+T/a/AfwpUBB2zZM\
        SZZkSb4NRET/w/rEA0FOTUYqAAAAAAAAAAAABwAABwAAAAAAAFZQOEwRAAAALwfAAQAH0IQmNKH/gYjofwAA
        """)

    private static func bytes(_ text: String) -> [UInt8] { [UInt8](Data(base64Encoded: text) ?? Data()) }

    static let colours: [SIMD4<UInt8>] = [SIMD4(255, 0, 0, 255), SIMD4(0, 255, 0, 255), SIMD4(0, 0, 255, 255), SIMD4(255, 255, 255, 255)]

    static func raster(_ size: Int) -> Raster<SIMD4<UInt8>> {
        Raster(width: size, height: size, pixels: (0..<size * size).map { i in colours[(i / size * 2 / size) * 2 + i % size * 2 / size] })
    }

    /// How far `picture` is from the four colours, 0 … 255, in the middle of each quarter.
    static func error(of picture: LinearPicture) -> Int {
        let coded = srgb8(picture)
        var worst = 0
        for (i, colour) in colours.enumerated() {
            let pixel = coded[(1 + i % 2 * 2) * coded.width / 4, (1 + i / 2 * 2) * coded.height / 4]
            for channel in 0..<4 { worst = max(worst, abs(Int(pixel[channel]) - Int(colour[channel]))) }
        }
        return worst
    }
}

struct JPEGTests {
    @Test(arguments: [false, true])
    func `colour survives packing, progressive or not`(progressive: Bool) throws {
        let decoded = try readPicture(encodeJPEG(Quarters.raster(64), quality: 95, progressive: progressive))
        #expect(decoded.format == .jpeg && !decoded.isGray && decoded.colour == .assumedSRGB)
        #expect(Quarters.error(of: decoded.picture) <= 3)
    }

    @Test func `grey stays grey`() throws {
        let ramp = Raster<UInt8>(width: 256, height: 8, pixels: (0..<2048).map { UInt8($0 % 256) })
        let decoded = try readPicture(encodeJPEG(ramp, quality: 100))
        #expect(decoded.isGray)
        #expect(zip(srgb8(decoded.picture).pixels, ramp.pixels).allSatisfy { abs(Int($0.x) - Int($1)) <= 2 && $0.x == $0.y && $0.y == $0.z })
    }

    @Test func `Adobe's inverted CMYK shows the colours it was made of`() throws {
        let decoded = try readPicture(Quarters.cmykJPEG)
        #expect(decoded.colour == .plainCMYK)
        #expect(Quarters.error(of: decoded.picture) <= 3)
    }

    /// Source of the expectations: Exif 2.32 §4.6.4, which sides the 0th row and the 0th column are.
    @Test(arguments: 1...8)
    func `EXIF turns the picture upright`(orientation: Int) throws {
        // Red, green / blue, white quarters tell all eight apart.
        let plain = encodeJPEG(Raster(width: 32, height: 16, pixels: (0..<512).map { Quarters.colours[($0 / 256) * 2 + $0 % 32 / 16] }), quality: 95)
        for bigEndian in [true, false] {
            let decoded = try readPicture(spliced(plain, marker: 0xE1, exif(orientation, bigEndian: bigEndian)))
            let coded = srgb8(decoded.picture)
            #expect(coded.width == (orientation < 5 ? 32 : 16) && coded.height == 48 - coded.width)
            func corner(_ right: Bool, _ below: Bool) -> Int {
                let pixel = coded[right ? coded.width - 4 : 3, below ? coded.height - 4 : 3]
                return Quarters.colours.firstIndex { colour in (0..<3).allSatisfy { abs(Int(colour[$0]) - Int(pixel[$0])) < 80 } } ?? -1
            }
            // Which stored quarter shows at the upper left, upper right, lower left and lower right.
            let shown = [corner(false, false), corner(true, false), corner(false, true), corner(true, true)]
            let expected = [[0, 1, 2, 3], [1, 0, 3, 2], [3, 2, 1, 0], [2, 3, 0, 1], [0, 2, 1, 3], [2, 0, 3, 1], [3, 1, 2, 0], [1, 3, 0, 2]][orientation - 1]
            #expect(shown == expected)
        }
    }

    /// A profile whose red primary is BT.709's green and the other way round.
    @Test func `a profile in several pieces is put together and obeyed`() throws {
        let profile = ICCFixture.swappingRedAndGreen
        let middle = profile.count / 2
        func segment(_ number: UInt8, _ part: ArraySlice<UInt8>) -> [UInt8] { Array("ICC_PROFILE\0".utf8) + [number, 2] + part }
        var bytes = encodeJPEG(Quarters.raster(64), quality: 95)
        bytes = spliced(bytes, marker: 0xE2, segment(2, profile[middle...]))
        bytes = spliced(bytes, marker: 0xE2, segment(1, profile[..<middle]))
        let decoded = try readPicture(bytes)
        #expect(decoded.colour == .profile)
        let coded = srgb8(decoded.picture)
        #expect(coded[16, 16].y > 250 && coded[16, 16].x < 5)
        #expect(coded[48, 16].x > 250 && coded[48, 16].y < 5)
        #expect(coded[48, 48].x > 252 && coded[48, 48].z > 252)
    }

    @Test func `a picture cut short is refused wherever it is cut`() throws {
        for progressive in [false, true] {
            let bytes = encodeJPEG(Quarters.raster(64), quality: 90, progressive: progressive)
            for kept in stride(from: 3, to: bytes.count - 2, by: 7) {
                #expect(throws: PictureError.self, "\(kept) of \(bytes.count)") { try readPicture(Array(bytes[..<kept])) }
            }
        }
    }

    @Test func `damage anywhere ends in an error or a picture`() throws {
        let bytes = spliced(encodeJPEG(Quarters.raster(32)), marker: 0xE1, exif(6, bigEndian: true))
        for i in bytes.indices {
            for value in [0, 0xFF, bytes[i] ^ 0x10] as [UInt8] {
                var damaged = bytes
                damaged[i] = value
                _ = try? readPicture(damaged, limits: PictureLimits(maxPixels: 100_000))
            }
        }
    }

    private func spliced(_ jpeg: [UInt8], marker: UInt8, _ body: [UInt8]) -> [UInt8] {
        jpeg[..<2] + [0xFF, marker, UInt8((body.count + 2) >> 8), UInt8((body.count + 2) & 255)] + body + jpeg[2...]
    }

    private func exif(_ orientation: Int, bigEndian: Bool) -> [UInt8] {
        let o = UInt8(orientation)
        let tiff: [UInt8] = bigEndian
            ? [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, o, 0, 0, 0, 0, 0, 0]
            : [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, o, 0, 0, 0, 0, 0, 0, 0]
        return Array("Exif\0\0".utf8) + tiff
    }
}

struct WebPTests {
    @Test func `lossy and lossless show the same quarters`() throws {
        #expect(try Quarters.error(of: readPicture(Quarters.lossyWebP).picture) <= 6)
        #expect(try Quarters.error(of: readPicture(Quarters.losslessWebP).picture) == 0)
    }

    @Test func `transparency is coverage`() throws {
        let decoded = try readPicture(Quarters.alphaWebP)
        #expect(decoded.hasAlpha)
        #expect(decoded.picture[6, 6] == .zero)
        #expect(decoded.picture[1, 1] == SIMD4(1, 0, 0, 1))
    }

    @Test func `an animation is refused by name`() {
        #expect(throws: PictureError.unsupported(.webp, what: "an animation")) { try readPicture(Quarters.animatedWebP) }
    }

    @Test func `a picture cut short or too large is refused`() {
        for kept in 12..<Quarters.lossyWebP.count - 1 {
            #expect(throws: PictureError.self, "\(kept)") { try readPicture(Array(Quarters.lossyWebP[..<kept])) }
        }
        #expect(throws: PictureError.tooLarge(width: 32, height: 32, limit: 1023)) { try readPicture(Quarters.lossyWebP, limits: PictureLimits(maxPixels: 1023)) }
    }
}

@Test func `what is no picture is told by its first bytes`() {
    #expect(throws: PictureError.unknownFormat(firstBytes: [])) { try readPicture([]) }
    #expect(throws: PictureError.unknownFormat(firstBytes: Array("solid".utf8))) { try readPicture(Array("solid".utf8)) }
}
