import ImpressionGeometry
import Testing
@testable import ImpressionCanvas

@Suite struct TextArtworkTests {
    @Test func `the single-line font has ASCII and the letters of Latin-1`() {
        let ascii = (0x20...0x7E).compactMap { Unicode.Scalar(UInt8($0)) }.map { Character($0) }
        #expect(ascii.filter { SingleLineFont.shared[$0] == nil } == [])
        #expect("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ".filter { SingleLineFont.shared[$0] == nil } == "")
    }

    @Test func `strokes stay open and inside of their room`() {
        for letter in SingleLineFont.shared.letters {
            guard let glyph = SingleLineFont.shared[letter] else { continue }
            let box = glyph.path.controlBounds
            #expect(glyph.path.isFinite)
            if !box.isEmpty { #expect(box.min.x > -0.1 && box.max.x < glyph.advance + 0.1 && box.min.y > -0.3 && box.max.y < 1.05, "\(letter)") }
        }
    }

    @Test func `a page fits its lines, and a line on an arc its circle`() throws {
        let shaper = TextShaper()
        let (straight, missing) = try TextArtwork("HHH\nH", isSingleLine: true, size: 20).artwork(shaper)
        // Three capitals of 14/20 em with 2/20 em at either side, and the stroke's width.
        #expect(abs(straight.width - (3 * 14 - 4 + 1.2)) < 1e-9)
        #expect(straight.elements.count == 2 && missing.isEmpty)
        let (ring, _) = try TextArtwork(String(repeating: "I", count: 40), isSingleLine: true, size: 10, arcRadius: 19).artwork(shaper)
        // Forty letters of 3 mm nearly go round the circle; capitals are 7 mm high.
        #expect(abs(ring.width - 2 * (19 + 7 + 0.3)) < 0.2)
        #expect(try TextArtwork("a\u{2603}", isSingleLine: true).artwork(shaper).missing == ["\u{2603}"])
    }
}
