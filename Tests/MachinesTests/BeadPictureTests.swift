import ImpressionGeometry
@testable import ImpressionMachines
import ImpressionRaster
import Testing

private func bead(_ from: Point, _ to: Point, z: Double = 0.2, height: Double = 0.2, width: Double = 0.5, feature: LineFeature = .wall) -> GCodeReplay.Bead {
    let length = from.distance(to: to)
    return .init(from: from, to: to, z: z, height: height, width: width, volume: length * height * (width - height * (1 - .pi / 4)), role: "", feature: feature, layer: 0, tool: 0, object: -1)
}

@Test func `a line covers the area of its rounded rectangle, whatever its direction`() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<40 {
        let a = Point(.random(in: 5...15, using: &random), .random(in: 5...15, using: &random)), b = Point(.random(in: 5...15, using: &random), .random(in: 5...15, using: &random))
        let width = Double.random(in: 0.3...1.2, using: &random)
        var grid = DepositGrid(around: Box(min: Point(0, 0), max: Point(20, 20)), pitch: 0.02)
        grid.add(bead(a, b, width: width))
        let covered = Double(grid.marks.count { $0 & DepositGrid.Mark.covered != 0 }) * grid.sampleArea
        let area = a.distance(to: b) * width + .pi / 4 * width * width
        #expect(abs(covered - area) < 0.02 * (2 * a.distance(to: b) + 4 * width), "\(covered) \(area)")
    }
}

@Test func `lines at their spacing are laid once, lines on one another twice`() {
    let height = 0.2, width = 0.5, spacing = width - height * (1 - .pi / 4)
    func doubled(_ step: Double) -> Double {
        var grid = DepositGrid(around: Box(min: .zero, max: Point(20, 20)), pitch: 0.02)
        for i in 0..<20 { grid.add(bead(Point(2, 3 + Double(i) * step), Point(18, 3 + Double(i) * step), width: width)) }
        return Double(grid.marks.count { $0 & DepositGrid.Mark.twice != 0 }) * grid.sampleArea
    }
    #expect(doubled(spacing) < 16 * 0.02 * 20)
    #expect(abs(doubled(spacing / 2) - 16 * spacing / 2 * 19) < 0.1 * 16 * spacing / 2 * 19)
}

@Test func `sections score what is missing and what is too much`() {
    let square = Region(Box(min: Point(2, 2), max: Point(12, 12)))
    var grid = DepositGrid(around: Box(min: .zero, max: Point(20, 14)), pitch: 0.05)
    // The left half is filled; 3 mm stick out at the left.
    for i in 0..<25 { grid.add(bead(Point(-1 + 0.25, 2.2 + Double(i) * 0.4), Point(7 - 0.25, 2.2 + Double(i) * 0.4), width: 0.5, feature: .solidInfill)) }
    let solid = grid.score(section: square, neighbours: (square, square), width: 0.4, isSolid: true)
    #expect(abs(solid.missing - 50) < 1.5 && abs(solid.outside - 30) < 1.5)
    // A hollow body shows a wall's width along its boundary and nothing else.
    var hollow = DepositGrid(around: Box(min: .zero, max: Point(14, 14)), pitch: 0.05)
    let empty = hollow.score(section: square, neighbours: (square, square), width: 0.4, isSolid: false)
    #expect(abs(empty.missing - (100 - 9.2 * 9.2)) < 1)
    hollow.clear()
    #expect(abs(hollow.score(section: square, neighbours: (.empty, square), width: 0.4, isSolid: false).missing - 100) < 1)
}

@Test func `the heights of a picture are those of the plastic`() {
    let camera = BeadCamera.top(Box(min: .zero, max: Point(10, 10)), width: 200, height: 200, margin: 0)
    var picture = BeadPicture(camera, around: Box(min: .zero, max: Point(10, 10)), width: 200, height: 200)
    picture.add(bead(Point(2, 5), Point(8, 5), z: 1.4, height: 0.3, width: 0.6))
    let heights = picture.heights()
    #expect(abs(heights[100, 100] - 1.4) < 0.01)
    #expect(heights[100, 20] == 0)
    // The ellipse of its cross-section falls off beside the middle.
    let share = 0.125 / 0.3, lower = 1.25 + 0.15 * (1 - share * share).squareRoot()
    #expect(abs(heights[100, 97] - Float(lower)) < 0.02)
}

