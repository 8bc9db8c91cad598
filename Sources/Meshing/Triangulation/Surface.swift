internal import ImpressionGeometry
internal import ImpressionRaster

/// A bordered surface over the field's plane: where its points lie on the lattice, and how thick the piece is there.
struct SurfaceMesh {
    /// 64 lattice steps a sample, from the field's first.
    var places: [SIMD2<Int32>] = []
    var thickness: [Float] = []
    var triangles: [SIMD3<UInt32>] = []
    /// Directed border edges, the piece on their left. Every point is on at most one border line.
    var boundary: [SIMD2<UInt32>] = []
}

/// A field cut into tiles of at most 256 cells a side, which share the points on their borders.
struct Surface {
    var field: HeightField
    var curvature: Curvature
    /// Whether the last column is the first one.
    var isClosed: Bool
    var limit: Float
    /// How far the outline may be simplified, mm.
    var tolerance: Double

    static let tileCells = 256

    var cellColumns: Int { field.columns - 1 }
    var cellRows: Int { field.rows - 1 }
    /// At least three around a closed surface, so that no edge joins a point with its own copy beyond the seam.
    var tileColumns: Int { max(isClosed ? 3 : 1, (cellColumns + Self.tileCells - 1) / Self.tileCells) }
    var tileRows: Int { (cellRows + Self.tileCells - 1) / Self.tileCells }
    /// First sample of a tile column or row, and of the one after the last.
    func firstColumn(_ i: Int) -> Int { cellColumns * i / tileColumns }
    func firstRow(_ j: Int) -> Int { cellRows * j / tileRows }

    func isInside(_ x: Int, _ y: Int) -> Bool { field.outline.map { $0[x, y] > 0 } ?? true }

    /// The points on all tile borders, numbered.
    struct Borders {
        var corners: [UInt32?]
        /// Of the horizontal sides, row after row of tile borders, then of the vertical ones, column after column.
        var points: [[BorderLine.Point]]
        /// Number of each side's first point.
        var first: [UInt32]
        var count: Int
    }

    func horizontal(_ i: Int, _ j: Int) -> Int { j * tileColumns + i }
    func vertical(_ i: Int, _ j: Int) -> Int { tileColumns * (tileRows + 1) + (isClosed && i == tileColumns ? 0 : i) * tileRows + j }
    private func corner(_ i: Int, _ j: Int) -> Int { j * (tileColumns + 1) + (isClosed && i == tileColumns ? 0 : i) }

    /// Refines the sides of all tiles.
    ///
    /// - Parameter coarse: Borders of the same tiles whose points must be among these.
    func borders(containing coarse: Borders? = nil, workers: Workers) -> Borders {
        let horizontals = tileColumns * (tileRows + 1)
        let total = horizontals + tileRows * (tileColumns + 1)
        let points = workers.map(total) { k -> [BorderLine.Point] in
            if k < horizontals { return side(k % tileColumns, k / tileColumns, isHorizontal: true, coarse?.points[k]) }
            let i = (k - horizontals) / tileRows
            if isClosed && i == tileColumns { return [] }
            return side(i, (k - horizontals) % tileRows, isHorizontal: false, coarse?.points[k])
        }
        return numbered(points)
    }

    private func side(_ i: Int, _ j: Int, isHorizontal: Bool, _ coarse: [BorderLine.Point]?) -> [BorderLine.Point] {
        let x0 = firstColumn(i), y0 = firstRow(j)
        let n = isHorizontal ? firstColumn(i + 1) - x0 : firstRow(j + 1) - y0
        let width = field.columns, stride = isHorizontal ? 1 : width, start = y0 * width + x0
        let line = BorderLine(
            thickness: (0...n).map { field.heights.pixels[start + $0 * stride] },
            outline: field.outline.map { outline in (0...n).map { outline.pixels[start + $0 * stride] } },
            sag: isHorizontal ? curvature.perColumn(in: y0...y0) : curvature.perRow)
        let forced = (coarse ?? []).filter { $0.offset % TileSamples.step == 0 }.map { Int($0.offset / TileSamples.step) }
        return line.points(limit: limit, forced: forced)
    }

