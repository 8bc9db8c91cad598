internal import ImpressionGeometry
internal import ImpressionRaster

/// Which triangle each sample of a picture sees, and how near it is.
///
/// Bands of rows are filled apart from one another; where two triangles are equally near the one with the lower number wins.
struct DepthBuffer {
    let width: Int
    let height: Int
    /// Triangle number, or −1.
    private(set) var triangle: [Int32]
    /// Towards the viewer, in samples.
    private(set) var depth: [Float]

    private static let bandHeight = 64

    init(_ mesh: Mesh, projected: [SIMD3<Float>], width: Int, height: Int, workers: Workers) {
        self.width = width
        self.height = height
        triangle = .init(repeating: -1, count: width * height)
        depth = .init(repeating: -.infinity, count: width * height)
        guard width > 0, height > 0 else { return }
        let bins = Self.binned(mesh, projected, bands: (height + Self.bandHeight - 1) / Self.bandHeight, height: height)
        var cells = [SIMD2<Float>](repeating: SIMD2(-.infinity, -1), count: width * height)
        workers.updateRuns(of: &cells, length: width * Self.bandHeight) { band, target in
            let top = band * Self.bandHeight
            for index in bins[band] {
                let t = mesh.triangles[Int(index)]
                fill(projected[Int(t.x)], projected[Int(t.y)], projected[Int(t.z)], Float(bitPattern: index), top: top, in: &target, width: width)
            }
        }
        for i in cells.indices where cells[i].x > -.infinity {
            depth[i] = cells[i].x
            triangle[i] = Int32(bitPattern: cells[i].y.bitPattern)
        }
    }

    /// The triangles that face the viewer, by the bands they touch, in order of number.
    private static func binned(_ mesh: Mesh, _ p: [SIMD3<Float>], bands: Int, height: Int) -> [[UInt32]] {
        var bins = [[UInt32]](repeating: [], count: bands)
        for (i, t) in mesh.triangles.enumerated() {
            let (a, b, c) = (p[Int(t.x)], p[Int(t.y)], p[Int(t.z)])
            // Rows count downwards, so a triangle that faces the viewer runs clockwise here.
            guard (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) < 0 else { continue }
            let first = max(0, Int(min(a.y, min(b.y, c.y))) / bandHeight)
            let last = min(height - 1, Int(max(a.y, max(b.y, c.y)))) / bandHeight
            if first <= last { for band in first...last { bins[band].append(UInt32(i)) } }
        }
        return bins
    }
}

/// Scan-converts one triangle into the rows of a band; samples lie at half pixels.
private func fill(_ a: SIMD3<Float>, _ b: SIMD3<Float>, _ c: SIMD3<Float>, _ mark: Float, top: Int, in target: inout MutableSpan<SIMD2<Float>>, width: Int) {
    let area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    let rows = target.count / width
    let low = max(Int((min(a.y, min(b.y, c.y)) - 0.5).rounded(.up)), top)
    let high = min(Int((max(a.y, max(b.y, c.y)) - 0.5).rounded(.down)), top + rows - 1)
    let left = max(Int((min(a.x, min(b.x, c.x)) - 0.5).rounded(.up)), 0)
    let right = min(Int((max(a.x, max(b.x, c.x)) - 0.5).rounded(.down)), width - 1)
    guard low <= high, left <= right else { return }
    let scale = 1 / area
    for y in low...high {
        let py = Float(y) + 0.5
        for x in left...right {
            let px = Float(x) + 0.5
            let wa = ((b.x - px) * (c.y - py) - (b.y - py) * (c.x - px)) * scale
            let wb = ((c.x - px) * (a.y - py) - (c.y - py) * (a.x - px)) * scale
            let wc = 1 - wa - wb
            guard wa >= 0, wb >= 0, wc >= 0 else { continue }
            let z = wa * a.z + wb * b.z + wc * c.z
            let i = (y - top) * width + x
            if z > target[i].x { target[i] = SIMD2(z, mark) }
        }
    }
}
