import Foundation
import ImpressionGeometry
@testable import ImpressionSlicing
import Testing
import TestSupport

@Suite struct VariableWallTests {
    /// Flat lines, so that a bead of a width w covers about w.
    static let height = 0.2
    static let settings = SliceSettings.plain { $0.walls.generator = .arachne }
    static let rule = LineRule(settings, layer: 3, height: height)
    static let width = rule.outerWidth
    static let spacing = rule.spacing(width)
    static let roundness = width - spacing

    private func maker(_ count: Int, _ change: (inout VariableWalls) -> Void = { _ in }) -> AdaptiveWalls {
        var settings = VariableWalls()
        change(&settings)
        return AdaptiveWalls(constant: ConstantWalls(rule: Self.rule, count: count), settings: settings)
    }

    private func bar(_ thickness: Double, length: Double = 30) -> Region { Region(Box(min: .zero, max: Point(length, thickness))) }

    private func circle(_ r: Double, count: Int = 200) -> Polyline {
        Polyline((0..<count).map { Point(r * cos(2 * .pi * Double($0) / Double(count)), r * sin(2 * .pi * Double($0) / Double(count))) }, isClosed: true)
    }

    private func ring(_ outer: Double, _ inner: Double) -> Region { Region([circle(outer), Polyline(circle(inner).points.reversed(), isClosed: true)]) }

    private func star(_ seed: UInt64) -> Region {
        var random = SplitMix64(seed: seed)
        let count = 6 + Int(random.next() % 20)
        return Region([Polyline((0..<count).map { i in
            let a = 2 * .pi * Double(i) / Double(count), r = 1 + 8 * random.unit()
            return Point(r * cos(a), r * sin(a))
        }, isClosed: true)])
    }

    /// What lines and fill should cover: the region up to where the sides of the outermost beads are round.
    private func share(_ walls: Walls, _ region: Region) -> Double {
        (Deposit.area(walls.paths, Self.roundness) + walls.inside.area) / region.offset(by: -Self.roundness / 2, join: .mitre()).area
    }

    @Test(arguments: (10...60).map { Double($0) / 10 }) func `a bar gets its plastic, without gaps or heaps`(lines: Double) {
        let region = bar(Self.roundness + lines * Self.spacing), walls = maker(4).walls(of: region)
        let share = share(walls, region)
        #expect(abs(share - 1) < 0.025, "\(share)")
        let (over, free) = Deposit(walls.paths, Self.roundness, in: region).faults
        #expect(over < 0.02 && free < 0.03, "\(over) \(free)")
    }

    @Test(arguments: (4...24).map { Double($0) / 4 }) func `a ring gets its plastic, without gaps or heaps`(lines: Double) {
        let region = ring(8, 8 - Self.roundness - lines * Self.spacing), walls = maker(4).walls(of: region)
        let share = share(walls, region)
        #expect(abs(share - 1) < 0.02, "\(share)")
        let (over, free) = Deposit(walls.paths, Self.roundness, in: region).faults
        #expect(over < 0.02 && free < 0.02, "\(over) \(free)")
        let isClosed = walls.paths.allSatisfy(\.isClosed)
        #expect(isClosed)
    }

    @Test(arguments: [1.0, 2.0, 4.0]) func `a wedge gets its plastic, without gaps or heaps`(half: Double) {
        let region = Region([Polyline([Point(0, 0), Point(40, -half), Point(40, half)], isClosed: true)]), walls = maker(12).walls(of: region)
        let share = share(walls, region)
        #expect(abs(share - 1) < 0.02, "\(share)")
        let (over, free) = Deposit(walls.paths, Self.roundness, in: region).faults
        #expect(over < 0.05 && free < 0.05, "\(over) \(free)")
        checkWidths(walls)
    }

    private func checkWidths(_ walls: Walls) {
        for path in walls.paths {
            #expect(path.widths.count == 1 || path.widths.count == path.points.count)
            let isSound = path.widths.allSatisfy { $0 >= Float(0.5 * Self.width) && $0 <= Float(2 * Self.width) }
            #expect(isSound)
        }
    }

    /// One bead up to two of the least width, then two until the least width fits between two of the chosen width, and so on.
    @Test func `the number of beads follows the thickness`() {
        let least = max(0.55 * Self.spacing, Self.rule.leastWidth - Self.roundness)
        for step in 20..<110 {
            let thickness = 0.05 * Double(step) * Self.spacing, walls = maker(4).walls(of: bar(Self.roundness + thickness))
            var expected = 0
            while expected < 9 {
                let pairs = Double(expected / 2)
                let next = expected % 2 == 1 ? 2 * pairs * Self.spacing + 2 * least : expected == 0 ? 0 : 2 * pairs * Self.spacing + least
                if thickness < next { break }
                expected += 1
            }
            let crossed = walls.paths.reduce(0) { $0 + ($1.isClosed ? 2 : 1) }
            #expect(crossed == expected, "\(thickness)")
        }
    }

