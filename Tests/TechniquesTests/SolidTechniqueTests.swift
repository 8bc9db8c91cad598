import ImpressionCanvas
import ImpressionGeometry
import ImpressionMeshing
import ImpressionTechniques
import Testing

@Suite struct SolidTechniqueTests {
    private func disc(_ x: Double, _ y: Double, _ radius: Double) -> BezierPath { BezierPath(ellipse: Point(x, y), radii: Point(radius, radius)) }

    private func filled(_ path: BezierPath, _ color: Color) -> Artwork.Element { .path(PaintedPath(path, fill: Fill(.color(color), rule: .evenOdd))) }

    /// A black ring with a red disc in it, and a black bar at the left: not symmetric, with an island.
    private var emblem: Artwork {
        var ring = disc(60, 50, 35)
        ring.append(disc(60, 50, 25))
        return Artwork(width: 100, height: 100, elements: [
            filled(ring, .black), filled(disc(60, 50, 15), Color(0.9, 0.1, 0.1)),
            filled(BezierPath(Box(min: Point(5, 10), max: Point(17, 90))), .black),
        ])
    }

    private func bodies(_ technique: any SolidTechnique) throws -> [(name: String, mesh: Mesh)] {
        let impression = try #require(try technique.impressed(emblem, workers: .one) as? SolidImpression)
        return impression.parts.map { ($0.name, $0.solid.mesh()) } + [("all parts", Solid(impression.parts.flatMap(\.solid.pieces)).mesh())]
    }

    private func expectClosed(_ mesh: Mesh, _ comment: Comment, sourceLocation: SourceLocation = #_sourceLocation) {
        let report = mesh.welded().check()
        #expect(report.isSolid, "\(comment): \(report)", sourceLocation: sourceLocation)
    }

    @Test func `every solid technique makes closed bodies on the plate with its defaults`() throws {
        for type in Techniques.all {
            guard let solid = type.init() as? any SolidTechnique else { continue }
            let made = try bodies(solid)
            #expect(!made.isEmpty, "\(type.name)")
            for (name, mesh) in made { expectClosed(mesh, "\(type.name): \(name)") }
            #expect(made.compactMap { $0.mesh.bounds?.min.z }.min() == 0, "\(type.name)")
        }
    }

    @Test func `every word of every choice makes closed bodies`() throws {
        for type in Techniques.all {
            guard type.init() is any SolidTechnique else { continue }
            for setting in type.settings where setting.placeholder.contains("|") && setting.name != "ink" {
                for word in setting.placeholder.split(separator: "|") {
                    var technique = type.init()
                    try technique.set(setting.name, to: String(word))
                    guard let solid = technique as? any SolidTechnique else { continue }
                    for (name, mesh) in try bodies(solid) { expectClosed(mesh, "\(type.name) \(setting.name)=\(word): \(name)") }
                }
            }
        }
    }

    @Test func `a stamp is mirrored and its walls lean outwards`() throws {
        let solid = try #require(try Stamp().impress(emblem, workers: .one).parts.first?.solid), high = try #require(solid.extent?.high.z)
        let top = solid.section(at: high - 0.01), foot = solid.section(at: high - 1.99)
        // The bar lies at the left of the drawing, so at the right of the stamp.
        let bar = try #require(top.islands.max { $0.bounds.center.x < $1.bounds.center.x })
        #expect(bar.ringCount == 1 && top.islands.count == 3 || top.islands.count == 2)
        #expect(foot.area > top.area && foot.intersection(top).area > 0.999 * top.area)
    }

    @Test func `a stencil is one piece however many islands it has`() throws {
        let impression = try Stencil().impress(emblem, workers: .one), solid = try #require(impression.parts.first?.solid)
        #expect(solid.section(at: 0.4).islands.count == 1)
        #expect(impression.notes.contains { $0.code == "bridges" })
    }

    @Test func `a cutter in several parts is joined at the flange and leaves the outline free`() throws {
        let solid = try #require(try Cutter().impress(emblem, workers: .one).parts.first?.solid)
        #expect(solid.section(at: 1).islands.count == 1)
        let blade = solid.section(at: 13.9)
        #expect(blade.islands.count == 2)
        #expect(blade.narrowest > 0.4 && blade.narrowest < 0.7)
    }

