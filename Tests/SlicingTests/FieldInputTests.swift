import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster
import ImpressionSlicing
import Testing

@Suite struct FieldInputTests {
    @Test(arguments: [0, 1, 2, 3, 5]) func `tiny and flat fields give few layers and never fail`(side: Int) {
        for height in [0.0, 0.05, 0.1, 0.4] {
            let slicer = FieldSlicer(Fields.make(side, side, pitch: 0.1) { _, _ in height }, settings: .plain { $0.brimWidth = 1; $0.skirtLoops = 1 })
            for layer in slicer.layers { #expect(layer.x.allSatisfy(\.isFinite) && layer.y.allSatisfy(\.isFinite)) }
            #expect(slicer.layerCount == (side < 2 || height < 0.1 - 1e-9 ? 0 : height > 0.3 ? 2 : 1))
        }
    }

    @Test func `fields that are thin strips are drawn`() {
        let slicer = FieldSlicer(Fields.make(5, 201, pitch: 0.1) { _, _ in 1 }, settings: .plain())
        #expect(abs(slicer.depositedVolume / slicer.solidVolume - 1) < 0.1)
    }

    @Test func `extreme settings never fail`() {
        let field = Fields.noise(41, pitch: 0.2, seed: 2)
        let changes: [(inout SliceSettings) -> Void] = [
            { $0.wallCount = 0 }, { $0.wallCount = -3 }, { $0.wallCount = 40 }, { $0.fillDensity = 0 }, { $0.fillDensity = 7 }, { $0.fillDensity = -1 },
            { $0.layerHeight = 0.001; $0.firstLayerHeight = 0 }, { $0.nozzleDiameter = 3 }, { $0.nozzleDiameter = 0 }, { $0.lineWidth = 0.05 },
            { $0.elephantFoot = 30 }, { $0.topSolidLayers = 1000; $0.bottomSolidLayers = 1000 }, { $0.infillOverlap = 5; $0.fillDensity = 0.3 }, { $0.layerHeight = 3 },
        ]
        for change in changes {
            let slicer = FieldSlicer(field, settings: .plain(change))
            for index in stride(from: 0, to: slicer.layerCount, by: max(1, slicer.layerCount / 4)) {
                let layer = slicer.layer(index)
                #expect(layer.x.allSatisfy(\.isFinite) && layer.width.allSatisfy { $0.isFinite && $0 > 0 })
            }
        }
    }

    @Test func `a layer that does not exist is empty`() {
        let slicer = FieldSlicer(Fields.block(1, side: 21), settings: .plain())
        #expect(slicer.layer(-1).paths.isEmpty && slicer.layer(5000).paths.isEmpty)
    }
}
