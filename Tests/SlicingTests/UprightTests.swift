import Testing
import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster
import ImpressionSlicing
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Thickness of the test pieces: gentle waves that need two to seven beads.
private func waves(_ x: Double, _ y: Double) -> Double { 2 + 0.9 * sin(x / 5) * cos(y / 7) + 0.2 * sin(x / 1.7 + y) }

private func upright(_ field: HeightField, _ bend: Bend = .flat, _ change: (inout SliceSettings) -> Void = { _ in }) -> UprightSlicer {
    var settings = SliceSettings()
    settings.skirtLoops = 0
    change(&settings)
    return UprightSlicer(Sheet(field: field, bend: bend, pose: .upright), settings: settings)
}

@Suite struct UprightVolumeTests {
    @Test(arguments: [Bend.flat, .arc(radius: 30, facing: .outside), .arc(radius: 30, facing: .inside), .cylinder(facing: .outside), .cylinder(facing: .inside)])
    func `lines leave the volume of a wavy piece within three parts in a thousand`(bend: Bend) {
        let turn = 2 * Double.pi / 60
        let field = HeightField.sampled(columns: 301, rows: 41, pitch: 0.2) { x, y in 2 + 0.9 * sin(x * turn * 3) * cos(y / 7) }
        let slicer = upright(field, bend)
        #expect(abs(slicer.extrudedVolume / slicer.solidVolume - 1) < 0.003)
    }

    @Test func `volumes of even pieces are those of the textbook`() {
        let field = HeightField.sampled(columns: 201, rows: 51, pitch: 0.2) { _, _ in 1.7 }
        let radius = 40 / (2 * Double.pi)
        #expect(abs(upright(field).solidVolume - 40 * 10 * 1.7) < 0.01)
        #expect(abs(upright(field).extrudedVolume - 40 * 10 * 1.7) < 0.5)
        let outside = Double.pi * 10 * ((radius + 1.7) * (radius + 1.7) - radius * radius)
        let inside = Double.pi * 10 * (radius * radius - (radius - 1.7) * (radius - 1.7))
        #expect(abs(upright(field, .cylinder(facing: .outside)).extrudedVolume / outside - 1) < 0.001)
        #expect(abs(upright(field, .cylinder(facing: .inside)).extrudedVolume / inside - 1) < 0.001)
    }

    @Test(arguments: [Bend.Facing.outside, .inside])
    func `a globe with both poles is the shell between two balls`(facing: Bend.Facing) {
        let field = HeightField.sampled(columns: 181, rows: 91, pitch: 0.35) { _, _ in 1.5 }
        let slicer = upright(field, .sphere(radius: 10, south: -.pi / 2, north: .pi / 2, facing: facing))
        let other = facing == .outside ? 11.5 : 8.5
        let shell = abs(other * other * other - 1000) * 4 / 3 * Double.pi
        #expect(abs(slicer.solidVolume / shell - 1) < 0.001)
        #expect(abs(slicer.extrudedVolume / shell - 1) < 0.005)
        #expect(slicer.layerCount == Int((2 * max(10, other) / 0.2).rounded()))
    }

    @Test func `steps and noise stay within one in a hundred`() {
        var random = SplitMix64(seed: 5)
        let grain = (0..<301 * 41).map { _ in random.unit() }
        let field = HeightField.sampled(columns: 301, rows: 41, pitch: 0.2) { x, y in
            let step = Int(x / 12) % 2 == 0 ? 0.8 : 3.0
            return step + 0.1 * grain[Int((y / 0.2).rounded()) * 301 + Int((x / 0.2).rounded())]
        }
        let slicer = upright(field)
        #expect(abs(slicer.extrudedVolume / slicer.solidVolume - 1) < 0.01)
    }
}

