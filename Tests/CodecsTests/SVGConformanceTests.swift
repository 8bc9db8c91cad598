import Foundation
import ImpressionCanvas
import ImpressionCodecs
import ImpressionRaster
import TestSupport
import Testing

/// A part of resvg's suite: every sixth test of five categories that needs no text.
@Suite(.enabled(if: Conformance.has("svg"), "no conformance/svg")) struct SVGConformanceTests {
    @Test func `nine of ten drawings of the suite look as they should`() throws {
        let folder = Conformance.root.appending(path: "svg/tests")
        var tests: [URL] = []
        for category in ["masking", "paint-servers", "painting", "shapes", "structure"] {
            for group in Conformance.files("svg/tests/\(category)") where group.lastPathComponent != "image" { tests += Conformance.files("svg/tests/\(category)/\(group.lastPathComponent)", ending: ".svg") }
        }
        var (count, failed): (Int, [String]) = (0, [])
        for (i, file) in tests.enumerated() where i % 6 == 0 {
            let bytes = try Conformance.bytes(file)
            if String(decoding: bytes, as: UTF8.self).contains("<text") { continue }
            count += 1
            let expected = try readPicture(Conformance.bytes(file.deletingPathExtension().appendingPathExtension("png"))).picture
            let artwork = try readSVG(bytes).artwork
            let picture = artwork.rendered(columns: expected.width, rows: expected.height).light()
            if difference(picture, expected) > 0.005 { failed.append(file.path.replacing(folder.path, with: "")) }
        }
        #expect(count > 60)
        #expect(failed.count * 10 <= count, "\(failed)")
    }

    /// The share of pixels that are off by more than 24 of 255 in a premultiplied code value.
    private func difference(_ a: LinearPicture, _ b: LinearPicture) -> Double {
        func code(_ p: SIMD4<Float>) -> SIMD4<Float> {
            guard p.w > 0 else { return .zero }
            let s = p / p.w
            return SIMD4(SRGB.encoded(s.x), SRGB.encoded(s.y), SRGB.encoded(s.z), 1) * p.w
        }
        let off = zip(a.pixels, b.pixels).count { p, q in
            let d = code(p) - code(q)
            return max(d.max(), -d.min()) > 24.0 / 255
        }
        return Double(off) / Double(max(1, a.pixels.count))
    }
}
