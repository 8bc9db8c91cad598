public import ImpressionGeometry
public import ImpressionRaster

/// How an artwork becomes pixels.
public struct RenderOptions: Sendable {
    /// Laid below the drawing; nil leaves what is not covered transparent.
    public var background: Color?
    /// Whether colours are mixed as light. Off, as SVG's standard says, they are mixed by their sRGB code values.
    public var isLinear = false
    public var workers = Workers.one

    public init(background: Color? = nil, isLinear: Bool = false, workers: Workers = .one) {
        (self.background, self.isLinear, self.workers) = (background, isLinear, workers)
    }
}

/// Pixels of an artwork.
public struct RenderedArtwork: Sendable {
    /// Premultiplied, row 0 at the top: sRGB code values, or linear light where `isLinear`.
    public var pixels: Raster<SIMD4<Float>>
    public var isLinear: Bool
}

extension Artwork {
    /// The page on `columns` × `rows` pixels, stretched to fill them.
    public func rendered(columns: Int, rows: Int, options: RenderOptions = .init()) -> RenderedArtwork {
        guard width > 0, height > 0 else { return rendered(columns: columns, rows: rows, by: .identity, options: options) }
        return rendered(columns: columns, rows: rows, by: Transform(Double(columns) / width, 0, 0, -Double(rows) / height, 0, Double(rows)), options: options)
    }

    /// What a window shows.
    ///
    /// Elements are prepared some thousand at a time and drawn band by band, each band from bottom to top; both are shared by the workers, and
    /// the result does not depend on how many there are. O(points + pixels covered), and a layer for each group that needs one.
    ///
    /// - Parameter map: From the page, mm, to pixels, y down.
    public func rendered(columns: Int, rows: Int, by map: Transform, options: RenderOptions = .init()) -> RenderedArtwork {
        let space = ColorSpace(isLinear: options.isLinear)
        let window = PixelBox(0, 0, max(0, columns), max(0, rows))
        let ground = options.background.map { space.value($0) } ?? .zero
        var canvas = Canvas(window, ground)
        let preparation = Preparation(transform: map, window: window, space: space)
        for chunk in elements.chunks(ofWeight: Canvas.chunkWeight) {
            let nodes = options.workers.map(chunk.count) { preparation.nodes(chunk[$0]) }.flatMap { $0 }
            canvas.draw(nodes, options.workers)
        }
        return RenderedArtwork(pixels: canvas.picture, isLinear: options.isLinear)
    }
}

/// The picture in bands that fit a processor's cache.
private struct Canvas {
    /// Points that are prepared before they are drawn: some tens of megabytes.
    static let chunkWeight = 1 << 18
    /// Of one band.
    private static let bandBytes = 1 << 20

    private let window: PixelBox
    private var bands: [Layer] = []

    init(_ window: PixelBox, _ ground: PixelValue) {
        self.window = window
        let rows = max(8, Self.bandBytes / max(1, window.width * MemoryLayout<PixelValue>.stride))
        for y in stride(from: 0, to: window.height, by: rows) {
            bands.append(Layer(PixelBox(0, y, window.width, min(window.height, y + rows)), filledWith: ground))
        }
    }

    mutating func draw(_ nodes: [RenderNode], _ workers: Workers) {
        let bounds = nodes.map(\.bounds)
        workers.updateRuns(of: &bands, length: 1) { _, band in
            var painter = Painter()
            for i in nodes.indices where !bounds[i].intersection(band[0].box).isEmpty { painter.draw(nodes[i], into: &band[0]) }
        }
    }

    var picture: Raster<PixelValue> {
        if bands.count == 1 { return Raster(width: window.width, height: window.height, pixels: bands[0].pixels) }
        var pixels: [PixelValue] = []
        pixels.reserveCapacity(window.width * window.height)
        for band in bands { pixels += band.pixels }
        return Raster(width: window.width, height: window.height, pixels: pixels)
    }
}

extension [Artwork.Element] {
    /// Runs of elements, groups without any effect opened, of about a weight each.
    fileprivate func chunks(ofWeight limit: Int) -> [[Artwork.Element]] {
        var chunks: [[Artwork.Element]] = [[]]
        var weight = 0
        func add(_ element: Artwork.Element) {
            if case .group(let group) = element, group.isTransparent { return group.elements.forEach(add) }
            chunks[chunks.count - 1].append(element)
            weight += element.weight
            if weight > limit {
                chunks.append([])
                weight = 0
            }
        }
        forEach(add)
        return chunks
    }
}

extension Artwork.Element {
    fileprivate var weight: Int {
        switch self {
        case .picture: 1 << 16
        case .path(let path): 16 + path.path.points.count
        case .group(let group): group.elements.reduce(16) { $0 + $1.weight }
        }
    }
}

extension ElementGroup {
    /// Whether drawing the elements one by one is the same.
    fileprivate var isTransparent: Bool { opacity >= 1 && blend == .normal && !isIsolated && clips.isEmpty && masks.isEmpty && filters.isEmpty }
}
