import ImpressionCodecs
import ImpressionGeometry
@testable import ImpressionMachines
import ImpressionMeshing
import ImpressionSlicing
import TestSupport
import Testing

/// Bodies that what any slicer can be held to is tried on: of our own making, random ones, and other people's where they are at hand.
///
/// Vertices lie on a grid of 1/1024 mm, so that shifts by it, quarter turns and mirrors of their floats are exact.
enum ExpectationBodies {
    struct Body: CustomTestStringConvertible {
        var name: String
        var mesh: Mesh
        var testDescription: String { name }
    }

    /// A table whose top hangs between its legs, with an eave all around.
    static let bridge = Body(name: "bridge", mesh: gridded(Shapes.joined([
        Shapes.box([0, 0, 0], [4, 12, 3]), Shapes.box([14, 0, 0], [18, 12, 3]), Shapes.box([0, 0, 3], [18, 12, 4.4]), Shapes.box([-2, -2, 4.4], [20, 14, 6]),
    ])))

    static let own = [
        Body(name: "box", mesh: gridded(Shapes.box(18, 12, 3))),
        Body(name: "cone", mesh: gridded(Shapes.cylinder(radius: 9, height: 7, sides: 40, top: 2))),
        Body(name: "sphere", mesh: gridded(Shapes.sphere(radius: 5, rings: 16))),
        Body(name: "ring", mesh: gridded(Shapes.torus(radius: 9, thickness: 5, sides: 36))),
        bridge,
    ]

    /// Boxes and cones that run into one another.
    static let random = (1...4).map { seed in
        var random = SplitMix64(seed: UInt64(seed))
        func next(_ range: ClosedRange<Double>) -> Float { Float(range.lowerBound + (range.upperBound - range.lowerBound) * random.unit()) }
        let pieces = (0..<5).map { (i: Int) -> Mesh in
            let at = SIMD3(next(0...14), next(0...14), i < 3 ? 0 : next(0...2)), size = SIMD3(next(3...10), next(3...10), next(2...5))
            if i % 2 == 0 { return Shapes.box(at, at + size) }
            var cone = Shapes.cylinder(radius: Double(size.x) / 2, height: size.z, sides: 5 + i * 3, top: Double(size.y) / 3)
            for v in cone.vertices.indices { cone.vertices[v] += at }
            return cone
        }
        return Body(name: "random \(seed)", mesh: gridded(Shapes.joined(pieces)))
    }

    /// Other people's, brought to 20 mm; none where their folder is not here.
    static let others: [Body] = ["spot.obj", "trimesh/7_8ths_cube.stl", "trimesh/featuretype.STL", "trimesh/angle_block.STL", "manifold/Havocglass8_left.obj"].compactMap { name in
        let file = Conformance.root.appending(path: "meshes/\(name)")
        guard let bytes = try? Conformance.bytes(file), let model = try? Model.read(bytes, as: ModelFormat(fileExtension: file.pathExtension)) else { return nil }
        var mesh = Shapes.joined(model.objects.map(\.mesh))
        guard let first = mesh.vertices.first else { return nil }
        let low = mesh.vertices.reduce(first) { pointwiseMin($0, $1) }, size = mesh.vertices.reduce(first) { pointwiseMax($0, $1) } - low
        for v in mesh.vertices.indices { mesh.vertices[v] = (mesh.vertices[v] - low) * (20 / max(size.x, size.y, size.z)) }
        return Body(name: name, mesh: gridded(mesh))
    }

    static let all = own + random + others

    private static func gridded(_ mesh: Mesh) -> Mesh {
        var mesh = mesh
        for v in mesh.vertices.indices { mesh.vertices[v] = (mesh.vertices[v] * 1024).rounded(.toNearestOrEven) / 1024 }
        return mesh
    }
}

extension ExpectationBodies.Body {
    /// The body on the plate, as a file.
    func file(_ printer: String = "generic-marlin", _ settings: [(String, String)] = []) throws -> (back: ReadBack, report: PrintReport) {
        let profile = try profile(printer, [("layer_height", "0.25"), ("first_layer_height", "0.25"), ("fill_density", "15%"), ("gcode_resolution", "0")] + settings), slice = profile.sliceSettings
        let plate = PlateLayers([.init(BodySlicer(mesh, settings: slice), at: [Point(90, 90)])], settings: slice)
        let made = try gcode(plate, profile)
        return (ReadBack(made.text), made.report)
    }
}