    private func numbered(_ points: [[BorderLine.Point]]) -> Borders {
        var count: UInt32 = 0
        var corners = [UInt32?](repeating: nil, count: (tileColumns + 1) * (tileRows + 1))
        for j in 0...tileRows {
            for i in 0...(isClosed ? tileColumns - 1 : tileColumns) where isInside(firstColumn(i), firstRow(j)) {
                corners[corner(i, j)] = count
                count += 1
            }
        }
        var first: [UInt32] = []
        for side in points {
            first.append(count)
            count += UInt32(side.count)
        }
        return Borders(corners: corners, points: points, first: first, count: Int(count))
    }

    /// Triangulates every tile and joins them.
    ///
    /// - Parameter chains: The outline within each tile as it was used before; nil traces it.
    /// - Returns: The surface, and the outline as it was used.
    func triangulated(_ borders: Borders, chains: [[OutlineChains.Chain]]? = nil, workers: Workers) -> (mesh: SurfaceMesh, chains: [[OutlineChains.Chain]]) {
        let count = tileColumns * tileRows
        let results = workers.map(count) { k in
            tile(k % tileColumns, k / tileColumns, borders, chains?[k]).triangulated()
        }
        return (joined(results, borders), results.map(\.chains))
    }
}

extension Surface {
    /// Everything a tile needs to know, in its own coordinates.
    private func tile(_ i: Int, _ j: Int, _ borders: Borders, _ known: [OutlineChains.Chain]?) -> Tile {
        let x0 = firstColumn(i), y0 = firstRow(j), columns = firstColumn(i + 1) - x0, rows = firstRow(j + 1) - y0
        let sag = Sag(perColumn: curvature.perColumn(in: y0...y0 + rows), perRow: curvature.perRow, x: Double(columns) / 2, y: Double(rows) / 2)
        let step = TileSamples.step, right = Int32(columns) * step, top = Int32(rows) * step
        func point(_ x: Int32, _ y: Int32, _ thickness: Float) -> TilePoint {
            TilePoint(x: x, y: y, thickness: thickness, level: sag.level(Double(x) / 64, Double(y) / 64, thickness))
        }
        func sample(_ x: Int, _ y: Int) -> TilePoint { point(Int32(x) * step, Int32(y) * step, field.heights[x0 + x, y0 + y]) }
        let sides = [
            borders.points[horizontal(i, j)].map { point($0.offset, 0, $0.thickness) },
            borders.points[vertical(i + 1, j)].map { point(right, $0.offset, $0.thickness) },
            borders.points[horizontal(i, j + 1)].map { point($0.offset, top, $0.thickness) },
            borders.points[vertical(i, j)].map { point(0, $0.offset, $0.thickness) },
        ]
        let outline = field.outline.map { o in (0...rows).flatMap { y in (0...columns).map { x in o[x0 + x, y0 + y] } } }
        let levels = levels(x0, y0, columns, rows, sag, outline)
        let chains = known ?? outline.map { values in
            OutlineChains.trace(values, columns: columns, rows: rows) { x, y, upwards in
                let i = y * (columns + 1) + x, other = upwards ? i + columns + 1 : i + 1
                let offset = OutlineCrossing.offset(values[i], values[other])
                let a = field.heights[x0 + x, y0 + y], b = upwards ? field.heights[x0 + x, y0 + y + 1] : field.heights[x0 + x + 1, y0 + y]
                return point(Int32(x) * step + (upwards ? 0 : offset), Int32(y) * step + (upwards ? offset : 0),
                             OutlineCrossing.mix(a, b, Float(offset) / Float(step)))
            }
        } ?? []
        return Tile(columns: columns, rows: rows, levels: levels,
                    corners: [sample(0, 0), sample(columns, 0), sample(columns, rows), sample(0, rows)], sides: sides, chains: chains,
                    isInside: isInside(x0, y0),
                    isOpen: [j == 0, i == tileColumns - 1 && !isClosed, j == tileRows - 1, i == 0 && !isClosed],
                    limit: limit, splitsOutline: known == nil, distance: known == nil ? tolerance / field.pitch * 64 : 0)
    }

