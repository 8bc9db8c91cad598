import ImpressionGeometry

/// Which triangle each sample of a picture sees, and how far away it is.
struct Visibility {
    static let nothing = UInt64.max

    let width: Int, height: Int
    /// Depth (0 nearest … 1, bits of a Float) above, number of the triangle below: the smaller key wins, so order of drawing never matters.
    private(set) var keys: [UInt64]
    /// Depth 0 … 1 in mm.
    private(set) var depthRange: Float = 0
    /// Samples a mm.
    private(set) var scale: Float = 0

    static func triangle(_ key: UInt64) -> Int { Int(key & 0xFFFF_FFFF) }
    static func depth(_ key: UInt64) -> Float { Float(bitPattern: UInt32(key >> 32)) }

    init(_ mesh: Mesh, camera: Camera, width: Int, height: Int, margin: Double, workers: Workers) {
        self.width = width
        self.height = height
        keys = []
        let points = placed(mesh, camera, margin, workers)
        let count = mesh.triangles.count
        let strands = max(1, min(workers.count, count / 20_000))
        var layers = workers.map(strands) { s in
            Self.drawn(mesh.triangles, (s * count / strands)..<((s + 1) * count / strands), points, width, height)
        }
        keys = layers.removeFirst()
        for layer in layers { merge(layer, workers) }
    }

    private mutating func merge(_ layer: [UInt64], _ workers: Workers) {
        let w = width
        workers.updateRuns(of: &keys, length: w) { y, row in
            let other = layer.span.extracting(y * w..<(y + 1) * w)
            for x in 0..<w { row[x] = min(row[x], other[x]) }
        }
    }

    /// Vertices in samples from the top left, third the depth 0 … 1.
    private mutating func placed(_ mesh: Mesh, _ camera: Camera, _ margin: Double, _ workers: Workers) -> [SIMD3<Float>] {
        let vertices = mesh.vertices
        var points = [SIMD3<Float>](repeating: .zero, count: vertices.count)
        workers.updateRuns(of: &points, length: 16_384) { run, part in
            for i in 0..<part.count { part[i] = camera.project(vertices[run * 16_384 + i]) }
        }
        var low = SIMD3<Float>(repeating: .infinity), high = -low
        for p in points where (p.x + p.y + p.z).isFinite {
            low = pointwiseMin(low, p)
            high = pointwiseMax(high, p)
        }
        guard low.x <= high.x else { return points }
        let size = high - low
        let free = Float(min(width, height)) * Float(max(0, min(0.45, margin)))
        let fit = min((Float(width) - 2 * free) / max(size.x, 1e-9), (Float(height) - 2 * free) / max(size.y, 1e-9))
        scale = min(fit, 1e9)
        depthRange = size.z
        let middle = (low + high) / 2
        let turn = SIMD3<Float>(scale, -scale, -1 / max(size.z, 1e-9))
        let shift = SIMD3<Float>(Float(width) / 2, Float(height) / 2, size.z > 1e-9 ? 0.5 : 0)
        workers.updateRuns(of: &points, length: 16_384) { _, part in
            for i in 0..<part.count { part[i] = (part[i] - middle) * turn + shift }
        }
        return points
    }

    private static func drawn(_ triangles: [SIMD3<UInt32>], _ range: Range<Int>, _ points: [SIMD3<Float>], _ width: Int, _ height: Int) -> [UInt64] {
        var keys = [UInt64](repeating: nothing, count: width * height)
        var target = keys.mutableSpan
        let points = points.span, triangles = triangles.span
        let n = points.count
        for i in range {
            let t = triangles[i]
            guard Int(t.x) < n, Int(t.y) < n, Int(t.z) < n else { continue }
            let a = points[Int(t.x)], b = points[Int(t.y)], c = points[Int(t.z)]
            draw(a, b, c, UInt64(truncatingIfNeeded: i), into: &target, width, height)
        }
        return keys
    }

    /// Corners snapped to 1/256 sample and edges included on both sides: neighbours leave no crack.
    @inline(__always)
    private static func draw(_ a: SIMD3<Float>, _ b: SIMD3<Float>, _ c: SIMD3<Float>, _ id: UInt64,
                             into keys: inout MutableSpan<UInt64>, _ width: Int, _ height: Int) {
        let least = pointwiseMin(pointwiseMin(a, b), c), most = pointwiseMax(pointwiseMax(a, b), c)
        guard (least.x + most.x + least.y + most.y + least.z + most.z).isFinite, least.x >= -1, least.y >= -1,
              most.x <= Float(width + 1), most.y <= Float(height + 1) else { return }
        // First and last sample centre in reach, a 1/256 sample of slack for the snapping.
        let x0 = max(0, Int((least.x + 0.494).rounded(.down))), x1 = min(width - 1, Int((most.x + 0.506).rounded(.down)) - 1)
        let y0 = max(0, Int((least.y + 0.494).rounded(.down))), y1 = min(height - 1, Int((most.y + 0.506).rounded(.down)) - 1)
        guard x0 <= x1, y0 <= y1 else { return }
        let ax = Int((a.x * 256).rounded()), ay = Int((a.y * 256).rounded())
        var bx = Int((b.x * 256).rounded()), by = Int((b.y * 256).rounded())
        var cx = Int((c.x * 256).rounded()), cy = Int((c.y * 256).rounded())
        var area = (bx &- ax) &* (cy &- ay) &- (by &- ay) &* (cx &- ax)
        guard area != 0 else { return }
        var bz = b.z, cz = c.z
        if area < 0 {
            (bx, by, cx, cy, bz, cz) = (cx, cy, bx, by, cz, bz)
            area = 0 &- area
        }
        let k = 1 / Float(area)
        let ub = (bz - a.z) * k, uc = (cz - a.z) * k
        let sx = x0 &* 256 &+ 128
        var sy = y0 &* 256 &+ 128
        for y in y0...y1 {
            // Twice the areas across from b, c and a, at the row's first sample, and their steps to the right.
            var wb = (cx &- sx) &* (ay &- sy) &- (cy &- sy) &* (ax &- sx)
            var wc = (ax &- sx) &* (by &- sy) &- (ay &- sy) &* (bx &- sx)
            let sb = (cy &- ay) &* 256, sc = (ay &- by) &* 256
            let row = y &* width
            for x in x0...x1 {
                if wb | wc | (area &- wb &- wc) >= 0 {
                    let depth = max(least.z, min(most.z, a.z + Float(wb) * ub + Float(wc) * uc))
                    let key = UInt64(max(0, depth).bitPattern) << 32 | id
                    if key < keys[row &+ x] { keys[row &+ x] = key }
                }
                wb &+= sb
                wc &+= sc
            }
            sy &+= 256
        }
    }
}