    @Test func `only the beads in the middle leave the chosen width`() {
        let region = bar(Self.roundness + 5.3 * Self.spacing), walls = maker(4).walls(of: region)
        #expect(walls.paths.map { $0.widths.count } == [1, 1, 1])
        #expect(abs(Double(walls.paths[0].widths[0]) - Self.width) < 1e-5 && abs(Double(walls.paths[1].widths[0]) - Self.width) < 1e-5)
        #expect(abs(Double(walls.paths[2].widths[0]) - Self.width - 0.3 * Self.spacing) < 1e-5)
        let shared = maker(4) { $0.distributionCount = 3 }.walls(of: region).paths.map { Double($0.widths[0]) }
        #expect(shared[2] > shared[1] && shared[1] > shared[0] && shared[0] > Self.width)
        #expect(abs(2 * shared[0] + 2 * shared[1] + shared[2] - 5 * Self.width - 0.3 * Self.spacing) < 1e-4)
    }

    @Test func `a bar that grows gets one more bead along a transition length`() {
        let region = Region([Polyline([Point(0, -0.5), Point(60, -1.2), Point(60, 1.2), Point(0, 0.5)], isClosed: true)])
        let walls = maker(8).walls(of: region)
        let ends = walls.paths.filter { !$0.isClosed }
        #expect(!ends.isEmpty)
        for path in ends { #expect(path.widths.min()! < Float(0.8 * Self.width)) }
        let (over, free) = Deposit(walls.paths, Self.roundness, in: region).faults
        #expect(over < 0.03 && free < 0.05, "\(over) \(free)")
    }

    @Test(arguments: 1...3) func `where all walls have room they are those of constant width`(count: Int) {
        for region in [bar(20), ring(12, 4), Region([Polyline([Point(0, 0), Point(20, 0), Point(20, 8), Point(8, 8), Point(8, 20), Point(0, 20)], isClosed: true)])] {
            let ours = maker(count).walls(of: region), classic = ConstantWalls(rule: Self.rule, count: count, drawsThin: false, fillsGaps: false).walls(of: region)
            #expect(ours.paths.count == classic.paths.count && ours.inside == classic.inside)
            for path in classic.paths {
                let line = Polyline(path.points, isClosed: true)
                let isThere = ours.paths.contains { own in
                    let other = Polyline(own.points, isClosed: true)
                    return own.level == path.level && own.widths.count == 1 && abs(own.widths[0] - path.widths[0]) < 1e-5 && abs(other.signedArea - line.signedArea) < 0.01 * line.length
                        && own.points.allSatisfy { line.nearest(to: $0).distance(to: $0) < 0.012 } && path.points.allSatisfy { other.nearest(to: $0).distance(to: $0) < 0.012 }
                }
                #expect(isThere)
            }
        }
    }

    @Test(arguments: 0..<40) func `any outline keeps its lines inside and its plastic`(seed: Int) {
        let region = star(UInt64(seed)), walls = maker(1 + seed % 4).walls(of: region)
        let share = (Deposit.area(walls.paths, Self.roundness) + walls.inside.area) / region.area
        #expect(share > 0.8 && share < 1.05, "\(share)")
        let grown = region.offset(by: 0.001)
        let isInside = walls.paths.allSatisfy { path in path.points.allSatisfy { grown.contains($0) } }
        #expect(isInside)
        checkWidths(walls)
        let (over, _) = Deposit(walls.paths, Self.roundness, in: region).faults
        // In the corners of spikes lines turn back on themselves.
        #expect(over < 0.1, "\(over)")
    }

    @Test func `bars that meet are lines that go on`() {
        let w = Self.width, region = bar(w).union(Region(Box(min: Point(15 - w / 2, 0), max: Point(15 + w / 2, 15))))
        let walls = maker(3).walls(of: region)
        #expect(walls.paths.count == 2 && walls.paths.allSatisfy { !$0.isClosed })
        let longest = walls.paths.map { Polyline($0.points).length }.max()!
        #expect(longest > 29)
    }

    @Test func `touching, tiny and empty outlines are no trouble`() {
        var board = Region.empty
        for row in 0..<4 {
            for column in 0..<4 where (row + column) % 2 == 0 {
                let corner = Point(Double(column), Double(row))
                board = board.union(Region(Box(min: corner, max: corner + Point(1, 1))))
            }
        }
        for region in [board, .empty, bar(0.001, length: 0.001), bar(0.02), bar(0.3, length: 0.3), bar(Self.width, length: Self.width)] {
            for count in [0, 1, 2, 50] {
                let walls = maker(count).walls(of: region)
                checkWidths(walls)
                #expect(walls.inside == maker(count).inside(of: region))
            }
        }
        let boards = maker(2).walls(of: board)
        #expect(share(boards, board) > 0.9)
    }

    @Test func `a body with such walls has its plastic in every layer`() {
        let slicer = BodySlicer([BodySlicer.Part(sections: .init(repeating: bar(1.7), count: 5))], table: LayerTable(height: 1, settings: Self.settings), settings: Self.settings)
        for i in 0..<5 {
            let volume = slicer.layer(i).volume()
            #expect(abs(volume / (bar(1.7).area * 0.2) - 1) < 0.06, "\(volume)")
        }
    }
}

/// Lines drawn on a grid: how often each cell is covered. Ends are cut straight.
struct Deposit {
    private static let cell = 0.02
    private var counts: [UInt8]
    private let region: Region
    private let columns: Int, rows: Int
    private let origin: Point

