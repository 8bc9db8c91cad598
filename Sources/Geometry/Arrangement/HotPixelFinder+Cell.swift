extension HotPixelFinder {
    /// Lattice points with x0 ≤ x ≤ x1 and y0 ≤ y ≤ y1.
    struct Cell: BitwiseCopyable {
        var x0: Int32, y0: Int32, x1: Int32, y1: Int32

        @inline(__always)
        func contains(_ p: LatticePoint) -> Bool { p.x >= x0 && p.x <= x1 && p.y >= y0 && p.y <= y1 }

        /// 1 where the cell contains `p`, else 0.
        @inline(__always)
        func holds(_ p: LatticePoint) -> Int {
            let outside = (p.x &- x0) | (x1 &- p.x) | (p.y &- y0) | (y1 &- p.y)
            return Int(truncatingIfNeeded: ~UInt32(bitPattern: outside) >> 31)
        }

        /// Whether `s`, whose bounds meet the cell, may pass through a pixel of the cell. Never wrongly false.
        @inline(__always)
        func mayMeet(_ s: Segment) -> Bool {
            // Products reach 2⁶², so a rounding costs at most 2¹⁰; it only occurs where |dx| + |dy| > 2²¹,
            // and the half unit to spare beyond the pixels' own half is then worth more than that.
            let (dx, dy) = (Double(s.dx), Double(s.dy))
            let halfWidth = Double(Int64(x1) &- Int64(x0)) * 0.5 + 1
            let halfHeight = Double(Int64(y1) &- Int64(y0)) * 0.5 + 1
            let cx = Double(Int64(x0) &+ Int64(x1)) * 0.5 - Double(s.ax)
            let cy = Double(Int64(y0) &+ Int64(y1)) * 0.5 - Double(s.ay)
            return (dx * cy - dy * cx).magnitude <= dx * halfHeight + dy.magnitude * halfWidth
        }

        /// Grows to hold `s`.
        mutating func include(_ s: Segment) {
            (x0, x1) = (min(x0, s.ax), max(x1, s.bx))
            (y0, y1) = (min(y0, s.minY), max(y1, s.maxY))
        }

        @inline(__always)
        func overlaps(_ s: Segment) -> Bool { s.ax <= x1 && s.bx >= x0 && s.minY <= y1 && s.maxY >= y0 }
    }
}
