/// How far the bent surface sags below its tangent plane, as quadratic terms of the field's columns and rows.
///
/// A flat triangle on a bent sheet misses it by the sagitta of its chord. Linear interpolation misses a parabola by just that,
/// so the parabola is added to the thickness before the triangulation: one error bound then covers relief and bend.
/// Linear terms cannot matter, hence each tile measures from its own middle.
struct Curvature {
    /// mm per column², for each row.
    var perColumn: [Double]
    /// mm per row².
    var perRow: Double

    static let flat = Curvature(perColumn: [0], perRow: 0)

    /// The strongest sag along the columns among some rows.
    func perColumn(in rows: ClosedRange<Int>) -> Double {
        guard perColumn.count > 1 else { return perColumn[0] }
        var strongest = 0.0
        for row in rows where abs(perColumn[row]) > abs(strongest) { strongest = perColumn[row] }
        return strongest
    }
}
