internal import ImpressionGeometry

/// A rectangle of pixels; empty where a maximum does not exceed its minimum.
struct PixelBox: Sendable, Hashable {
    var minX, minY, maxX, maxY: Int

    init(_ minX: Int, _ minY: Int, _ maxX: Int, _ maxY: Int) { (self.minX, self.minY, self.maxX, self.maxY) = (minX, minY, maxX, maxY) }

    /// The pixels that a box touches, out of `limit`.
    init(touching box: Box, within limit: PixelBox) {
        guard !box.isEmpty else {
            self = .empty
            return
        }
        func clamp(_ v: Double, _ low: Int, _ high: Int) -> Int { v <= Double(low) ? low : v >= Double(high) ? high : Int(v) }
        self.init(clamp(box.min.x.rounded(.down), limit.minX, limit.maxX), clamp(box.min.y.rounded(.down), limit.minY, limit.maxY),
                  clamp(box.max.x.rounded(.up), limit.minX, limit.maxX), clamp(box.max.y.rounded(.up), limit.minY, limit.maxY))
    }

    static let empty = PixelBox(0, 0, 0, 0)

    var isEmpty: Bool { maxX <= minX || maxY <= minY }
    var width: Int { max(0, maxX - minX) }
    var height: Int { max(0, maxY - minY) }

    func intersection(_ other: PixelBox) -> PixelBox {
        let box = PixelBox(max(minX, other.minX), max(minY, other.minY), min(maxX, other.maxX), min(maxY, other.maxY))
        return box.isEmpty ? .empty : box
    }

    func union(_ other: PixelBox) -> PixelBox {
        if isEmpty { return other }
        if other.isEmpty { return self }
        return PixelBox(min(minX, other.minX), min(minY, other.minY), max(maxX, other.maxX), max(maxY, other.maxY))
    }
}
