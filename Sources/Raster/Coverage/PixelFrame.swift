public import ImpressionGeometry

/// Where pixels lie on the page: square pixels, the first row at the top of a box in mm.
public struct PixelFrame: Sendable, Hashable {
    public let width: Int
    public let height: Int
    /// The outer corner of the first pixel, mm.
    public let topLeft: Point
    /// Edge of a pixel, mm.
    public let pixelSize: Double

    public init(width: Int, height: Int, topLeft: Point, pixelSize: Double) {
        self.width = max(0, width)
        self.height = max(0, height)
        self.topLeft = topLeft
        self.pixelSize = pixelSize
    }

    /// The smallest frame of a pixel size that holds a box.
    public init(around box: Box, pixelSize: Double) {
        let (columns, rows) = ((box.width / pixelSize).rounded(.up), (box.height / pixelSize).rounded(.up))
        self.init(width: columns.isFinite ? Int(min(65535, columns)) : 0, height: rows.isFinite ? Int(min(65535, rows)) : 0,
                  topLeft: Point(box.min.x, box.max.y), pixelSize: pixelSize)
    }

    /// A place in pixels: x to the right, y down.
    @inlinable public func pixels(_ p: Point) -> Point { Point((p.x - topLeft.x) / pixelSize, (topLeft.y - p.y) / pixelSize) }
}

extension PixelFrame {
    /// How much of each pixel a region covers; exact to 2⁻¹⁶ pixels of each coordinate.
    public func coverage(of region: Region) -> [CoverageSpan] {
        var rasterizer = CoverageRasterizer(width: width, height: height)
        for i in 0..<region.contours.count { rasterizer.add(region.contours[i].lazy.map { pixels($0.point) }) }
        return rasterizer.spans(.nonZero)
    }
}
