import ImpressionGeometry
import ImpressionSlicing
import Testing

@Suite struct FieldAdhesionTests {
    @Test func `the skirt surrounds the body at its distance, on the first layer alone`() {
        let slicer = FieldSlicer(Fields.block(1, side: 101), settings: .plain { $0.skirtLoops = 2; $0.skirtDistance = 3 })
        let layer = slicer.layer(0)
        let skirt = layer.paths(.skirt).map { layer.polyline($0) }
        #expect(skirt.count == 2 && layer.paths.prefix(2).allSatisfy { $0.role == .skirt })
        #expect(slicer.layer(1).paths(.skirt).isEmpty)
        for point in skirt.flatMap(\.points) {
            let dx = max(0, abs(point.x) - 5), dy = max(0, abs(point.y) - 5)
            #expect((dx * dx + dy * dy).squareRoot() >= 3 + 0.225 - 0.03)
            #expect(slicer.bounds.contains(point))
        }
        #expect(skirt[0].length > skirt[1].length)
    }

    @Test func `a brim has as many loops as its width takes, outside the body and out of its holes`() {
        let slicer = FieldSlicer(Fields.ring, settings: .plain { $0.brimWidth = 3 })
        let layer = slicer.layer(0), spacing = beadSpacing(width: 0.45, height: 0.2)
        let brim = layer.paths(.brim).map { layer.polyline($0) }
        #expect(brim.count == Int((3 / spacing).rounded()))
        for (i, loop) in brim.reversed().enumerated() {
            let radius = 8 + (Double(i) + 0.5) * spacing
            #expect(loop.points.allSatisfy { abs($0.length - radius) < 0.03 })
        }
    }

    @Test func `elephant foot keeps the first layer strictly inside the second`() {
        let slicer = FieldSlicer(Fields.ring, settings: .plain { $0.elephantFoot = 0.2 })
        let first = slicer.layer(0), second = slicer.layer(1)
        let a = first.paths(.externalWall).map { first.polyline($0) }, b = second.paths(.externalWall).map { second.polyline($0) }
        #expect(a.count == b.count)
        for (inner, outer) in zip(a.sorted { $0.signedArea < $1.signedArea }, b.sorted { $0.signedArea < $1.signedArea }) {
            let mean = { (line: Polyline) in line.points.reduce(0) { $0 + $1.length } / Double(line.points.count) }
            #expect(abs(abs(mean(outer) - mean(inner)) - 0.2) < 0.02)
        }
    }
}
