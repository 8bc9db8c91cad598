/// Which pairs of winding numbers make the result's inside.
struct AreaRule: BitwiseCopyable {
    var operation: BooleanOperation = .union
    var fillA: FillRule
    var fillB: FillRule

    @inline(__always)
    func contains(_ a: Int32, _ b: Int32) -> Bool { operation.contains(fillA.contains(a), fillB.contains(b)) }
}
