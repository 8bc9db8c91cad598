import Foundation
import Testing
@testable import ImpressionGeometry

/// An edge moves by at most √½ unit, so an area changes by at most that times the length of all edges.
@Suite(.enabled(if: Conformance.isPresent, "the conformance data is not here"))
struct ConformanceTests {
    private func check(_ operation: BooleanOperation, _ fill: FillRule, _ a: [[[Double]]], _ b: [[[Double]]], exact: Double, digits: Double, _ name: String) {
        let reach = (a + b).joined().joined().map(\.magnitude).max() ?? 1
        // Enlarged by a power of two, so that the rounding to the lattice is small beside the area.
        for scale in [1, exp2(floor(log2(Double(LatticePoint.limit) / max(1, reach))))] {
            let (p, q) = (Contours(a, scale: scale), Contours(b, scale: scale))
            let region = Region(operation, p, q, fill: fill)
            let area = Double(region.contours.doubledSignedArea) / 2
            let allowed = 0.7072 * (p.perimeter + q.perimeter) + (digits + 1e-12 * abs(exact)) * scale * scale
            #expect(region.fault == nil, "\(name)")
            #expect(abs(area - exact * scale * scale) <= allowed, "\(name) ×\(scale): \(area) for \(exact * scale * scale)")
        }
    }

    @Test func `Clipper2's polygon cases have their exact areas`() throws {
        let cases = try Conformance.clipperCases("Polygons.txt")
        var seen = 0
        for expected in try Conformance.lines("clipper2-exact.jsonl") {
            guard let caption = expected["caption"] as? String, let exact = (expected["exact"] as? NSNumber)?.doubleValue,
                  let item = cases.first(where: { $0.caption == caption }) else { continue }
            check(item.operation, item.fill, item.subjects, item.clips, exact: exact, digits: 1e-4, "Clipper2 \(caption)")
            seen += 1
        }
        #expect(seen == 189)
    }

    @Test func `adversarial booleans have their exact areas`() throws {
        let cases = try #require(try Conformance.json("reference-cases.json") as? [String: [String: Any]])
        var seen = 0
        for line in try Conformance.lines("reference-areas.jsonl") {
            guard let name = line["case"] as? String, let item = cases[name], let exact = (line["exact"] as? NSNumber)?.doubleValue,
                  let operation = (line["op"] as? String).flatMap(BooleanOperation.init), let fill = (line["fill"] as? String).flatMap(FillRule.init) else { continue }
            check(operation, fill, Conformance.rings(item["A"]), Conformance.rings(item["B"]), exact: exact, digits: 1e-4, "\(name) \(operation)")
            seen += 1
        }
        #expect(seen >= 136)
    }

    @Test(arguments: ["PolytreeHoleOwner.txt", "PolytreeHoleOwner2.txt"]) func `Clipper2's nested polygons are valid`(file: String) throws {
        for item in try Conformance.clipperCases(file) {
            let region = Region(item.operation, Contours(item.subjects, scale: 1), Contours(item.clips, scale: 1), fill: item.fill)
            #expect(region.fault == nil)
            #expect(!region.isEmpty)
        }
    }
}
