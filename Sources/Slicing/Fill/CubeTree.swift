import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// An octree of cubes that stand on a corner, divided where a surface passes.
///
/// A divided cube draws the planes through its middle; a layer shows their traces. Cells of one size are a sorted list, so that nothing depends on hashes.
struct CubeTree: Sendable {
    /// Where cubes are small.
    enum Surface: Sendable { case walls, ceilings }

    /// A divided cube: its middle in units of the smallest edge.
    private struct Cube: Sendable { var middle: SIMD3<Int32> }

    private let frame: FillFrame
    /// Of the smallest cubes, mm.
    private let edge: Double
    /// Divided cubes by size, those of twice the smallest edge first, each list ascending in the height of its middles.
    private let levels: [[Cube]]

    /// Directions of the cubes' edges: all as steep, a third of a turn apart.
    private static let axes: [SIMD3<Double>] = (0..<3).map { k in
        let turn = (Double(k) * 120 + 90) * .pi / 180, across = (2.0 / 3).squareRoot()
        return SIMD3(across * cos(turn), across * sin(turn), (1.0 / 3).squareRoot())
    }
    private static let mostCells = 4_000_000
    /// Added to cells' numbers: a multiple of every size.
    private static let bias: Int32 = 1 << 20

    /// nil where there is nothing to fill.
    init?(_ volume: FillVolume, near surface: Surface, workers: Workers) {
        frame = volume.frame
        // Three families share the density; planes lean, so that their traces lie farther apart than they do.
        edge = 3 * volume.pitch * (2.0 / 3).squareRoot()
        guard edge.isFinite, edge > 0.05 else { return nil }
        let edge = edge, frame = frame
        let samples = workers.map(volume.areas.count) { layer in Self.cells(volume, layer, surface, edge: edge, frame) }
        var cells = samples.flatMap { $0 }
        guard !cells.isEmpty, cells.count < Self.mostCells else { return nil }
        cells.sort()
        var levels: [[Cube]] = [], shift: Int32 = 0
        while shift < 20 {
            shift += 1
            cells = Self.parents(of: cells)
            levels.append(Self.cubes(cells, shift: shift))
            // Where only the eight around the middle are left, they are one cube.
            if cells.count <= 8, cells.allSatisfy({ Self.isCentral($0, shift) }) { break }
        }
        levels.append([Cube(middle: .zero)])
        self.levels = levels
    }

    /// The layer's traces of all planes.
    func lines(in area: FillArea) -> [FillLine] {
        guard area.isFillable else { return [] }
        var traces: [Trace] = []
        let z = area.z * 3.0.squareRoot() / edge
        for (level, cubes) in levels.enumerated() {
            let half = Double(1 << level), reach = 3 * half
            var i = Self.first(cubes, above: z - reach)
            while i < cubes.count, Double(Self.height(cubes[i])) < z + reach {
                Self.addTraces(cubes[i], half: half, z, &traces)
                i += 1
            }
        }
        return area.filled(with: joined(traces).map { trace in [trace.low, trace.high].map { frame.world(point(trace.plane, Double(trace.place), z, $0)) } })
    }

    /// A stretch of a plane's trace: where the difference of the two other coordinates runs from `low` to `high`.
    private struct Trace { var plane: Int8, place: Int32, low: Double, high: Double }

    private static func addTraces(_ cube: Cube, half: Double, _ z: Double, _ traces: inout [Trace]) {
        let m = SIMD3<Double>(cube.middle)
        for k in 0..<3 {
            let (i, j) = ((k + 1) % 3, (k + 2) % 3), sum = z - m[k]
            let low = max(2 * (m[i] - half) - sum, sum - 2 * (m[j] + half)), high = min(2 * (m[i] + half) - sum, sum - 2 * (m[j] - half))
            if high - low > 1e-6 { traces.append(Trace(plane: Int8(k), place: cube.middle[k], low: low, high: high)) }
        }
    }

    /// Stretches of one trace that touch are one.
    private func joined(_ traces: [Trace]) -> [Trace] {
        var result: [Trace] = []
        for trace in traces.sorted(by: { ($0.plane, $0.place, $0.low, $0.high) < ($1.plane, $1.place, $1.low, $1.high) }) {
            if let last = result.last, last.plane == trace.plane, last.place == trace.place, trace.low <= last.high + 1e-6 {
                result[result.count - 1].high = max(last.high, trace.high)
            } else {
                result.append(trace)
            }
        }
        return result
    }

