/// The first stair: the lower and the left side of the box.
extension BundleSweep {
    /// Puts the members that come from outside on the first stair: the lower and the left side of the box.
    mutating func enter() {
        var entering: [(member: UInt32, isLow: Bool)] = []
        for i in 0..<lines.count where isMember[i] {
            let s = lines[i]
            if s.bx < cell.x0 || s.by < cell.y0 || (s.ax >= cell.x0 && s.ay >= cell.y0) { continue }
            entering.append((UInt32(i), s.ay < cell.y0 && (s.ax >= cell.x0 || cornerHeight(over: s) >= 0)))
        }
        entering.sort { e, f in
            if e.isLow != f.isLow { return e.isLow }
            let comes = e.isLow ? compareLow(lines[Int(e.member)], lines[Int(f.member)]) : compareLeft(lines[Int(e.member)], lines[Int(f.member)])
            return comes != 0 ? comes < 0 : e.member < f.member
        }
        for (i, one) in entering.enumerated() {
            stair.append(one.member, lines[Int(one.member)])
            positions[Int(one.member)] = Int32(i)
        }
        windings.resize(to: stair.count)
    }

    /// Twice the height of the box's lower left corner over a segment.
    private func cornerHeight(over s: Segment) -> Int128 {
        Int128(s.dx) * Int128(2 * Int64(cell.y0) - 1 - 2 * Int64(s.ay)) - Int128(s.dy) * Int128(2 * Int64(cell.x0) - 1 - 2 * Int64(s.ax))
    }

    /// Negative where `s` meets the lower side right of `t`. A crossing on that side belongs to this box as it is, and to the next in the mirrored plane.
    private func compareLow(_ s: Segment, _ t: Segment) -> Int128 {
        func place(_ s: Segment, _ t: Segment) -> Int128 {
            (Int128(s.ax) * 2 * Int128(s.dy) + Int128(s.dx) * Int128(2 * Int64(cell.y0) - 1 - 2 * Int64(s.ay))) * Int128(t.dy)
        }
        let apart = place(t, s) - place(s, t)
        return apart != 0 ? apart : Int128(isFalling ? 0 - s.turn(to: t) : s.turn(to: t))
    }

    /// Negative where `s` meets the left side below `t`. A crossing on that side belongs to this box.
    private func compareLeft(_ s: Segment, _ t: Segment) -> Int128 {
        func place(_ s: Segment, _ t: Segment) -> Int128 {
            (Int128(s.ay) * 2 * Int128(s.dx) + Int128(s.dy) * Int128(2 * Int64(cell.x0) - 1 - 2 * Int64(s.ax))) * Int128(t.dx)
        }
        let apart = place(s, t) - place(t, s)
        return apart != 0 ? apart : Int128(s.turn(to: t))
    }
}
