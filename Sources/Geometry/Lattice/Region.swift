/// An area of the plane: polygons with holes on the lattice, in canonical form.
///
///     ┌─────────┐
///     │ ┌─────┐ │     outer rings run counter-clockwise, holes clockwise
///     │ │     │ │     no ring passes a vertex twice, none crosses another; rings may touch at vertices
///     │ └─────┘ │     a ring starts at its smallest vertex (x, then y); rings are ordered by first, then second vertex
///     ●─────────┘     no three successive vertices are in line
///
/// Two regions are equal when they hold the same points. Every operation is exact on the lattice but for one thing:
/// where edges cross off the lattice, the crossing moves to the nearest lattice point (by at most half a unit in x and y),
/// and edges that pass within half a unit of a vertex are drawn through it. Where no crossing is off the lattice nothing moves.
///
/// Source of the rounding: Hobby, "Practical segment intersection with finite precision output", Computational Geometry 13(4), 1999.
public struct Region: Sendable, Hashable {
    /// The canonical rings.
    public let contours: Contours

    /// The area that holds nothing.
    public static let empty = Region()

    public init() { contours = Contours() }

    /// The area inside of any contours, however they cross. O((n + k) log n) for n edges that cross k times in usual input.
    public init(_ contours: Contours, fill: FillRule = .nonZero) {
        self.init(canonical: Arrangement.rings(contours, rule: AreaRule(fillA: fill, fillB: fill)))
    }

    /// The area inside of closed lines in mm.
    public init(_ lines: some Sequence<Polyline>, fill: FillRule = .nonZero) {
        self.init(Contours(lines), fill: fill)
    }

    /// An axis-parallel rectangle between two corners; empty where they share a coordinate.
    public init(from a: LatticePoint, to b: LatticePoint) {
        let (a, b) = (a.clamped, b.clamped)
        let (x0, x1, y0, y1) = (min(a.x, b.x), max(a.x, b.x), min(a.y, b.y), max(a.y, b.y))
        if x0 == x1 || y0 == y1 {
            self.init()
        } else {
            self.init(canonical: Contours([[LatticePoint(x0, y0), LatticePoint(x1, y0), LatticePoint(x1, y1), LatticePoint(x0, y1)]]))
        }
    }

    public init(_ box: Box) {
        if box.isEmpty { self.init() } else { self.init(from: LatticePoint(box.min), to: LatticePoint(box.max)) }
    }

    /// The caller knows that the rings are canonical. Every result is made here; debug builds look whether it is valid.
    init(canonical contours: Contours) {
        self.contours = contours
        #if CHECKED
        assertValid()
        #endif
    }

    public var isEmpty: Bool { contours.isEmpty }
    /// Outer rings and holes.
    public var ringCount: Int { contours.count }

    /// The rings as closed lines in mm.
    public var polylines: [Polyline] {
        (0..<contours.count).map { Polyline(contours[$0].map(\.point), isClosed: true) }
    }
}
