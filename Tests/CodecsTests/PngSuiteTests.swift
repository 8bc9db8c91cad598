import Foundation
import ImpressionCodecs
import ImpressionRaster
import TestSupport
import Testing

/// Willem van Schaik's suite: files whose names begin with x are broken, all others are sound.
@Suite(.enabled(if: Conformance.has("pngsuite"), "the conformance data is not here"))
struct PngSuiteTests {
    static let all = Conformance.files("pngsuite/pngsuite", ending: ".png")

    func picture(_ name: String) throws -> LinearPicture {
        try readPicture(Conformance.bytes(Conformance.root.appending(path: "pngsuite/pngsuite/\(name).png"))).picture
    }

    @Test func `every sound picture is read and every broken one is refused`() throws {
        #expect(Self.all.count > 170)
        for file in Self.all {
            let name = file.lastPathComponent
            let bytes = try Conformance.bytes(file)
            if name.hasPrefix("x") {
                #expect(throws: PictureError.self, "\(name)") { try readPicture(bytes) }
            } else {
                let decoded = try readPicture(bytes)
                #expect(!decoded.picture.isEmpty, "\(name)")
                #expect(decoded.picture.pixels.allSatisfy { $0.x.isFinite && $0.w >= 0 && $0.w <= 1 }, "\(name)")
            }
        }
    }

    @Test func `an interlaced picture equals its plain twin`() throws {
        for file in Self.all where file.lastPathComponent.hasPrefix("basi") {
            let name = file.deletingPathExtension().lastPathComponent
            #expect(try picture(name) == picture(name.replacing("basi", with: "basn")), "\(name)")
        }
        for size in ["01", "02", "03", "04", "05", "06", "07", "08", "09", "32", "33", "34", "35", "36", "37", "38", "39", "40"] {
            let depth = Int(size)! < 5 ? "3p01" : Int(size)! < 10 ? "3p02" : "3p04"
            #expect(try picture("s\(size)i\(depth)") == picture("s\(size)n\(depth)"), "s\(size)")
        }
    }

    @Test func `chunk boundaries and compression levels change nothing`() throws {
        for (group, kinds) in [("z00 z03 z06 z09", ["n2c08"]), ("oi1 oi2 oi4 oi9", ["n0g16", "n2c16"])] {
            for kind in kinds {
                let pictures = try group.split(separator: " ").map { try picture("\($0)\(kind)") }
                for other in pictures.dropFirst() { #expect(other == pictures[0], "\(group) \(kind)") }
            }
        }
    }

    @Test func `text, palette suggestions and density leave colours alone`() throws {
        for (one, other) in [("ct0n0g04", "ct1n0g04"), ("ctzn0g04", "ct1n0g04"), ("ps1n0g08", "ps2n0g08"), ("ps1n2c16", "ps2n2c16"), ("pp0n2c16", "basn2c16"),
                             ("bgan6a08", "basn6a08"), ("bgwn6a08", "basn6a08"), ("cm0n0g04", "cm9n0g04"), ("ch2n3p08", "basn3p08")]
            where Self.all.contains(where: { $0.lastPathComponent == "\(one).png" }) && Self.all.contains(where: { $0.lastPathComponent == "\(other).png" }) {
            #expect(try picture(one) == picture(other), "\(one) \(other)")
        }
    }

    @Test func `density is read in pixels a millimetre, where both ways agree`() throws {
        func density(_ name: String) throws -> Double? {
            try readPicture(Conformance.bytes(Conformance.root.appending(path: "pngsuite/pngsuite/\(name).png"))).pixelsPerMillimetre
        }
        #expect(try density("cdun2c08") == 1)
        #expect(try density("cdfn2c08") == nil)
        #expect(try density("basn2c08") == nil)
    }

    /// The brightest grey of the 4-bit file is 14 of 15.
    @Test func `light rises with code value whatever the depth`() throws {
        for name in ["basn0g01", "basn0g02", "basn0g04", "basn0g08", "basn0g16"] {
            let light = try picture(name).pixels.map(\.x)
            #expect(light.min() == 0 && light.max()! > 0.93, "\(name)")
        }
    }

    /// All g files show the same scene, stored with different gammas: read right, they agree to the rounding of 8 bits.
    @Test func `pictures stored with different gammas show the same light`() throws {
        for kind in ["n2c08", "n0g16"] {
            let reference = try picture("g10\(kind)")
            for gamma in ["g03", "g04", "g05", "g07", "g25"] {
                let other = try picture("\(gamma)\(kind)")
                let mean = zip(reference.pixels, other.pixels).reduce(0) { $0 + abs($1.0.x - $1.1.x) } / Float(reference.pixels.count)
                #expect(mean < 0.02, "\(gamma)\(kind): \(mean)")
            }
        }
    }

    @Test func `transparency is coverage, and colour is premultiplied by it`() throws {
        for name in ["tbbn3p08", "tbwn3p08", "tp1n3p08", "tbgn2c16", "tm3n3p02"] {
            let pixels = try picture(name).pixels
            #expect(pixels.contains { $0.w == 0 }, "\(name)")
            #expect(pixels.allSatisfy { $0.x <= $0.w + 1e-6 }, "\(name)")
        }
    }

    @Test func `a broken profile is no reason to refuse the picture`() throws {
        let decoded = try readPicture(Conformance.bytes(Conformance.root.appending(path: "pngsuite/iccp/broken_iccp.png")))
        #expect(!decoded.picture.isEmpty)
    }
}

@Suite(.enabled(if: Conformance.has("hostile/png"), "the conformance data is not here"))
struct HostilePNGTests {
    @Test func `hostile files end in an error or a whole picture`() throws {
        for file in Conformance.files("hostile/png", ending: ".png") {
            let bytes = try Conformance.bytes(file)
            do throws(PictureError) {
                let decoded = try readPicture(bytes, limits: PictureLimits(maxPixels: 10_000_000))
                #expect(!decoded.picture.isEmpty)
                #expect(!file.lastPathComponent.hasPrefix("trunc"), "\(file.lastPathComponent) was read though it is cut short")
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }

    @Test func `a size beyond the limit is refused by its numbers`() throws {
        let file = Conformance.root.appending(path: "hostile/png/bomb_30000x30000_gray1.png")
        #expect(throws: PictureError.tooLarge(width: 30000, height: 30000, limit: 400_000_000)) { try readPicture(Conformance.bytes(file)) }
    }
}
