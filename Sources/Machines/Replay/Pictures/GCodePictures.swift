public import ImpressionGeometry
public import ImpressionRaster

/// Pictures of a file of G-code as it will lie on the plate.
public struct GCodePictures: Sendable {
    private let bytes: [UInt8]
    private let replay: GCodeReplay
    private let workers: Workers
    /// What is drawn: centre lines, mm.
    private let extent: Box
    private let height: Double
    /// Height of each layer that is drawn, by its number.
    private let levels: [(layer: Int, z: Double)]

    /// Reads the file once, for its size; nil where it draws nothing.
    public init?(_ bytes: [UInt8], replay: GCodeReplay = GCodeReplay(), workers: Workers = .one) {
        var extent = Box.empty, height = 0.0, levels: [(layer: Int, z: Double)] = []
        _ = replay.read(bytes) { bead in
            guard Self.isDrawn(bead) else { return }
            // Skirts lie far out and tell nothing of the piece.
            if bead.feature != .skirt {
                extent.add(bead.from)
                extent.add(bead.to)
            }
            height = max(height, bead.z)
            if levels.last?.layer != bead.layer { levels.append((bead.layer, bead.z)) }
        }
        guard !extent.isEmpty, extent.width < 1e4, extent.height < 1e4, height < 1e4 else { return nil }
        (self.bytes, self.replay, self.workers, self.extent, self.height, self.levels) = (bytes, replay, workers, extent.expanded(by: 0.5), height, levels)
    }

    private static func isDrawn(_ bead: GCodeReplay.Bead) -> Bool { bead.feature != .custom && bead.from.x.magnitude < 1e4 && bead.from.y.magnitude < 1e4 }

    /// Everything, from straight above.
    public func top(longSide: Int = 1600) -> LinearPicture { lit(seenFromAbove(longSide)) }

    /// Height of the uppermost plastic, mm, from straight above.
    public func heights(longSide: Int = 1600) -> Raster<Float> { seenFromAbove(longSide).heights() }

    private func seenFromAbove(_ longSide: Int) -> BeadPicture {
        let scale = Double(longSide) / max(extent.width, extent.height)
        let size = (width: max(64, Int(extent.width * scale)), height: max(64, Int(extent.height * scale)))
        return drawn(.top(extent, width: size.width, height: size.height), size.width, size.height, samples: 2)
    }

    /// Everything, through a lens from the front, the left and above.
    public func perspective(width: Int = 1600, height: Int = 1200) -> LinearPicture {
        let low = SIMD3(extent.min.x, extent.min.y, 0), high = SIMD3(extent.max.x, extent.max.y, self.height)
        let rough = BeadCamera.perspective(low: low, high: high, width: width, height: height)
        var frame = BeadCamera.PixelBounds()
        _ = replay.read(bytes) { bead in
            guard Self.isDrawn(bead), bead.feature != .skirt else { return }
            for place in [bead.from, bead.to] { frame.add(rough.project(SIMD3(place.x, place.y, bead.z)).place) }
        }
        return lit(drawn(rough.fitted(to: frame, width: width, height: height), width, height, samples: 2))
    }

    private func lit(_ picture: BeadPicture) -> LinearPicture {
        var picture = picture
        return picture.lit(workers: workers)
    }

    private func drawn(_ camera: BeadCamera, _ width: Int, _ height: Int, samples: Int) -> BeadPicture {
        var picture = BeadPicture(camera, around: extent, width: width, height: height, samples: samples)
        _ = replay.read(bytes) { bead in if Self.isDrawn(bead) { picture.add(bead) } }
        return picture
    }

    /// Layers side by side, from the first to the last in even steps, each with its height.
    ///
    /// - Parameters:
    ///   - count: Of layers, at most.
    ///   - columns: Layers in a row.
    ///   - size: Of a layer's picture along its longer side, pixels.
    public func layers(count: Int = 20, columns: Int = 5, size: Int = 360) -> LinearPicture {
        let count = min(max(1, count), levels.count), columns = max(1, min(columns, count)), rows = (count + columns - 1) / columns
        let chosen = (0..<count).map { count > 1 ? levels[$0 * (levels.count - 1) / (count - 1)] : levels[0] }
        let scale = Double(size) / max(extent.width, extent.height)
        let panel = (width: max(120, Int(extent.width * scale)), height: max(60, Int(extent.height * scale)))
        let gap = 14, label = 26, margin = 22
        var light = BeadLight()
        light.grid = 0
        let paper = SIMD4<Float>(light.plate, 1)
        var sheet = LinearPicture(width: 2 * margin + columns * panel.width + (columns - 1) * gap,
                                  height: 2 * margin + rows * (panel.height + label) + (rows - 1) * gap, filledWith: paper)
        let digits = StrokeDigits(size: 11), camera = BeadCamera.top(extent, width: panel.width, height: panel.height, margin: 0.02)
        var next = 0, open: BeadPicture?
        func close() {
            guard var picture = open else { return }
            let left = margin + next % columns * (panel.width + gap), top = margin + next / columns * (panel.height + label + gap)
            sheet.paste(picture.lit(light, workers: workers), left, top)
            let text = fixed(chosen[next].z) + " mm"
            digits.draw(text, at: Point(Double(left) + (Double(panel.width) - digits.width(text)) / 2, Double(top + panel.height + 9)), colour: SIMD3(0.09, 0.09, 0.1), on: &sheet)
            open = nil
            next += 1
        }
        _ = replay.read(bytes) { bead in
            guard Self.isDrawn(bead) else { return }
            if open != nil, bead.layer != chosen[next].layer { close() }
            guard next < count, bead.layer == chosen[next].layer else { return }
            if open == nil { open = BeadPicture(camera, around: extent, ground: bead.z - bead.height, width: panel.width, height: panel.height, samples: 3) }
            open?.add(bead)
        }
        close()
        return sheet
    }
}

extension LinearPicture {
    /// Sets a smaller picture's pixels, its corner at a pixel.
    fileprivate mutating func paste(_ picture: LinearPicture, _ left: Int, _ top: Int) {
        for y in 0..<picture.height {
            for x in 0..<picture.width { self[left + x, top + y] = picture[x, y] }
        }
    }
}
