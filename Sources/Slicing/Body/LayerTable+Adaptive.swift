public import ImpressionMeshing

extension LayerTable {
    /// Layers as thin as the surface asks for: where it is flat, steps are seen; where it is steep, they are not.
    ///
    /// A layer of height h leaves steps that stand h·|n·z| off a surface with the normal n; every layer is as high as keeps this below the cusp for all
    /// triangles that it meets, within the bounds. O(n log n + H) for n triangles and H hundredths of a millimetre of height.
    ///
    /// Source: Wasserfall, Hendrich, Zhang, "Adaptive slicing for the FDM process revisited", CASE 2017; the cusp of Dolenc and Mäkelä, 1994.
    public init(_ meshes: [Mesh], adaptive: AdaptiveLayers, firstHeight: Double) {
        let top = meshes.compactMap(\.extent?.high.z).max() ?? 0, step = 0.01
        let cells = max(1, Int((min(top, 1e4) / step).rounded(.up)))
        var allowed = CellMinimum(count: cells, above: adaptive.greatest)
        var bounds: [(height: Double, cells: Range<Int>)] = []
        for mesh in meshes {
            for t in mesh.triangles {
                let a = SIMD3<Double>(mesh.vertices[Int(t.x)]), b = SIMD3<Double>(mesh.vertices[Int(t.y)]), c = SIMD3<Double>(mesh.vertices[Int(t.z)])
                let u = b - a, v = c - a, n = SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
                let length = (n * n).sum().squareRoot()
                guard length > 0 else { continue }
                let slope = abs(n.z) / length
                // What lies flat asks for nothing but that a layer ends there.
                guard slope < 0.9999, slope * adaptive.greatest > adaptive.cusp else { continue }
                let low = max(0, min(a.z, b.z, c.z)), high = max(a.z, b.z, c.z)
                let first = min(cells, Int(low / step)), last = min(cells, Int((high / step).rounded(.up)))
                if first < last { bounds.append((max(adaptive.least, adaptive.cusp / slope), first..<last)) }
            }
        }
        bounds.sort { ($0.height, $0.cells.lowerBound, $0.cells.upperBound) < ($1.height, $1.cells.lowerBound, $1.cells.upperBound) }
        for bound in bounds { allowed.lower(bound.cells, to: bound.height) }
        var tops = [firstHeight], z = firstHeight
        while z < top - adaptive.least / 2, tops.count < 1_000_000 {
            var height = adaptive.greatest, cell = Int(z / step)
            while cell < cells, Double(cell) * step < z + height {
                height = min(height, max(adaptive.least, allowed[cell]))
                cell += 1
            }
            // The last layer ends where the body does, if it may.
            if top - z < height * 1.5, top - z <= adaptive.greatest { height = max(adaptive.least, top - z) }
            z += height
            tops.append(z)
        }
        self.init(tops: top > firstHeight / 2 ? tops : [])
    }
}

/// Least values over ranges that come in ascending order of value: each cell is set once.
private struct CellMinimum {
    private var values: [Double]
    /// The next cell at or after each that is not yet set.
    private var next: [Int32]

    init(count: Int, above value: Double) {
        values = .init(repeating: value, count: count)
        next = (0...Int32(count)).map { $0 }
    }

    subscript(i: Int) -> Double { values[i] }

    mutating func lower(_ range: Range<Int>, to value: Double) {
        var cell = free(range.lowerBound)
        while cell < range.upperBound {
            values[cell] = Swift.min(values[cell], value)
            next[cell] = Int32(cell + 1)
            cell = free(cell + 1)
        }
    }

    private mutating func free(_ start: Int) -> Int {
        var root = start
        while Int(next[root]) != root { root = Int(next[root]) }
        var i = start
        while Int(next[i]) != root {
            let following = Int(next[i])
            next[i] = Int32(root)
            i = following
        }
        return root
    }
}
