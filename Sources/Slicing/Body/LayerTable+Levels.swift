public import ImpressionMeshing

extension LayerTable {
    /// Layers that end at given heights: what an artwork's steps ask for, so that each is as high as it was drawn.
    ///
    /// After the layers of `tops`, which are taken as they are, every stretch up to the next level has equal layers, as few as `layerHeight` allows. Levels
    /// that leave less than `least` above the one before are passed over. The last level is the height itself.
    ///
    /// - Parameters:
    ///   - height: Of the body, mm.
    ///   - least: Of a layer, mm.
    public init(levels: [Double], tops: [Double] = [], height: Double, settings: SliceSettings, least: Double = 0.03) {
        var table = LayerTable(tops: tops.isEmpty ? [settings.firstLayerHeight] : tops).tops.filter { $0 <= height + 1e-6 }
        if table.isEmpty { table = height >= settings.firstLayerHeight / 2 ? [settings.firstLayerHeight] : [] }
        guard !table.isEmpty else {
            self.init(tops: [])
            return
        }
        // Without levels above, layers go on as they always do: the last is there if the body reaches its middle.
        let step = max(settings.layerHeight, 0.005)
        let above = levels.filter { $0.isFinite && $0 < height - least }.sorted() + (levels.isEmpty ? [] : [height])
        for level in above {
            let last = table[table.count - 1]
            guard level - last >= least, level - last < step * 1e6 else { continue }
            let count = max(1, Int(((level - last) / step - 1e-3).rounded(.up)))
            table += (1...count).map { last + (level - last) * Double($0) / Double(count) }
        }
        if levels.isEmpty {
            while let last = table.last, last + step / 2 <= height + 1e-6, table.count < 1_000_000 { table.append(last + step) }
        }
        self.init(tops: table)
    }

    /// Heights of the meshes' level faces above the plate, mm, ascending: each of some width, each once.
    ///
    /// - Parameter area: Least area of the faces at a height, mm².
    public static func flats(of meshes: [Mesh], area: Double = 0.5) -> [Double] {
        var found: [(height: Double, area: Double)] = []
        for mesh in meshes {
            for t in mesh.triangles {
                let a = SIMD3<Double>(mesh.vertices[Int(t.x)]), b = SIMD3<Double>(mesh.vertices[Int(t.y)]), c = SIMD3<Double>(mesh.vertices[Int(t.z)])
                guard abs(a.z - b.z) < 1e-4, abs(a.z - c.z) < 1e-4, a.z > 1e-3 else { continue }
                let u = b - a, v = c - a
                found.append((a.z, abs(u.x * v.y - u.y * v.x) / 2))
            }
        }
        found.sort { $0.height < $1.height }
        var heights: [Double] = [], at = 0
        while at < found.count {
            var end = at, sum = 0.0
            while end < found.count, found[end].height < found[at].height + 1e-3 {
                sum += found[end].area
                end += 1
            }
            if sum >= area { heights.append(found[at].height) }
            at = end
        }
        return heights
    }
}
