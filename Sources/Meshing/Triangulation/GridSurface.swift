/// The surface through every sample: two triangles a cell, fewer where the outline cuts one.
extension Surface {
    func everySample() -> SurfaceMesh {
        var mesh = SurfaceMesh()
        let width = field.columns, height = field.rows, wide = isClosed ? width - 1 : width
        /// Numbers of the samples, then of the crossings to the right, then upwards.
        var numbers = [UInt32](repeating: .max, count: width * height)
        for y in 0..<height {
            for x in 0..<width {
                let i = y * width + x
                if x == wide {
                    numbers[i] = numbers[i - wide]
                } else if isInside(x, y) {
                    numbers[i] = mesh.add(Int32(x) * 64, Int32(y) * 64, field.heights.pixels[i])
                }
            }
        }
        var crossings: [Int: UInt32] = [:]
        mesh.triangles.reserveCapacity(2 * cellColumns * cellRows)
        for y in 0..<cellRows {
            for x in 0..<cellColumns { add(x, y, numbers, &crossings, to: &mesh) }
        }
        return mesh
    }

    private func add(_ x: Int, _ y: Int, _ numbers: [UInt32], _ crossings: inout [Int: UInt32], to mesh: inout SurfaceMesh) {
        let width = field.columns, i = y * width + x
        let corners = [i, i + 1, i + width + 1, i + width]
        let cell = field.outline.map { o in OutlineChains.Cell(values: [o.pixels[i], o.pixels[i + 1], o.pixels[i + width + 1], o.pixels[i + width]]) }
        if let cell, cell.isCut {
            var polygon: [UInt32] = []
            for side in 0..<4 {
                if cell.isInside(side) { polygon.append(numbers[corners[side]]) }
                if cell.isInside(side) != cell.isInside(side + 1) { polygon.append(crossing(x, y, side, &crossings, &mesh)) }
            }
            addCut(cell, polygon, x, y, &crossings, to: &mesh)
        } else if cell?.isInside(0) ?? true {
            mesh.triangles.append([numbers[corners[0]], numbers[corners[1]], numbers[corners[2]]])
            mesh.triangles.append([numbers[corners[0]], numbers[corners[2]], numbers[corners[3]]])
        }
        for side in 0..<4 where endsField(x, y, side) { addBorder(cell, numbers, corners, side, x, y, &crossings, to: &mesh) }
    }

    private func addCut(_ cell: OutlineChains.Cell, _ polygon: [UInt32], _ x: Int, _ y: Int, _ crossings: inout [Int: UInt32], to mesh: inout SurfaceMesh) {
        if cell.isSaddle && !cell.isJoined {
            // Corner, crossing, crossing, twice; the border walk begins with a corner or with its entry.
            let p = cell.isInside(0) ? [polygon[5], polygon[0], polygon[1], polygon[2], polygon[3], polygon[4]] : polygon
            mesh.triangles.append([p[0], p[1], p[2]])
            mesh.triangles.append([p[3], p[4], p[5]])
        } else {
            for k in 2..<polygon.count { mesh.triangles.append([polygon[0], polygon[k - 1], polygon[k]]) }
        }
        cell.forEachSegment { from, to in
            let a = crossing(x, y, from, &crossings, &mesh), b = crossing(x, y, to, &crossings, &mesh)
            mesh.boundary.append([a, b])
        }
    }

    private func endsField(_ x: Int, _ y: Int, _ side: Int) -> Bool {
        [y == 0, x == cellColumns - 1 && !isClosed, y == cellRows - 1, x == 0 && !isClosed][side]
    }

    private func addBorder(_ cell: OutlineChains.Cell?, _ numbers: [UInt32], _ corners: [Int], _ side: Int, _ x: Int, _ y: Int,
                           _ crossings: inout [Int: UInt32], to mesh: inout SurfaceMesh) {
        let isFirst = cell?.isInside(side) ?? true, isSecond = cell?.isInside(side + 1) ?? true
        guard isFirst || isSecond else { return }
        mesh.boundary.append([isFirst ? numbers[corners[side]] : crossing(x, y, side, &crossings, &mesh),
                              isSecond ? numbers[corners[(side + 1) & 3]] : crossing(x, y, side, &crossings, &mesh)])
    }

    /// The number of the point where the outline crosses a side of a cell.
    private func crossing(_ x: Int, _ y: Int, _ side: Int, _ crossings: inout [Int: UInt32], _ mesh: inout SurfaceMesh) -> UInt32 {
        guard let outline = field.outline else { return 0 }
        let upwards = side & 1 == 1
        var px = side == 1 ? x + 1 : x
        let py = side == 2 ? y + 1 : y
        if isClosed && px == field.columns - 1 { px = 0 }
        let key = 2 * (py * field.columns + px) + (upwards ? 1 : 0)
        if let known = crossings[key] { return known }
        let qx = upwards ? px : px + 1, qy = upwards ? py + 1 : py
        let offset = OutlineCrossing.offset(outline[px, py], outline[qx, qy])
        let thickness = OutlineCrossing.mix(field.heights[px, py], field.heights[qx, qy], Float(offset) / 64)
        let number = mesh.add(Int32(px) * 64 + (upwards ? 0 : offset), Int32(py) * 64 + (upwards ? offset : 0), thickness)
        crossings[key] = number
        return number
    }
}

extension SurfaceMesh {
    mutating func add(_ x: Int32, _ y: Int32, _ height: Float) -> UInt32 {
        places.append([x, y])
        thickness.append(height)
        return UInt32(places.count - 1)
    }
}
