import ImpressionGeometry
import ImpressionMeshing
@testable import ImpressionSlicing
import Testing
import TestSupport

@Suite struct OneByOneTests {
    private let settings = SliceSettings.plain { $0.skirtLoops = 1 }
    private func plate(_ heights: [Float], _ places: [Point]) -> OneByOnePlate {
        let items = zip(heights, places).map { PlateLayers.Item(BodySlicer(Shapes.box(10, 10, $0), settings: settings), name: "h\($0)", at: [$1]) }
        return OneByOnePlate(items, settings: settings)
    }

    @Test func `each piece is finished before the next, the lowest first, and reached over what stands`() {
        let plate = plate([3, 1, 2], [Point(20, 20), Point(60, 20), Point(100, 20)])
        let layers = (0..<plate.layerCount).map { plate.layer($0) }
        #expect(layers.map { $0.paths.last!.object } == .init(repeating: 1, count: 5) + .init(repeating: 2, count: 10) + .init(repeating: 0, count: 15))
        let approaches = layers.indices.filter { layers[$0].approach > 0 }
        #expect(approaches == [5, 15] && layers[5].approach > 1 && layers[15].approach > 2)
        for layer in layers { #expect(abs(layer.z - 0.2 * Double(layer.index + 1)) < 1e-9) }
        #expect(layers.indices.filter { i in layers[i].paths.contains { $0.role == .skirt } } == [0])
        for (i, layer) in layers.enumerated() {
            for path in layer.paths where path.object >= 0 {
                let box = plate.objects[Int(path.object)].extent.expanded(by: 1e-6), isInside = layer.polyline(path).points.allSatisfy { box.contains($0) }
                #expect(isInside, "layer \(i)")
            }
        }
    }

    @Test func `what the head would run into is told`() {
        let apart = [Point(20, 20), Point(60, 20)]
        #expect(plate([3, 5], apart).collision(radius: 30, height: 4) == nil)
        #expect(plate([3, 5], apart).collision(radius: 31, height: 4) == .tooNear(0, 1, distance: 30))
        guard case .tooHigh(0, let height) = plate([5, 6], apart).collision(radius: 20, height: 4) else { Issue.record("the lower one is too high"); return }
        #expect(abs(height - 5) < 1e-9)
    }
}
