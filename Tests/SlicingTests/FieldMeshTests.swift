import Foundation
import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster
@testable import ImpressionSlicing
import Testing
import TestSupport

/// A height field sliced as it is and as its own mesh.
@Suite struct FieldMeshTests {
    private static let pitch = 0.1

    /// Surfaces that are nearly level in places: hills with passes, a bowl with a rim, ripples, steps with sloping treads, rolling noise.
    private static let surfaces: [(name: String, isSmooth: Bool, height: @Sendable (Double, Double) -> Double)] = [
        ("hills", true, { 1.5 + 0.6 * sin(1.1 * $0) + 0.5 * sin(0.9 * $1 + 0.4 * $0) }),
        ("bowl", true, { let r = ($0 * $0 + $1 * $1).squareRoot(); return 0.5 + 0.02 * r * r + 0.3 * sin(r) }),
        ("ripples", false, { 1.3 + 0.02 * $0 + 0.2 * sin(6 * $0 + 2 * $1) }),
        ("treads", true, { 0.6 + 0.3 * ($0 / 2).rounded(.down) + 0.01 * $1 + 1.5 }),
        ("pass", true, { 1.2 + 0.03 * $0 * $1 }),
        ("noise", false, rolling),
    ]

    @Sendable private static func rolling(_ x: Double, _ y: Double) -> Double {
        var sum = 1.4
        for k in 1...6 {
            let n = Double(k), phase = 0.9 * x + 0.31 * n * y
            sum += 0.3 / n * sin(n * phase + n * n)
        }
        return sum
    }

    @Test(arguments: surfaces.indices) func `levels of a field are those of its mesh to half a cell`(index: Int) {
        let (name, isSmooth, height) = Self.surfaces[index], pitch = Self.pitch, side = 121
        var pixels: [Float] = []
        for y in 0..<side { for x in 0..<side { pixels.append(Float(height(Double(x) * pitch - 6, Double(y) * pitch - 6))) } }
        let field = HeightField(heights: Raster(width: side, height: side, pixels: pixels), pitch: pitch)
        let slicer = FieldSlicer(field, settings: .plain()), mesh = Sheet(field: field).mesh(.grid, workers: .one)
        for index in 0..<slicer.layerCount {
            let middle = 0.2 * Double(index) + 0.1
            let section = mesh.sections(at: [middle], options: SectionOptions(), workers: .one)[0], own = slicer.section(at: middle)
            if isSmooth {
                #expect(max(own.farthest(from: section), section.farthest(from: own)) < pitch / 2, "\(name), layer \(index)")
            } else {
                // Crests and passes within a cell of the level come and go: what is a cell and a half wide is in both, and nothing reaches farther out than half a cell.
                #expect(own.subtracting(section.offset(by: pitch / 2)).isEmpty && section.offset(by: -0.75 * pitch).subtracting(own).isEmpty, "\(name), layer \(index)")
                #expect(own.subtracting(section).area + section.subtracting(own).area < pitch / 8 * section.perimeter, "\(name), layer \(index)")
            }
        }
    }
}

extension FieldSlicer {
    /// The outline at a height, as it lies on the field.
    fileprivate func section(at z: Double) -> Region {
        var loops = Loops(), rings = Contours()
        field.section(at: z, into: &loops)
        for loop in 0..<loops.count { rings.append(loops.points(loop).map { LatticePoint($0) }) }
        return Region(rings, fill: .nonZero)
    }
}
