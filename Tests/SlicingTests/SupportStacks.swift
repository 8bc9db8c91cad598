import ImpressionGeometry
import Testing
@testable import ImpressionSlicing

/// Bodies as stacks of sections, layers of 0.2 mm.
struct Stack {
    static let layer = 0.2

    var name: String
    var outlines: [Region]
    var table: LayerTable { LayerTable(tops: outlines.indices.map { Double($0 + 1) * Self.layer }) }

    /// - Parameter section: The body at a height.
    init(_ name: String, height: Double, section: (Double) -> Region) {
        self.name = name
        outlines = (0..<Int((height / Self.layer).rounded())).map { section((Double($0) + 0.5) * Self.layer) }
    }

    func plan(_ workers: Workers = .one, marks: SupportMarks = SupportMarks(), _ change: (inout SupportSettings) -> Void = { _ in }) -> SupportPlan {
        var settings = SupportSettings()
        settings.isOn = true
        change(&settings)
        return SupportPlan(outlines: outlines, table: table, settings: settings, lineWidth: 0.45, marks: marks, workers: workers)
    }

    static func rectangle(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> Region { Region(Box(min: Point(x0, y0), max: Point(x1, y1))) }
    static func disc(_ radius: Double, at center: Point = .zero) -> Region {
        radius > 0.02 ? Region(brushing: Polyline([center]), widths: [2 * radius], tolerance: 0.01) : .empty
    }

    static func place(_ angle: Angle, _ radius: Double) -> Point { Transform.rotation(angle)(Point(radius, 0)) }

    static let tee = Stack("T", height: 20) { $0 < 16 ? rectangle(-3, -5, 3, 5) : rectangle(-15, -5, 15, 5) }
    static let sphere = Stack("sphere", height: 30) { z in disc((225 - (z - 15) * (z - 15)).squareRoot()) }
    static let bridge = Stack("bridge", height: 12) { $0 < 10 ? rectangle(-8, -5, -4, 5).union(rectangle(4, -5, 8, 5)) : rectangle(-8, -5, 8, 5) }
    static let arch = Stack("arch", height: 16) { z in
        let half = z < 12 ? (144 - z * z).squareRoot() : 0
        return rectangle(-15, -4, 15, 4).subtracting(rectangle(-half, -5, half, 5))
    }
    static let table = Stack("table", height: 22) { z in
        guard z < 20 else { return rectangle(-15, -15, 15, 15) }
        return Region.union(of: [(-14.0, -14.0), (10, -14), (-14, 10), (10, 10)].map { rectangle($0.0, $0.1, $0.0 + 4, $0.1 + 4) })
    }
    static let ring = Stack("ring in the air", height: 14) { $0 < 10 ? .empty : disc(12).subtracting(disc(8)) }
    /// A shelf over a block: its support stands on the model.
    static let shelf = Stack("shelf", height: 24) { z in
        z < 8 ? rectangle(-15, -6, 15, 6) : z < 20 ? rectangle(-15, -6, -9, 6) : rectangle(-15, -6, 15, 6)
    }
    static let all = [tee, sphere, bridge, arch, table, ring, shelf]

    /// Widens upwards by 30° from the vertical.
    static let cone = Stack("cone", height: 15) { z in disc(5 + z * 0.57735) }
}

extension Stack: CustomTestStringConvertible {
    var testDescription: String { name }
}

extension SupportPlan {
    var areas: [Region] { layers.map { $0.base.union($0.interface) } }
    /// mm³.
    var volume: Double { layers.indices.reduce(0) { $0 + (layers[$1].base.area + layers[$1].interface.area) * table.thickness($1) } }
}
