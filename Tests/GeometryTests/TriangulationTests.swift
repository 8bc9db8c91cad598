import Foundation
import Testing
@testable import ImpressionGeometry

@Suite struct TriangulationTests {
    /// Area, shape, shared edges and the Delaunay property, all by looking.
    private func check(_ region: Region, _ name: String = "") {
        let mesh = region.triangulated()
        #expect(mesh.doubledArea == region.doubledArea, "\(name)")
        var sides: [UInt64: [UInt32]] = [:]
        for t in stride(from: 0, to: mesh.indices.count, by: 3) {
            let corner = Array(mesh.indices[t..<t + 3])
            let p = corner.map { mesh.points[Int($0)] }
            #expect(LatticePoint.orientation(p[0], p[1], p[2]) > 0, "\(name)")
            for k in 0..<3 {
                let (a, b) = (corner[k], corner[(k + 1) % 3])
                sides[UInt64(min(a, b)) << 32 | UInt64(max(a, b)), default: []].append(corner[(k + 2) % 3])
            }
        }
        for (key, opposite) in sides {
            #expect(opposite.count <= 2, "\(name)")
            guard opposite.count == 2 else { continue }
            let (a, b) = (mesh.points[Int(key >> 32)], mesh.points[Int(key & 0xFFFF_FFFF)])
            func angle(_ o: UInt32) -> Double {
                let p = mesh.points[Int(o)]
                let u = Point(Double(a.x) - Double(p.x), Double(a.y) - Double(p.y))
                let v = Point(Double(b.x) - Double(p.x), Double(b.y) - Double(p.y))
                return abs(atan2(u.cross(v), u.dot(v)))
            }
            #expect(angle(opposite[0]) + angle(opposite[1]) <= .pi + 1e-9, "\(name)")
        }
        // Sides with one triangle make up the boundary.
        let border = sides.filter { $0.value.count == 1 }.keys.reduce(0.0) { sum, key in
            let (a, b) = (mesh.points[Int(key >> 32)], mesh.points[Int(key & 0xFFFF_FFFF)])
            return sum + a.point.distance(to: b.point)
        }
        #expect(abs(border - region.perimeter) <= 1e-9 * (1 + border), "\(name)")
    }

    @Test(arguments: RandomContours.allCases) func `triangles fill hostile regions exactly`(kind: RandomContours) {
        var random = SplitMix64(seed: 41)
        for trial in Tally.cases(trials / 4) { check(Region(kind.make(using: &random), fill: FillRule.allCases[trial % 4]), "\(kind) \(trial)") }
    }

    @Test func `a ring of squares is cut without a flat triangle`() {
        let frame = Region(Box(min: Point(0, 0), max: Point(9, 9)))
        let holes = Region.union(of: (0..<3).flatMap { x in (0..<3).map { y in Region(Box(min: Point(Double(x) * 3 + 1, Double(y) * 3 + 1), max: Point(Double(x) * 3 + 2, Double(y) * 3 + 2))) } })
        let region = frame.subtracting(holes)
        check(region)
        // n vertices, h holes: n + 2h − 2 triangles.
        #expect(region.triangulated().count == 40 + 18 - 2)
    }

    @Test(.enabled(if: Conformance.isPresent, "the conformance data is not here")) func `earcut's fixtures are filled exactly`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Conformance.folder.appendingPathComponent("earcut").path)
        var seen = 0
        for file in files.sorted() where file.hasSuffix(".json") && file != "expected.json" {
            let rings = Conformance.rings(try Conformance.json("earcut/\(file)"))
            let reach = rings.joined().joined().map(\.magnitude).max() ?? 1
            let isWhole = rings.joined().joined().allSatisfy { $0 == $0.rounded() }
            let scale = isWhole && reach < 1e9 ? 1 : exp2(floor(log2(5e8 / max(1e-9, reach))))
            // The first ring is the polygon, the others are its holes, whichever way they run.
            let (outer, holes) = (Contours(Array(rings.prefix(1)), scale: scale), Contours(Array(rings.dropFirst()), scale: scale))
            check(Region(.difference, outer, holes, fill: .evenOdd), file)
            seen += 1
        }
        #expect(seen > 45)
    }
}
