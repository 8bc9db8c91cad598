public import ImpressionGeometry
public import ImpressionRaster

/// What an artwork shows over a rectangle: luminance and coverage on a regular grid.
public struct PageLight: Sendable {
    /// BT.709 luminance of what is covered, as if it covered all; 0 where nothing is.
    public var luminance: Raster<Float>
    /// 0 … 1; nil where everything is covered.
    public var coverage: Raster<Float>?
}

extension Artwork {
    /// A page of the picture's own shape, `width` mm wide.
    public init(picture: LinearPicture, width: Double) {
        let height = picture.width > 0 ? width * Double(picture.height) / Double(picture.width) : 0
        self.init(width: width, height: height,
                  elements: [.picture(PlacedPicture(picture, in: Box(min: .zero, max: Point(width, height))))])
    }

    /// The page seen on a grid of `columns` × `rows` samples whose first lies at the lower left corner of `window` and whose last at its upper right.
    ///
    /// - Parameter window: On the page, mm, y up. What lies off the page shows the page's edge.
    /// - Returns: Row 0 at the bottom of the window.
    public func light(in window: Box, columns: Int, rows: Int, workers: Workers = .one) -> PageLight? {
        guard elements.allSatisfy(\.isPlainPicture) else { return renderedLight(in: window, columns: columns, rows: rows, workers: workers) }
        var result: PageLight?
        for case .picture(let placed) in elements where !placed.picture.isEmpty {
            let layer = placed.light(in: window, columns: columns, rows: rows, workers: workers)
            result = result.map { layer.over($0) } ?? layer
        }
        return result
    }
}

extension Artwork {
    /// As above, of a drawing: what lies off the page is not covered.
    private func renderedLight(in window: Box, columns: Int, rows: Int, workers: Workers) -> PageLight? {
        guard columns > 0, rows > 0 else { return nil }
        let (pitchX, pitchY) = (columns > 1 ? window.width / Double(columns - 1) : 1, rows > 1 ? window.height / Double(rows - 1) : 1)
        // A sample is the middle of a pixel; the first row lies at the bottom.
        let map = Transform(1 / pitchX, 0, 0, 1 / pitchY, 0.5 - window.min.x / pitchX, 0.5 - window.min.y / pitchY)
        let light = rendered(columns: columns, rows: rows, by: map, options: RenderOptions(workers: workers)).light(workers)
        return PageLight(luminance: light.map { $0.w > 1e-4 ? $0.luminance / $0.w : 0 }, coverage: light.map(\.w))
    }
}

extension Artwork.Element {
    /// A picture that lies as it is, which is resampled better than drawn.
    fileprivate var isPlainPicture: Bool {
        if case .picture(let placed) = self { placed.transform == .identity && placed.interpolation == .smooth } else { false }
    }
}

extension PlacedPicture {
    fileprivate func light(in window: Box, columns: Int, rows: Int, workers: Workers) -> PageLight {
        let (sx, sy) = (Double(picture.width) / box.width, Double(picture.height) / box.height)
        let grid = SampleGrid(originX: (window.min.x - box.min.x) * sx - 0.5, originY: (box.max.y - window.min.y) * sy - 0.5,
                              stepX: columns > 1 ? window.width / Double(columns - 1) * sx : 0, stepY: rows > 1 ? -window.height / Double(rows - 1) * sy : 0,
                              columns: columns, rows: rows)
        var luminance = channel(workers) { $0.luminance }.resampled(to: grid, workers: workers)
        guard picture.pixels.contains(where: { $0.w < 1 }) else {
            luminance.updateRows(workers) { _, line in for x in 0..<line.count { line[x] = max(0, line[x]) } }
            return PageLight(luminance: luminance, coverage: nil)
        }
        let coverage = channel(workers) { $0.w }.resampled(to: grid, workers: workers)
        luminance.updateRows(workers) { y, line in
            let coverage = coverage.row(y)
            for x in 0..<line.count { line[x] = coverage[x] > 1e-4 ? max(0, line[x] / coverage[x]) : 0 }
        }
        return PageLight(luminance: luminance, coverage: coverage)
    }

    private func channel(_ workers: Workers, _ value: (SIMD4<Float>) -> Float) -> Raster<Float> {
        var result = Raster<Float>(width: picture.width, height: picture.height, filledWith: 0)
        result.updateRows(workers) { y, line in
            let source = picture.row(y)
            for x in 0..<line.count { line[x] = value(source[x]) }
        }
        return result
    }
}

extension PageLight {
    /// This light laid over `below`.
    fileprivate func over(_ below: PageLight) -> PageLight {
        guard let coverage else { return self }
        var result = self
        var total = coverage
        for i in luminance.pixels.indices {
            let (a, b) = (coverage.pixels[i], below.coverage?.pixels[i] ?? 1)
            total.pixels[i] = a + (1 - a) * b
            result.luminance.pixels[i] = a * luminance.pixels[i] + (1 - a) * b * below.luminance.pixels[i]
            if total.pixels[i] > 1e-4 { result.luminance.pixels[i] /= total.pixels[i] }
        }
        result.coverage = below.coverage == nil ? nil : total
        return result
    }
}

extension PageLight {
    /// Swaps left and right.
    public mutating func mirror(_ workers: Workers = .one) {
        luminance.mirror(workers)
        coverage?.mirror(workers)
    }
}

extension Raster where Pixel == Float {
    fileprivate mutating func mirror(_ workers: Workers) {
        updateRows(workers) { _, line in
            for x in 0..<line.count / 2 { line.swapAt(x, line.count - 1 - x) }
        }
    }
}
