public import ImpressionGeometry
public import ImpressionRaster
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A picture of `mesh`: flat-shaded, hidden parts removed, edges smooth.
///
/// O(triangles + samples); one 8-byte key a sample and worker. The same picture for any number of workers.
///
/// - Parameter materials: Colour of each triangle, linear light; empty takes the view's for all.
public func render(_ mesh: Mesh, materials: [SIMD3<Float>] = [], view: ShadedView, workers: Workers = .one) -> LinearPicture {
    let n = max(1, min(4, view.supersampling))
    let width = max(1, min(8192, view.width)), height = max(1, min(8192, view.height))
    guard let (low, high) = mesh.finiteBounds else { return LinearPicture(width: width, height: height, filledWith: view.background) }
    let camera = Camera(view, low: low, high: high)
    let seen = Visibility(mesh, camera: camera, width: width * n, height: height * n, margin: view.margin, workers: workers)
    let shader = Shader(view, camera)
    var picture = LinearPicture(width: width, height: height, filledWith: .zero)
    picture.updateRows(workers) { y, row in
        for x in 0..<width {
            var sum = SIMD4<Float>.zero
            for dy in 0..<n {
                for dx in 0..<n {
                    let key = seen.keys[(y * n + dy) * seen.width + x * n + dx]
                    guard key != Visibility.nothing else { continue }
                    let triangle = Visibility.triangle(key)
                    sum += shader.colour(mesh, triangle, materials.isEmpty ? view.material : materials[triangle])
                }
            }
            row[x] = sum / Float(n * n)
        }
    }
    if view.occlusion > 0 { darkenHollows(of: &picture, seen, n, view.occlusion, workers) }
    let background = view.background
    picture.updateRows(workers) { _, row in
        for x in 0..<width { row[x] += background * (1 - row[x].w) }
    }
    return picture
}

/// Several views of a mesh in a row, each of its own size, centred in height.
public func contactSheet(_ mesh: Mesh, materials: [SIMD3<Float>] = [], views: [ShadedView], workers: Workers = .one) -> LinearPicture {
    let pictures = views.map { render(mesh, materials: materials, view: $0, workers: workers) }
    var sheet = LinearPicture(width: pictures.reduce(0) { $0 + $1.width }, height: pictures.map(\.height).max() ?? 0,
                              filledWith: views.first?.background ?? .zero)
    var left = 0
    for picture in pictures {
        let top = (sheet.height - picture.height) / 2
        for y in 0..<picture.height {
            for x in 0..<picture.width { sheet[left + x, top + y] = picture[x, y] }
        }
        left += picture.width
    }
    return sheet
}

/// Corner, front and top.
public func contactSheet(_ mesh: Mesh, width: Int = 480, height: Int = 480, workers: Workers = .one) -> LinearPicture {
    contactSheet(mesh, views: [.corner(width: width, height: height), .front(width: width, height: height), .top(width: width, height: height)],
                 workers: workers)
}

extension Mesh {
    /// Lowest and highest corner of the box around all finite vertices; none without one.
    var finiteBounds: (SIMD3<Float>, SIMD3<Float>)? {
        var low = SIMD3<Float>(repeating: .infinity), high = -low
        for v in vertices where (v.x + v.y + v.z).isFinite {
            low = pointwiseMin(low, v)
            high = pointwiseMax(high, v)
        }
        return low.x <= high.x ? (low, high) : nil
    }
}

/// Key light, weak fill from the other side, sky and ground, and a rim.
private struct Shader {
    let key: SIMD3<Float>, fill: SIMD3<Float>, towards: SIMD3<Float>

    init(_ view: ShadedView, _ camera: Camera) {
        towards = camera.towards
        let a = view.light.direction.radians, h = view.light.height.radians
        let along = camera.right * Float(cos(a)) + camera.up * Float(sin(a))
        key = along * Float(cos(h)) + camera.towards * Float(sin(h))
        fill = normalised(camera.right * Float(-cos(a)) + camera.up * 0.2 + camera.towards * 0.7)
    }

    @inline(__always)
    func colour(_ mesh: Mesh, _ triangle: Int, _ material: SIMD3<Float>) -> SIMD4<Float> {
        let t = mesh.triangles[triangle]
        let a = mesh.vertices[Int(t.x)], b = mesh.vertices[Int(t.y)], c = mesh.vertices[Int(t.z)]
        var normal = normalised(cross(b - a, c - a))
        var facing = dot(normal, towards)
        if facing < 0 {  // the back of an open sheet
            normal = -normal
            facing = -facing
        }
        let sky = 0.5 + 0.5 * normal.z
        let rim = (1 - facing) * (1 - facing) * (1 - facing) * 0.10
        let grey = 1.05 * max(0, dot(normal, key)) + 0.22 * max(0, dot(normal, fill)) + 0.10
        let light = SIMD3<Float>(repeating: grey) + SIMD3<Float>(0.16, 0.18, 0.21) * sky + SIMD3(repeating: rim)
        return SIMD4(material * light, 1)
    }
}
