import ImpressionCodecs
import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster

extension Model {
    /// Views in a row, each object in its colour.
    func picture(_ views: [ShadedView], workers: Workers) -> LinearPicture {
        let materials = objects.flatMap { object -> [SIMD3<Float>] in
            let color = object.color.map { SIMD3(SRGB.decoded($0.red), SRGB.decoded($0.green), SRGB.decoded($0.blue)) } ?? ShadedView().material
            // Black plastic still shows its shape.
            return .init(repeating: pointwiseMax(color, SIMD3(repeating: 0.02)), count: object.mesh.triangles.count)
        }
        return contactSheet(Mesh(joining: objects.map(\.mesh)), materials: materials, views: views, workers: workers)
    }
}

extension ShadedView {
    /// Corner, front and top.
    static func three(width: Int = 480, height: Int = 480, background: SIMD4<Float> = .zero) -> [ShadedView] {
        [ShadedView.corner(width: width, height: height), .front(width: width, height: height), .top(width: width, height: height)].map { view in
            var view = view
            view.background = background
            return view
        }
    }
}
