/// A picture of small numbers, one for each pixel's area, inside of a rim one pixel wide.
///
/// Lattice points are the corners of pixels: (0, 0) is the picture's upper left, y down. A corner and the four pixels
/// around it are reached through one index, that of the upper left of the four in the rimmed raster.
struct LabelMap: Sendable {
    let width: Int
    let height: Int
    /// Pixels in a row with its rim.
    let stride: Int
    /// Rows with their rim, from the top.
    var cells: [UInt8]

    /// What the rim holds where it is a place of its own, which no pixel may hold.
    static let outside: UInt8 = 255

    init(width: Int, height: Int, rim: UInt8) {
        (self.width, self.height, stride) = (width, height, width + 2)
        cells = .init(repeating: rim, count: (width + 2) * (height + 2))
    }

    @inline(__always)
    subscript(x: Int, y: Int) -> UInt8 {
        get { cells[(y + 1) * stride + x + 1] }
        set { cells[(y + 1) * stride + x + 1] = newValue }
    }

    /// Index of a pixel in `cells`.
    @inline(__always) func cell(_ x: Int, _ y: Int) -> Int { (y + 1) * stride + x + 1 }
    /// Index of a lattice point: that of the pixel to its upper left.
    @inline(__always) func corner(_ x: Int, _ y: Int) -> Int { y * stride + x }

    /// Indices of a row's pixels in `cells`.
    func row(_ y: Int) -> Range<Int> { cell(0, y)..<cell(width, y) }
}

/// Which way a step along pixel edges goes.
enum Heading {
    static let east: UInt8 = 0, north: UInt8 = 1, west: UInt8 = 2, south: UInt8 = 3

    /// Change of x, y down.
    @inline(__always) static func dx(_ heading: UInt8) -> Int { heading & 1 == 0 ? 1 &- Int(heading) : 0 }
    @inline(__always) static func dy(_ heading: UInt8) -> Int { heading & 1 == 1 ? Int(heading) &- 2 : 0 }
    @inline(__always) static func left(of heading: UInt8) -> UInt8 { (heading &+ 1) & 3 }
    @inline(__always) static func right(of heading: UInt8) -> UInt8 { (heading &+ 3) & 3 }
}

extension LabelMap {
    /// The four labels around a lattice point, by the heading that has each ahead to its left.
    @inline(__always)
    static func around(_ cells: Span<UInt8>, _ corner: Int, _ stride: Int) -> SIMD4<UInt8> {
        SIMD4(cells[corner &+ 1], cells[corner], cells[corner &+ stride], cells[corner &+ stride &+ 1])
    }

    /// Whether boundaries end here: three areas or more meet, or (with a rim of its own) the picture has its corner.
    @inline(__always)
    static func isNode(_ q: SIMD4<UInt8>) -> Bool {
        if q.x == q.y && q.z == q.w || q.y == q.z && q.w == q.x { return false }
        // Two areas, one of them in a single quarter or two in opposite ones.
        let isTwo = q.x == q.z ? q.y == q.w || q.x == q.y || q.x == q.w : q.y == q.w && (q.y == q.x || q.y == q.z)
        if !isTwo { return true }
        return isPictureCorner(q)
    }

    /// Three of the four are outside.
    @inline(__always)
    static func isPictureCorner(_ q: SIMD4<UInt8>) -> Bool {
        let count = (q.x == outside ? 1 : 0) + (q.y == outside ? 1 : 0) + (q.z == outside ? 1 : 0) + (q.w == outside ? 1 : 0)
        return count == 3
    }
}
