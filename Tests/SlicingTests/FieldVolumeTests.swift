import ImpressionGeometry
import ImpressionMeshing
import ImpressionSlicing
import Testing

@Suite struct FieldVolumeTests {
    @Test(arguments: ["block", "ramp", "steps", "cone", "ring", "noise"])
    func `lines hold the body's volume within one per cent`(name: String) throws {
        let fields = ["block": Fields.block(2), "ramp": Fields.ramp, "steps": Fields.steps, "cone": Fields.cone, "ring": Fields.ring, "noise": Fields.noise(151, pitch: 0.2, seed: 3)]
        let field = try #require(fields[name])
        let slicer = FieldSlicer(field, settings: .plain())
        let ratio = slicer.depositedVolume / slicer.solidVolume
        #expect(abs(ratio - 1) < 0.01, "\(name): \(ratio)")
    }

    @Test func `the volume is right layer by layer where layers are large`() {
        let field = Fields.noise(151, pitch: 0.2, seed: 4)
        let slicer = FieldSlicer(field, settings: .plain { $0.layerHeight = 0.12; $0.firstLayerHeight = 0.12 })
        for layer in slicer.layers {
            // Area above the layer's middle, counted on a grid five times as fine.
            let middle = layer.z - layer.height / 2
            var inside = 0.0
            let n = (field.columns - 1) * 5
            for y in 0..<n { for x in 0..<n where field.height((Double(x) + 0.5) / 5, (Double(y) + 0.5) / 5) >= middle { inside += 1 } }
            let area = inside * (field.pitch / 5) * (field.pitch / 5)
            guard area > 90 else { continue }   // a tenth of the plate
            let ratio = layer.volume() / (area * layer.height)
            #expect(abs(ratio - 1) < 0.02, "layer \(layer.index): \(ratio)")
        }
    }

    @Test func `strokes too thin for two lines keep their volume`() {
        // Three bars, 0.3, 0.5 and 0.75 mm wide, on a plate.
        let field = Fields.make(201, 201, pitch: 0.1) { x, y in
            guard y > 3, y < 17 else { return 0.4 }
            return abs(x - 5) <= 0.15 || abs(x - 10) <= 0.25 || abs(x - 15) <= 0.375 ? 1.4 : 0.4
        }
        let slicer = FieldSlicer(field, settings: .plain())
        let top = slicer.layer(4)
        let area = top.volume() / top.height
        // Samples make the bars trapezoids: at half height they are as wide as drawn, to a sample.
        #expect(area > 0.85 * 14 * 1.55 && area < 1.15 * 14 * 1.75, "\(area)")
        #expect(top.paths(.externalWall).count == 3)
        #expect(top.paths(.externalWall).allSatisfy { !$0.isClosed })
    }

    @Test func `a cut-out has the volume of its outline`() {
        let slicer = FieldSlicer(Fields.disc(radius: 8, height: 1), settings: .plain())
        #expect(abs(slicer.depositedVolume / (.pi * 64) - 1) < 0.01)
        #expect(abs(slicer.solidVolume / (.pi * 64) - 1) < 0.002)
    }
}

extension HeightField {
    /// Bilinear thickness at fractional sample places.
    fileprivate func height(_ u: Double, _ v: Double) -> Double {
        let x = Int(u), y = Int(v), s = u - Double(x), t = v - Double(y)
        let low = Double(heights[x, y]) * (1 - s) + Double(heights[x + 1, y]) * s
        let high = Double(heights[x, y + 1]) * (1 - s) + Double(heights[x + 1, y + 1]) * s
        return low * (1 - t) + high * t
    }
}