    @Test func `an inlay's pieces fit their pockets with the play on every side`() throws {
        var inlay = Inlay()
        (inlay.clearance, inlay.layout, inlay.form.width) = (0.2, .apart, 60)
        let apart = try inlay.impress(emblem, workers: .one)
        inlay.layout = .together
        let together = try inlay.impress(emblem, workers: .one)
        let pocket = try #require(apart.parts.first?.solid).section(at: 0.5).area - (try #require(apart.parts.first?.solid)).section(at: 2.5).area
        let pieces = together.parts.dropFirst().reduce(0) { $0 + $1.solid.section(at: 2).area }
        #expect(abs(pocket - pieces) < 1e-6 * pieces)
        for (a, b) in zip(apart.parts.dropFirst(), together.parts.dropFirst()) {
            let exact = b.solid.section(at: 2).offset(by: -0.2, join: .mitre())
            #expect(abs(a.solid.section(at: 0.8).area - exact.area) < 1e-4 * exact.area)
        }
    }

    @Test func `parts of several colours share their walls exactly`() throws {
        let touching = Artwork(width: 40, height: 40, elements: [filled(BezierPath(Box(min: .zero, max: Point(40, 40))), Color(1, 1, 0)), filled(disc(20, 20, 12.3), Color(0, 0, 1))])
        let parts = try Extrusion().impress(touching, workers: .one).parts
        #expect(parts.count == 2)
        let sections = parts.map { $0.solid.section(at: 1) }
        #expect(sections[0].doubledArea + sections[1].doubledArea == Int128(2) * 1_600_000_000_000_000)
        #expect(parts.map(\.extruder) == [1, 2])
    }

    @Test func `what is too narrow is widened or dropped, with a note`() throws {
        let hairline = Artwork(width: 50, height: 50, elements: [
            filled(BezierPath(Box(min: Point(0, 0), max: Point(50, 10))), .black), filled(BezierPath(Box(min: Point(24.9, 9), max: Point(25.1, 50))), .black),
        ])
        var sign = Sign()
        sign.form.width = 50
        for (thin, width) in [(ArtForm.Thin.widen, 0.4), (.drop, 0)] {
            sign.form.thin = thin
            let impression = try sign.impress(hairline, workers: .one)
            #expect(impression.notes.contains { $0.code == "thin-detail" })
            let section = try #require(impression.parts.last?.solid.section(at: 3)), line = section.intersection(Region(Box(min: Point(-25, 0), max: Point(25, 10))))
            #expect(abs(line.area / 10 - width) < 0.02, "\(thin)")
        }
    }

    @Test func `a legend stands along the rim and lettering in the back`() throws {
        var coin = Coin()
        for (name, value) in [("legend", "OBVERSE"), ("legend-bottom", "2026"), ("legend-font", "single-line"), ("reverse-text", "TEN\\nCOINS"), ("heights", "level"), ("minimum-width", "0")] { try coin.set(name, to: value) }
        let solid = try #require(try coin.impress(emblem, workers: .one).parts.first?.solid), high = solid.section(at: 2.8)
        let letters = high.islands.filter { $0.bounds.center.length > 11 && $0.bounds.width < 10 }
        // All letters and digits of both texts, each a piece of its own: the upper ones above the middle, the lower ones below.
        #expect(letters.filter { $0.bounds.center.y > 3 }.count == 7 && letters.filter { $0.bounds.center.y < -3 }.count == 4)
        let back = solid.section(at: 0.35), whole = solid.section(at: 1)
        #expect(whole.area - back.area > 10 && solid.mesh().welded().check().shells == 1)
        // Seen from below the first letter, T, stands at the left: at the right of the section.
        try coin.set("reverse-text", to: "T.")
        let hole = try #require(try coin.impress(emblem, workers: .one).parts.first?.solid).section(at: 0.35).holes
        #expect(try #require(hole.islands.max { $0.area < $1.area }).bounds.center.x > 0)
        try coin.set("legend", to: String(repeating: "TOO LONG ", count: 20))
        try coin.set("legend-size", to: "6mm")
        #expect(throws: TechniqueError.self) { try coin.impress(emblem, workers: .one) }
    }

