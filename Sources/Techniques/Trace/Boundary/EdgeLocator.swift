import ImpressionRaster

/// Where the boundary between two pixels lies, finer than the edge between them.
///
/// Artwork whose edges were smoothed tells in the mixed pixels how much of them each side covers.
protocol EdgeLocator: Sendable {
    /// Whether offsets are finer than pixels.
    static var isFine: Bool { get }

    /// Pixels from the edge, −1 … 1, positive towards the right label.
    ///
    /// - Parameters:
    ///   - left: The pixel to the left, by its place in the picture.
    ///   - step: From the left pixel to the right one.
    func offset(left: (x: Int, y: Int), step: (x: Int, y: Int), labels: (left: UInt8, right: UInt8)) -> Double
}

/// For pictures of hard edges: the boundary is the pixels' own.
struct PixelEdges: EdgeLocator {
    static let isFine = false

    @inline(__always)
    func offset(left: (x: Int, y: Int), step: (x: Int, y: Int), labels: (left: UInt8, right: UInt8)) -> Double { 0 }
}

/// Where a grey picture passes a level.
struct LevelEdges: EdgeLocator {
    let tones: Raster<UInt8>
    /// In steps of the tones.
    let level: Float

    static let isFine = true

    /// Between two centres the tone is taken as linear. Where an edge of two flat tones was smoothed, the boundary lies where
    /// the mixed pixels' coverage says: exactly so for an edge along the pixels.
    @inline(__always)
    func offset(left: (x: Int, y: Int), step: (x: Int, y: Int), labels: (left: UInt8, right: UInt8)) -> Double {
        let (x, y) = left
        let p = Float(tones[x, y])
        let q = tone(x + step.x, y + step.y) ?? (p < level ? 255 : 0)
        let before = tone(x - step.x, y - step.y) ?? p
        let after = tone(x + 2 * step.x, y + 2 * step.y) ?? q
        let span = before - after
        // Two flat tones with the level near their middle.
        if span.magnitude > 127, ((before + after) / 2 - level).magnitude < 0.1 * span.magnitude, (before - p) / span >= 0, (q - after) / span >= 0 {
            return Double((p + q - 2 * after) / span - 1)
        }
        let difference = p - q
        guard difference != 0 else { return 0 }
        return Double(max(0, min(1, (p - level) / difference)) - 0.5)
    }

    /// nil off the picture.
    @inline(__always)
    private func tone(_ x: Int, _ y: Int) -> Float? {
        x >= 0 && y >= 0 && x < tones.width && y < tones.height ? Float(tones[x, y]) : nil
    }
}
