/// Which pairs of winding numbers make the result's inside.
struct AreaRule: BitwiseCopyable {
    var operation: BooleanOperation = .union
    var fillA: FillRule
    var fillB: FillRule

    var table: Table {
        var answers: UInt32 = 0
        for a in 0...1 as ClosedRange<UInt32> {
            for b in 0...1 as ClosedRange<UInt32> where operation.contains(a == 1, b == 1) { answers |= 1 << (a | b << 1) }
        }
        return Table(answers: answers, a: Winding(fillA), b: Winding(fillB))
    }

    /// The rule as arithmetic, without a branch.
    struct Table: BitwiseCopyable {
        fileprivate let answers: UInt32
        fileprivate let a: Winding
        fileprivate let b: Winding

        @inline(__always)
        func contains(_ windingA: Int32, _ windingB: Int32) -> Bool {
            answers &>> (a.contains(windingA) | b.contains(windingB) &<< 1) & 1 != 0
        }
    }

    /// A fill rule: which of an odd, a positive and a negative winding number count.
    fileprivate struct Winding: BitwiseCopyable {
        let odd: UInt32, positive: UInt32, negative: UInt32

        init(_ rule: FillRule) {
            odd = rule == .evenOdd ? 1 : 0
            positive = rule == .nonZero || rule == .positive ? 1 : 0
            negative = rule == .nonZero || rule == .negative ? 1 : 0
        }

        @inline(__always)
        func contains(_ winding: Int32) -> UInt32 {
            let bits = UInt32(bitPattern: winding)
            return bits & odd | UInt32(bitPattern: 0 &- winding) &>> 31 & positive | bits &>> 31 & negative
        }
    }
}
