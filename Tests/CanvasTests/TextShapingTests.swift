import Foundation
import ImpressionGeometry
import TestSupport
import Testing
@testable import ImpressionCanvas

/// Shaping and outlines of the fonts beside the SVG tests. Advances are those that HarfBuzz's own `hb-shape` prints, units of the font.
@Suite(.enabled(if: Conformance.has("svg/fonts"), "the conformance fonts are not here"))
struct TextShapingTests {
    private func shaper(_ names: String...) throws -> TextShaper {
        TextShaper(try FontLibrary(files: names.map { Conformance.root.appending(path: "svg/fonts/\($0)").path }))
    }

    private func style(_ family: String, _ size: Double = 1000) -> TextStyle { TextStyle(FontQuery([family]), size: size) }

    @Test func `advances are those of HarfBuzz`() throws {
        let text = try shaper("NotoSans-Regular.ttf").shape([TextRun("Impression", style("Noto Sans"))])
        #expect(text.clusters.map { ($0.advance).rounded() } == [339, 935, 615, 393, 564, 479, 479, 258, 605, 618])
        #expect(text.missing.isEmpty)
    }

    @Test func `letters are kerned, and not where that is turned off`() throws {
        let shaper = try shaper("NotoSans-Regular.ttf")
        var style = style("Noto Sans")
        do {
            let text = try shaper.shape([TextRun("AVA", style)])
            #expect(text.clusters.map(\.advance) == [599, 560, 639])
        }
        style.isKerned = false
        do {
            let text = try shaper.shape([TextRun("AVA", style)])
            #expect(text.clusters.map(\.advance) == [639, 600, 639])
        }
    }

    @Test func `joined letters come from right to left, as one or many runs`() throws {
        let shaper = try shaper("Amiri-Regular.ttf")
        let whole = try shaper.shape([TextRun("الويب", style("Amiri", 2048))])
        #expect(whole.clusters.map(\.advance) == [1583, 606, 878, 360, 446])
        let isRight = whole.clusters.map(\.isRightToLeft)
        #expect(!isRight.contains(false))
        #expect(whole.clusters.map(\.scalars.lowerBound) == [4, 3, 2, 1, 0])
        let parts = try shaper.shape([TextRun("الو", style("Amiri", 2048)), TextRun("يب", style("Amiri", 2048))])
        #expect(parts.clusters.map(\.advance) == whole.clusters.map(\.advance))
        #expect(parts.clusters.map(\.run) == [1, 1, 0, 0, 0])
    }

    @Test func `a ligature is one cluster, unless letters are set apart`() throws {
        let shaper = try shaper("Amiri-Regular.ttf")
        var style = style("Amiri")
        do {
            let text = try shaper.shape([TextRun("final", style)])
            #expect(text.clusters.map(\.scalars) == [0..<2, 2..<3, 3..<4, 4..<5])
        }
        style.letterSpacing = 10
        let apart = try shaper.shape([TextRun("final", style)])
        #expect(apart.clusters.count == 5)
        #expect(apart.clusters[4].advance == apart.clusters[4].width)
        #expect(apart.clusters[0].advance == apart.clusters[0].width + 10)
    }

    @Test func `a letter that the family lacks comes from another font`() throws {
        let shaper = try shaper("NotoSans-Regular.ttf", "Amiri-Regular.ttf", "MPLUS1p-Regular.ttf")
        let text = try shaper.shape([TextRun("a日ب", style("Noto Sans"))])
        #expect(Set(text.clusters.flatMap(\.glyphs).map(\.font)).count == 3)
        #expect(text.missing.isEmpty)
        do {
            let text = try shaper.shape([TextRun("\u{10A00}", style("Noto Sans"))])
            #expect(text.missing == ["\u{10A00}"])
        }
    }

    @Test func `the nearest weight is taken`() throws {
        let library = try FontLibrary(files: ["Thin", "Light", "Regular", "Bold", "Black"].map { Conformance.root.appending(path: "svg/fonts/NotoSans-\($0).ttf").path })
        func weight(_ wanted: Double) -> Double? { library.candidates(FontQuery(["noto sans"], weight: wanted)).first.map { library.records[$0].weight.lowerBound } }
        #expect([100, 200, 350, 450, 500, 600, 650, 800].map { weight($0) } == [100, 100, 300, 400, 400, 700, 700, 900])
    }

    @Test func `an outline has the area of its strokes`() throws {
        let shaper = try shaper("NotoSans-Regular.ttf")
        let text = try shaper.shape([TextRun("I", style("Noto Sans", 10))])
        let glyph = try #require(text.clusters.first?.glyphs.first)
        let box = shaper.outline(glyph).controlBounds
        // The capital I of Noto Sans: 0.714 em high.
        #expect(abs(box.max.y - 7.14) < 1e-9 && box.min.y == 0)
    }

    @Test func `a variable font follows the weight`() throws {
        let shaper = try shaper("RobotoFlex.subset.ttf")
        func width(_ weight: Double) throws -> Double { try shaper.shape([TextRun("Bold", TextStyle(FontQuery(["Roboto Flex"], weight: weight), size: 100))]).width }
        let widths = try [100, 400, 900].map { try width($0) }
        #expect(widths[2] > widths[1] * 1.05 && widths[1] > widths[0])
    }

    @Test func `damaged fonts end in an error or in empty glyphs`() throws {
        let whole = try Conformance.bytes(Conformance.root.appending(path: "svg/fonts/NotoSans-Regular.ttf"))
        var random = SplitMix64(seed: 11)
        let library = FreeTypeLibrary()
        for _ in 0..<60 {
            var bytes = Array(whole.prefix(Int.random(in: 0..<whole.count, using: &random)))
            for _ in 0..<40 where !bytes.isEmpty { bytes[Int.random(in: 0..<min(bytes.count, 4096), using: &random)] = UInt8.random(in: 0...255, using: &random) }
            guard let face = try? FontFace(bytes: bytes, name: "damaged", library) else { continue }
            for glyph in 0..<40 { #expect(face.outline(UInt32(glyph)).isFinite) }
        }
    }
}