@Suite struct UprightThicknessTests {
    @Test func `the deposited thickness is the wanted one along a layer`() {
        let slicer = upright(.sampled(columns: 501, rows: 11, pitch: 0.2, waves))
        for index in 0..<slicer.layerCount {
            let layer = slicer.layer(index), bins = 5000, y = layer.z - layer.height / 2
            let deposited = UprightReplay(layer: layer).thickness(from: -50, to: 50, bins: bins)
            let errors = deposited.indices.map { deposited[$0] - waves((Double($0) + 0.5) / 50, y) }
            let inner = errors[100..<bins - 100].map(abs).sorted()
            #expect(inner.reduce(0, +) / Double(inner.count) < 0.03)
            #expect(inner[inner.count / 2] < 0.015)
            #expect(inner[inner.count * 9 / 10] < 0.04)
            // What a nozzle blurs: means over 0.4 mm, switches included.
            let blurred = stride(from: 100, to: bins - 120, by: 5).map { abs(errors[$0..<$0 + 20].reduce(0, +) / 20) }
            #expect(blurred.reduce(0, +) / Double(blurred.count) < 0.02)
            #expect(blurred.max()! < 0.35)
        }
    }

    @Test func `a ramp takes few switches`() {
        let slicer = upright(.sampled(columns: 501, rows: 3, pitch: 0.2) { x, _ in 0.8 + 2.4 * x / 100 })
        // Two beads at one end and seven or eight at the other: a contour and one line for each bead that begins.
        #expect((5...7).contains(slicer.layer(1).paths.count))
    }

    @Test func `every width is one that the nozzle draws`() {
        var random = SplitMix64(seed: 9)
        let grain = (0..<200 * 8).map { _ in random.unit() * 3 }
        let slicer = upright(.sampled(columns: 200, rows: 8, pitch: 0.2) { x, y in grain[Int((y / 0.2).rounded()) * 200 + Int((x / 0.2).rounded())] })
        for index in 0..<slicer.layerCount {
            for width in UprightReplay(layer: slicer.layer(index)).bodyWidths { #expect(width > 0.3599 && width < 0.8001) }
        }
    }

    @Test func `what is thinner than one line gets one least line, and next to nothing gets none`() {
        let thin = upright(.sampled(columns: 51, rows: 3, pitch: 0.2) { _, _ in 0.25 })
        #expect(thin.layer(0).paths.count == 1)
        #expect(UprightReplay(layer: thin.layer(0)).bodyWidths.allSatisfy { abs($0 - 0.36) < 1e-5 })
        #expect(upright(.sampled(columns: 51, rows: 3, pitch: 0.2) { _, _ in 0.1 }).layer(0).paths.isEmpty)
    }
}

@Suite struct UprightStructureTests {
    @Test func `outer edges of an even slab lie on its faces`() {
        let slicer = upright(.sampled(columns: 51, rows: 6, pitch: 0.2) { _, _ in 2 })
        let layer = slicer.layer(2), contour = layer.paths[layer.paths.firstIndex { $0.role == .externalWall }!]
        #expect(contour.isClosed)
        let reach = Double(layer.width[contour.start]) / 2 - layer.height * (1 - .pi / 4) / 2
        let range = contour.start..<contour.start + contour.count
        #expect(abs(layer.x[range].max()! + reach - 5) < 1e-4)
        #expect(abs(layer.y[range].max()! + reach - 1) < 1e-4)
        #expect(abs(layer.y[range].min()! - reach + 1) < 1e-4)
    }

    @Test func `an even cylinder is nothing but closed loops that begin at the back`() {
        let layer = upright(.sampled(columns: 201, rows: 6, pitch: 0.2) { _, _ in 2 }, .cylinder(facing: .outside)).layer(3)
        #expect(layer.paths.count > 3)
        for path in layer.paths {
            #expect(path.isClosed)
            #expect(abs(layer.x[path.start]) < 1e-6 && layer.y[path.start] > 0)
        }
    }

    @Test func `a round outline with a hole is cut into what the circle leaves`() {
        let field = HeightField.sampled(columns: 201, rows: 201, pitch: 0.2, outline: { x, y in
            let far = ((x - 20) * (x - 20) + (y - 20) * (y - 20)).squareRoot()
            return min(18 - far, far - 5)
        }, { _, _ in 1.5 })
        let slicer = upright(field)
        let ring = Double.pi * (18 * 18 - 25) * 1.5
        #expect(abs(slicer.extrudedVolume / ring - 1) < 0.006)
        let middle = slicer.layer(100)
        #expect(middle.paths.filter { $0.role == .externalWall && $0.isClosed }.count == 2)
        for index in stride(from: 10, to: slicer.layerCount, by: 15) {
            let layer = slicer.layer(index), y = layer.z - layer.height / 2 - 20
            for x in layer.x {
                let far = (x * x + y * y).squareRoot()
                #expect(far < 18.01 && far > 4.99)
            }
        }
    }