    /// The bend's parabola around the middle of a tile.
    private struct Sag {
        var perColumn: Double
        var perRow: Double
        var x: Double
        var y: Double

        var isFlat: Bool { perColumn == 0 && perRow == 0 }
        func level(_ column: Double, _ row: Double, _ thickness: Float) -> Float {
            isFlat ? thickness : Float(Double(thickness) + perColumn * (column - x) * (column - x) + perRow * (row - y) * (row - y))
        }
    }

    private func levels(_ x0: Int, _ y0: Int, _ columns: Int, _ rows: Int, _ sag: Sag, _ outline: [Float]?) -> [Float] {
        var levels: [Float] = []
        levels.reserveCapacity((columns + 1) * (rows + 1))
        for y in 0...rows {
            let row = field.heights.row(y0 + y)
            for x in 0...columns { levels.append(sag.isFlat ? row[x0 + x] : sag.level(Double(x), Double(y), row[x0 + x])) }
        }
        if let outline {
            for i in levels.indices where !(outline[i] > 0) { levels[i] = .nan }
        }
        return levels
    }
}

extension Surface {
    /// Border points first, then each tile's own, tile after tile.
    private func joined(_ results: [Tile.Result], _ borders: Borders) -> SurfaceMesh {
        var mesh = SurfaceMesh()
        mesh.places = [SIMD2<Int32>](repeating: .zero, count: borders.count)
        mesh.thickness = [Float](repeating: 0, count: borders.count)
        mesh.triangles.reserveCapacity(results.reduce(0) { $0 + $1.triangles.count })
        let step = TileSamples.step
        for (k, result) in results.enumerated() {
            let i = k % tileColumns, j = k / tileColumns
            let x0 = firstColumn(i), y0 = firstRow(j)
            var index = place(borderOf: i, j, borders, in: &mesh)
            for point in result.own {
                index.append(UInt32(mesh.places.count))
                mesh.places.append([point.x + Int32(x0) * step, point.y + Int32(y0) * step])
                mesh.thickness.append(point.thickness.isNaN ? field.heights[x0 + Int(point.x / step), y0 + Int(point.y / step)] : point.thickness)
            }
            for t in result.triangles { mesh.triangles.append([index[Int(t.x)], index[Int(t.y)], index[Int(t.z)]]) }
            for e in result.boundary { mesh.boundary.append([index[Int(e.x)], index[Int(e.y)]]) }
        }
        return mesh
    }

    /// Writes a tile's corners and sides into the mesh and returns their numbers in the tile's order. Borders of two tiles are written twice, the same;
    /// on a seam the first column's place stays.
    private func place(borderOf i: Int, _ j: Int, _ borders: Borders, in mesh: inout SurfaceMesh) -> [UInt32] {
        let step = TileSamples.step
        var index: [UInt32] = []
        func put(_ number: UInt32, _ x: Int32, _ y: Int32, _ thickness: Float, isSeam: Bool) {
            index.append(number)
            if isSeam { return }
            mesh.places[Int(number)] = [x, y]
            mesh.thickness[Int(number)] = thickness
        }
        let isSeam = isClosed && i == tileColumns - 1
        for (ci, cj) in [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)] {
            let x = firstColumn(ci), y = firstRow(cj)
            guard let number = borders.corners[corner(ci, cj)] else {
                index.append(.max)
                continue
            }
            put(number, Int32(x) * step, Int32(y) * step, field.heights[x, y], isSeam: isSeam && ci == tileColumns)
        }
        for (k, ci, cj) in [(horizontal(i, j), i, j), (vertical(i + 1, j), i + 1, j), (horizontal(i, j + 1), i, j + 1), (vertical(i, j), i, j)] {
            let isHorizontal = k < tileColumns * (tileRows + 1)
            for (n, point) in borders.points[k].enumerated() {
                let x = Int32(firstColumn(ci)) * step + (isHorizontal ? point.offset : 0)
                let y = Int32(firstRow(cj)) * step + (isHorizontal ? 0 : point.offset)
                put(borders.first[k] + UInt32(n), x, y, point.thickness, isSeam: isSeam && ci == tileColumns && !isHorizontal)
            }
        }
        return index
    }
}