    /// The place of a plane's trace in the pattern's own coordinates, mm.
    private func point(_ plane: Int8, _ place: Double, _ z: Double, _ difference: Double) -> Point {
        let k = Int(plane), sum = z - place
        var c = SIMD3<Double>(repeating: place)
        c[(k + 1) % 3] = (sum + difference) / 2
        c[(k + 2) % 3] = (sum - difference) / 2
        let p = (Self.axes[0] * c.x + Self.axes[1] * c.y + Self.axes[2] * c.z) * edge
        return Point(p.x, p.y)
    }
}

/// Building.
extension CubeTree {
    private static func height(_ cube: Cube) -> Int32 { cube.middle.x + cube.middle.y + cube.middle.z }

    private static func first(_ cubes: [Cube], above height: Double) -> Int {
        cubes.partitioningIndex { Double(Self.height($0)) > height }
    }

    /// The smallest cells that a layer's surfaces pass, in no order and some of them twice.
    private static func cells(_ volume: FillVolume, _ layer: Int, _ surface: Surface, edge: Double, _ frame: FillFrame) -> [UInt64] {
        let area = volume.areas[layer], z = volume.tops[layer], step = edge / 2
        guard !area.isEmpty else { return [] }
        var cells: [UInt64] = []
        func mark(_ place: Point) {
            let local = frame.local(place), p = SIMD3(local.x, local.y, z)
            var key: UInt64 = 0
            for axis in axes {
                let c = ((p * axis).sum() / edge).rounded(.down)
                guard abs(c) < Double(bias) / 2 else { return }
                key = key << 21 | UInt64(Int32(c) + bias)
            }
            if cells.last != key { cells.append(key) }
        }
        // Upright surfaces are looked at once in half a cube's height.
        let isNext = layer == 0 || (z / step).rounded(.down) != (volume.tops[layer - 1] / step).rounded(.down)
        if surface == .walls, isNext {
            for i in 0..<area.ringCount {
                let ring = area.contours[i]
                var a = ring[ring.endIndex - 1].point
                for b in ring.lazy.map(\.point) {
                    let parts = max(1, Int((a.distance(to: b) / step).rounded(.up)))
                    for part in 0..<parts { mark(a.mix(b, Double(part) / Double(parts))) }
                    a = b
                }
            }
        }
        var flats = [volume.ceiling(of: layer)]
        if surface == .walls { flats.append(volume.floor(of: layer)) }
        for flat in flats where !flat.isEmpty {
            let rows = FillFrame(origin: .zero, angle: .zero).parallels(over: flat, pitch: step, phase: 0), clipped = ClippedLines(rows, in: BoundaryGrid(flat))
            for piece in clipped.pieces {
                let (a, b) = (clipped.points[piece.range.lowerBound], clipped.points[piece.range.upperBound - 1])
                let parts = max(1, Int((a.distance(to: b) / step).rounded(.up)))
                for part in 0...parts { mark(a.mix(b, Double(part) / Double(parts))) }
            }
        }
        return cells
    }

    /// Cells of twice the edge that hold these, ascending.
    private static func parents(of cells: [UInt64]) -> [UInt64] {
        let mask: UInt64 = 0x1F_FFFF, half: UInt64 = (mask >> 1) << 42 | (mask >> 1) << 21 | mask >> 1
        var result = cells.map { ($0 >> 1) & half }
        result.sort()
        var count = 0
        for key in result where count == 0 || result[count - 1] != key {
            result[count] = key
            count += 1
        }
        result.removeLast(result.count - count)
        return result
    }

    private static func number(_ key: UInt64, _ shift: Int32) -> SIMD3<Int32> {
        let bias = bias >> shift
        return SIMD3(Int32(key >> 42 & 0x1F_FFFF) - bias, Int32(key >> 21 & 0x1F_FFFF) - bias, Int32(key & 0x1F_FFFF) - bias)
    }

    private static func isCentral(_ key: UInt64, _ shift: Int32) -> Bool {
        let n = number(key, shift)
        return (0..<3).allSatisfy { n[$0] == 0 || n[$0] == -1 }
    }

    private static func cubes(_ cells: [UInt64], shift: Int32) -> [Cube] {
        let half = Int32(1) << (shift - 1)
        return cells.map { Cube(middle: (number($0, shift) &* 2 &+ 1) &* half) }.sorted { a, b in
            let (p, q) = (height(a), height(b))
            return p != q ? p < q : (a.middle.x, a.middle.y) < (b.middle.x, b.middle.y)
        }
    }
}