    static func area(_ paths: [Toolpath], _ roundness: Double) -> Double {
        var sum = 0.0
        for path in paths {
            for stretch in stretches(path) {
                let width = Double(stretch.s + stretch.t) / 2
                sum += stretch.a.distance(to: stretch.b) * (width - roundness)
            }
        }
        return sum
    }

    private static func stretches(_ path: Toolpath) -> [(a: Point, b: Point, s: Float, t: Float)] {
        let n = path.points.count
        func width(_ i: Int) -> Float { path.widths.count > 1 ? path.widths[i] : path.widths[0] }
        return (0..<(path.isClosed ? n : n - 1)).map { (path.points[$0], path.points[($0 + 1) % n], width($0), width(($0 + 1) % n)) }
    }

    init(_ paths: [Toolpath], _ roundness: Double, in region: Region) {
        let box = region.bounds
        (origin, self.region) = (box.min, region.offset(by: -roundness / 2, join: .mitre()))
        columns = Int((box.max.x - box.min.x) / Self.cell) + 1
        rows = Int((box.max.y - box.min.y) / Self.cell) + 1
        counts = .init(repeating: 0, count: columns * rows)
        for path in paths {
            for stretch in Self.stretches(path) { draw(stretch, roundness) }
        }
    }

    private mutating func draw(_ stretch: (a: Point, b: Point, s: Float, t: Float), _ roundness: Double) {
        let (a, b) = (stretch.a, stretch.b), way = b - a, square = way.squaredLength, reach = Double(max(stretch.s, stretch.t)) / 2
        guard square > 0 else { return }
        let low = Point(min(a.x, b.x) - reach, min(a.y, b.y) - reach) - origin, high = Point(max(a.x, b.x) + reach, max(a.y, b.y) + reach) - origin
        for row in max(0, Int(low.y / Self.cell))...min(rows - 1, max(0, Int(high.y / Self.cell))) {
            for column in max(0, Int(low.x / Self.cell))...min(columns - 1, max(0, Int(high.x / Self.cell))) {
                let p = origin + Point((Double(column) + 0.5) * Self.cell, (Double(row) + 0.5) * Self.cell) - a
                let share = p.dot(way) / square
                guard share >= 0, share < 1 else { continue }
                let half = (Double(stretch.s) + Double(stretch.t - stretch.s) * share - roundness) / 2
                if abs(p.cross(way)) <= half * square.squareRoot(), counts[row * columns + column] < 255 { counts[row * columns + column] += 1 }
            }
        }
    }

    /// What is covered more than once, and what of the region not at all though it is not the inside's, as shares of the region.
    var faults: (over: Double, free: Double) {
        var over = 0, free = 0
        let inner = region.contours
        let rows = (0..<rows).map { row in crossings(inner, origin.y + (Double(row) + 0.5) * Self.cell) }
        for (row, xs) in rows.enumerated() {
            for column in 0..<columns {
                let count = counts[row * columns + column]
                if count > 1 { over += Int(count) - 1 }
                if count == 0, xs.count(where: { $0 < origin.x + (Double(column) + 0.5) * Self.cell }) % 2 == 1 { free += 1 }
            }
        }
        let cell = Self.cell * Self.cell / max(1e-9, region.area)
        return (Double(over) * cell, Double(free) * cell)
    }

    private func crossings(_ contours: Contours, _ y: Double) -> [Double] {
        var xs: [Double] = []
        for i in 0..<contours.count {
            let ring = contours[i].map(\.point)
            for k in ring.indices {
                let a = ring[k], b = ring[(k + 1) % ring.count]
                if (a.y > y) != (b.y > y) { xs.append(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y)) }
            }
        }
        return xs
    }
}