    @Test(arguments: Coin.Alignment.allCases) func `a drawing in a coin's back is seen as drawn once the coin is turned`(alignment: Coin.Alignment) throws {
        // An L: its corner at the lower left.
        let letter = Artwork(width: 40, height: 40, elements: [filled(BezierPath(Box(min: Point(5, 5), max: Point(12, 35))), .black), filled(BezierPath(Box(min: Point(5, 5), max: Point(30, 12))), .black)])
        var coin = Coin()
        (coin.alignment, coin.reverse, coin.heights, coin.form.minimumWidth) = (alignment, "back.svg", .level, 0)
        let solid = try #require(try coin.impress(emblem, second: letter, workers: .one).parts.first?.solid)
        // Turned over the foot up and down change places, turned like a page left and right do; the eye is below.
        let seen = { (p: Point) in alignment == .coin ? Point(p.x, -p.y) : Point(-p.x, p.y) }
        let cut = solid.section(at: 1).subtracting(solid.section(at: 0.35))
        let corner = try #require(cut.polylines.flatMap(\.points).map(seen).min { $0.x + $0.y < $1.x + $1.y })
        let tops = cut.polylines.flatMap(\.points).map(seen)
        let (left, right) = (tops.map(\.x).min() ?? 0, tops.map(\.x).max() ?? 0), (low, high) = (tops.map(\.y).min() ?? 0, tops.map(\.y).max() ?? 0)
        #expect(corner.x < left + 0.01 && corner.y < low + 0.01)
        // The part at the upper right is empty, and the proportions are the drawing's.
        #expect(!cut.contains(seen(Point(left + 0.8 * (right - left), low + 0.8 * (high - low)))))
        #expect(abs((right - left) / (high - low) - 25.0 / 30) < 1e-3)
        #expect(abs(cut.area / ((right - left) * (high - low)) - (7 * 30 + 18 * 7) / (25.0 * 30)) < 1e-3)
        let report = solid.mesh().welded().check()
        #expect(report.shells == 1 && report.isClosed)
        #expect(throws: TechniqueError.self) { try coin.impress(emblem, workers: .one) }
    }

    @Test func `a drawing of metres is made one metre long and told, a width of metres is refused`() throws {
        let large = Artwork(width: 4000, height: 1000, elements: [filled(BezierPath(Box(min: Point(0, 0), max: Point(4000, 1000))), .black)])
        var extrusion = Extrusion()
        let made = try extrusion.impress(large, workers: .one), box = try #require(made.parts.first?.solid.section(at: 1)).bounds
        #expect(made.notes.contains { $0.code == "large-artwork" } && abs(box.width - 1000) < 0.01 && abs(box.height - 250) < 0.01)
        extrusion.form.width = 2000
        #expect(throws: TechniqueError.self) { try extrusion.impress(large, workers: .one) }
    }

    @Test func `an empty drawing is an error of the input, and settings that contradict are of usage`() {
        #expect(throws: TechniqueError.emptyPicture) { try Sign().impress(Artwork(width: 10, height: 10), workers: .one) }
        var plate = PrintingBlock()
        plate.depth = 10
        #expect(throws: TechniqueError.self) { try plate.impress(emblem, workers: .one) }
    }
}

extension Region {
    /// What is cut out of it: what it lacks of its box, without that at the box's rim.
    fileprivate var holes: Region {
        let (low, high) = (bounds.min + Point(1, 1), bounds.max - Point(1, 1))
        return Region(bounds).subtracting(self).islands.filter { $0.bounds.min.x > low.x && $0.bounds.min.y > low.y && $0.bounds.max.x < high.x && $0.bounds.max.y < high.y }
            .reduce(.empty) { $0.union($1) }
    }

    /// Twice the greatest clearance: how wide the widest place is.
    fileprivate var narrowest: Double { 2 * (medialAxis().vertices.map(\.clearance).max() ?? 0) }
}