    @Test func `pole layers of a globe are discs of rings`() {
        let field = HeightField.sampled(columns: 181, rows: 91, pitch: 0.35) { _, _ in 1.5 }
        let layer = upright(field, .sphere(radius: 10, south: -.pi / 2, north: .pi / 2, facing: .outside)).layer(2)
        #expect(!layer.paths.contains { !$0.isClosed })
        #expect(zip(layer.x, layer.y).map { ($0 * $0 + $1 * $1).squareRoot() }.min()! < 0.4)
    }

    @Test func `a mirrored field leaves the same volume in every layer`() {
        let plain = upright(.sampled(columns: 151, rows: 12, pitch: 0.2, waves)), mirrored = upright(.sampled(columns: 151, rows: 12, pitch: 0.2) { x, y in waves(30 - x, y) })
        for index in 0..<plain.layerCount {
            let a = UprightReplay(layer: plain.layer(index)).volume, b = UprightReplay(layer: mirrored.layer(index)).volume
            #expect(abs(a / b - 1) < 0.003)
        }
    }

    @Test func `heights, bounds, skirt and brim are as set`() {
        let slicer = upright(.sampled(columns: 51, rows: 51, pitch: 0.2, waves)) {
            $0.firstLayerHeight = 0.3
            $0.skirtLoops = 2
            $0.brimWidth = 3
            $0.plateCenter = Point(100, 90)
        }
        #expect(slicer.layerCount == 50)
        #expect(abs(slicer.layer(0).z - 0.3) < 1e-12 && abs(slicer.layer(49).z - 10.1) < 1e-9)
        #expect(slicer.layer(0).paths.first?.role == .skirt && slicer.layer(0).paths.contains { $0.role == .brim })
        #expect(slicer.bounds.center.distance(to: Point(100, 90)) < 1e-9)
        for index in [0, 20, 49] {
            let layer = slicer.layer(index)
            for i in layer.x.indices { #expect(slicer.bounds.contains(Point(layer.x[i], layer.y[i]))) }
        }
    }

    @Test func `the same layers come from any number of workers in any order`() {
        let field = HeightField.sampled(columns: 101, rows: 21, pitch: 0.2, waves)
        let sheet = Sheet(field: field, bend: .cylinder(facing: .outside), pose: .upright)
        let one = UprightSlicer(sheet, settings: .init()), three = UprightSlicer(sheet, settings: .init(), workers: Workers(3))
        #expect(one.solidVolume == three.solidVolume && one.bounds == three.bounds)
        for index in (0..<one.layerCount).reversed() { #expect(one.layer(index) == three.layer(index)) }
    }

    @Test func `hostile pieces give nothing or something, never a crash`() {
        let fine = HeightField.sampled(columns: 31, rows: 11, pitch: 0.2) { _, _ in 1 }
        var wild = fine
        for (i, value) in [Float.nan, .infinity, -5, 1e30, 0].enumerated() { wild.heights[i * 3, 4] = value }
        let bends: [Bend] = [.flat, .arc(radius: 0, facing: .inside), .arc(radius: .nan, facing: .outside), .arc(radius: 0.5, facing: .inside), .cylinder(facing: .inside),
                             .sphere(radius: 3, south: 1, north: -1, facing: .outside), .sphere(radius: 3, south: -9, north: 9, facing: .inside), .sphere(radius: 3, south: 0.2, north: 1.2, facing: .inside)]
        let fields = [fine, wild, HeightField.sampled(columns: 1, rows: 1, pitch: 1) { _, _ in 1 }, HeightField.sampled(columns: 0, rows: 0, pitch: 1) { _, _ in 1 },
                      HeightField(heights: fine.heights, pitch: .nan), HeightField(heights: fine.heights, pitch: 0)]
        for field in fields {
            for bend in bends {
                let slicer = upright(field, bend) { $0.leastLineWidth = field.columns == 31 ? 0.36 : .nan }
                for index in [-1, 0, 3, slicer.layerCount] { _ = slicer.layer(index) }
            }
        }
    }
}