@Test func `nearer plastic hides what is behind it, from above and through a lens`() {
    let box = Box(min: .zero, max: Point(10, 10))
    for camera in [BeadCamera.top(box, width: 100, height: 100), .perspective(low: .zero, high: SIMD3(10, 10, 4), width: 100, height: 100)] {
        for reversed in [false, true] {
            var picture = BeadPicture(camera, around: box, width: 100, height: 100)
            let beads = [bead(Point(1, 5), Point(9, 5), z: 0.4, height: 0.4, width: 3, feature: .support), bead(Point(1, 5), Point(9, 5), z: 4, height: 3, width: 3.4, feature: .bridge)]
            for bead in reversed ? beads.reversed() : beads { picture.add(bead) }
            let seen = Set(picture.surfaces.indices.filter { picture.depths[$0].isFinite }.map { picture.surfaces[$0].w })
            #expect(seen.contains(Int8(LineFeature.bridge.rawValue)))
            if camera.isFromAbove { #expect(seen.count == 1) }
        }
    }
}

@Test func `pictures have their size, and damaged files none or one without harm`() throws {
    let text = "M83\n;LAYER_CHANGE\n;HEIGHT:0.2\n;TYPE:Perimeter\nG1 Z0.2\nG1 X10 Y10\nG1 X30 Y10 E0.7\nG1 X30 Y25 E0.5\n;LAYER_CHANGE\nG1 Z0.4\nG1 X10 Y10 E0.8\n"
    let pictures = try #require(GCodePictures(Array(text.utf8)))
    #expect(pictures.top(longSide: 210).width == 210)
    let sheet = pictures.layers(count: 9, columns: 5, size: 150)
    #expect(sheet.width == 2 * 22 + 2 * 150 + 14)
    #expect(pictures.perspective(width: 160, height: 120).height == 120)
    #expect(GCodePictures(Array("G1 X5\n".utf8)) == nil)
    for damage in ["G1 X1e30 Y1 E5", "G1 X99999 Y3 E1", "G1 Z1e9 E1 X4", ";HEIGHT:1e300\nG1 X2 E1", "G1 X3 E1e300"] {
        _ = GCodePictures(Array((text + damage + "\nG1 X4 Y4 E1\n").utf8))?.layers(size: 60)
    }
}

@Test(arguments: [
    (";LAYER:0\n;TYPE:WALL-OUTER\nG0 Z0.3\nG1 X0 Y0\nG1 X10 E1\n;LAYER:1\n;TYPE:SKIN\nG0 Z0.5\nG1 X0 E2\n", [LineFeature.externalWall, .solidInfill], [0.3, 0.2]),
    ("M83\n; CHANGE_LAYER\n; LAYER_HEIGHT: 0.25\n; FEATURE: Outer wall\nG1 Z0.25\nG1 X0 Y0\nG1 X10 E1\n; CHANGE_LAYER\n; LAYER_HEIGHT: 0.15\n; FEATURE: Sparse infill\nG1 Z0.4\nG1 X0 E1\n", [.externalWall, .sparseInfill], [0.25, 0.15]),
    ("M83\nG1 Z0.3\nG1 X0 Y0\nG1 X10 E1\nG1 X10 Y10 E1\nG1 Z0.6\nG1 X0 E1\n", [.unknown, .unknown, .unknown], [0.3, 0.3, 0.3]),
])
func `other slicers' words, heights and layers are understood`(text: String, features: [LineFeature], heights: [Double]) {
    var found: [GCodeReplay.Bead] = []
    let statistics = GCodeReplay().read(Array(text.utf8)) { found.append($0) }
    #expect(found.map(\.feature) == features)
    #expect(zip(found.map(\.height), heights).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(statistics.layers == 2 && Set(found.map(\.layer)) == [0, 1])
}

@Test(arguments: [
    ("; printing object a id:0 copy 0", "; stop printing object a id:0 copy 0"), ("M486 S3", "M486 S-1"), ("EXCLUDE_OBJECT_START NAME='a'", "EXCLUDE_OBJECT_END NAME='a'"),
    ("; start printing object, unique label id: 15", "; stop printing object, unique label id: 15"), (";MESH:a.stl", ";MESH:NONMESH"),
])
func `lines are told apart by the labels of their objects`(start: String, end: String) {
    var objects: [Int] = []
    _ = GCodeReplay().read(Array("M83\n;LAYER:0\nG1 X1 E1\n\(start)\nG1 X2 E1\n\(end)\nG1 X3 E1\n\(start)\nG1 X4 E1\n".utf8)) { objects.append($0.object) }
    #expect(objects == [-1, 0, -1, 0])
}
