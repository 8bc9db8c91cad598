public import ImpressionGeometry
internal import ImpressionRaster

/// How closely a mesh follows a height field.
public enum Tessellation: Sendable, Hashable, Codable {
    /// As few triangles as keep every sample within this distance along the thickness, mm. The bend's chords and the outline's simplification stay
    /// within it too. Values below 1 nm count as 1 nm; on a bent sheet more than a fiftieth of the radius counts as that.
    case tolerance(Double)
    /// Every sample is a vertex.
    case grid
}

extension Sheet {
    /// The sheet as a closed body: front, back, and walls along its edge.
    ///
    /// The result is watertight, manifold at edges and at vertices, and consistently oriented. At every sample inside the outline the front is
    /// within the tolerance of the thickness (and four units in the last place of the thickest, about 1 nm). The same sheet gives the same mesh for any number of workers.
    ///
    /// Thickness below 0.01 mm, or not finite, counts as 0.01 mm, so that front and back stay apart; on a sheet that faces inwards more than nine tenths of the radius
    /// counts as that. A field of fewer than 2 × 2 samples, without material, or of impossible size (pitch or radius not positive) gives the empty mesh.
    /// A sheet that bends is upright. A globe stands on the plate with its lowest point.
    ///
    /// O(n log n) for n samples; 64 kB to 4 MB of scratch a worker.
    ///
    /// Source: Garland and Heckbert, "Fast polygonal approximation of terrains and height fields", CMU-CS-95-181, 1995. See Docs/design/triangulation.md.
    public func mesh(_ tessellation: Tessellation, workers: Workers = .one) -> Mesh {
        guard let parts = SheetParts(self, tessellation) else { return Mesh() }
        return parts.mesh(workers)
    }
}

/// A sheet made ready: clean values, fine enough for its bend, poles taken off.
struct SheetParts {
    private let space: BentSpace
    private var field: HeightField
    private let tolerance: Double
    private let isGrid: Bool
    /// Row of the globe that `field` begins with, and rows of the whole globe.
    private var firstRow = 0
    private var allRows: Int
    /// Thickness of the globe's ends where they are points.
    private var southPole: Float?
    private var northPole: Float?

    static let leastThickness: Float = 0.01
    /// More samples than this are not made to follow a bend.
    private static let mostSamples = 1 << 27

    init?(_ sheet: Sheet, _ tessellation: Tessellation) {
        space = BentSpace(sheet)
        guard sheet.field.columns > 1, sheet.field.rows > 1, sheet.field.pitch > 0, sheet.field.pitch.isFinite, Self.isPossible(space) else { return nil }
        field = sheet.field.cleaned(isClosed: space.isClosed, thickest: space.isInside ? (space.radius ?? .infinity) * 0.9 : .infinity)
        if let outline = field.outline, !outline.pixels.contains(where: { $0 > 0 }) { return nil }
        var tolerance = 0.01
        if case .tolerance(let wanted) = tessellation { tolerance = wanted >= 1e-6 ? wanted : 1e-6 }
        self.tolerance = min(tolerance, (space.radius ?? .infinity) / 50)
        if case .grid = tessellation { isGrid = true } else { isGrid = false }
        allRows = field.rows
        field = field.refined(finer())
        allRows = field.rows
        trimPoles()
    }

    private static func isPossible(_ space: BentSpace) -> Bool {
        guard let radius = space.radius else { return true }
        guard radius > 0, radius.isFinite else { return false }
        guard case .sphere(_, let south, let north, _) = space.bend else { return true }
        return south >= -.pi / 2 - 1e-9 && north <= .pi / 2 + 1e-9 && south < north
    }

    private var thickest: Double { Double(field.heights.pixels.max() ?? 0) }

    /// How many times finer the samples must be so that the chord from one to the next stays within a quarter of the tolerance.
    private func finer() -> Int {
        guard space.radius != nil else { return 1 }
        let curvature = space.curvature(columns: field.columns, rows: field.rows, firstRow: 0, allRows: allRows, thickness: thickest)
        let strongest = max(abs(curvature.perColumn(in: 0...field.rows - 1)), abs(curvature.perRow))
        var factor = isGrid ? 1 : min(64, Int((strongest / tolerance).squareRoot().rounded(.up)))
        while factor > 1, factor * factor * field.heights.pixels.count > Self.mostSamples { factor -= 1 }
        while (field.columns - 1) * factor < 3 || (field.rows - 1) * factor < 3 { factor += 1 }
        return factor
    }

    /// Takes the rows off that are one point in space. They come back as the tip of a fan where they and their neighbours are whole.
    private mutating func trimPoles() {
        let depth = field.depth, last = field.rows - 1
        let isSouth = space.isPole(0), isNorth = space.isPole(depth)
        if isSouth { southPole = pole(0, 1) }
        if isNorth { northPole = pole(last, last - 1) }
        if isSouth || isNorth {
            firstRow = isSouth ? 1 : 0
            field = field.rows(firstRow...(isNorth ? last - 1 : last))
        }
    }

    private func pole(_ row: Int, _ neighbour: Int) -> Float? {
        if let outline = field.outline {
            for y in [row, neighbour] where !(0..<field.columns).allSatisfy({ outline[$0, y] > 0 }) { return nil }
        }
        let heights = (0..<field.columns - 1).map { Double(field.heights[$0, row]) }
        return Float(heights.reduce(0, +) / Double(heights.count))
    }
}

extension SheetParts {
    func mesh(_ workers: Workers) -> Mesh {
        var flat = field
        flat.heights = Raster(width: field.columns, height: field.rows, filledWith: 0)
        let backCurvature = curvature(0), isFlat = space.radius == nil
        let backSurface = Surface(field: flat, curvature: backCurvature, isClosed: space.isClosed, limit: isFlat ? .infinity : Float(tolerance),
                                  tolerance: isGrid ? 0 : tolerance)
        let backBorders = backSurface.borders(workers: workers)
        var frontSurface = backSurface
        frontSurface.field = field
        frontSurface.curvature = curvature(thickest)
        frontSurface.limit = limit
        var front: SurfaceMesh, back: SurfaceMesh
        if isGrid {
            front = frontSurface.everySample()
            back = backSurface.triangulated(backBorders, workers: workers).mesh
        } else {
            let borders = frontSurface.borders(containing: backBorders, workers: workers)
            let result = frontSurface.triangulated(borders, workers: workers)
            front = result.mesh
            back = backSurface.triangulated(backBorders, chains: result.chains, workers: workers).mesh
        }
        back.thickness = [Float](repeating: 0, count: back.places.count)
        capPoles(&front, &back)
        return placed(Closing(front: front, back: back))
    }

    private func curvature(_ thickness: Double) -> Curvature {
        space.curvature(columns: field.columns, rows: field.rows, firstRow: firstRow, allRows: allRows, thickness: thickness)
    }

    /// The tolerance, and what rounding to `Float` may add: samples that miss by just the tolerance are common, as pictures have 256 levels.
    private var limit: Float { Float(tolerance) + 4 * Float(thickest).ulp }

    private func capPoles(_ front: inout SurfaceMesh, _ back: inout SurfaceMesh) {
        for (thickness, row, pole) in [(southPole, 0, -1), (northPole, field.rows - 1, field.rows)] {
            guard let thickness else { continue }
            front.cap(Int32(row) * 64, pole: Int32(pole) * 64, thickness)
            back.cap(Int32(row) * 64, pole: Int32(pole) * 64, 0)
        }
    }

    private func placed(_ body: Closing) -> Mesh {
        var places: [SIMD3<Double>] = []
        places.reserveCapacity(body.front.places.count + body.back.places.count)
        let scale = field.pitch / 64
        for surface in [body.front, body.back] {
            for (p, thickness) in zip(surface.places, surface.thickness) {
                places.append(space.place(Double(p.x) * scale, (Double(p.y) + Double(firstRow) * 64) * scale, Double(thickness)))
            }
        }
        var lowest = 0.0
        if case .sphere = space.bend { lowest = places.reduce(.infinity) { min($0, $1.z) } }
        let vertices = places.map { SIMD3<Float>(Float($0.x), Float($0.y), Float($0.z - lowest)) }
        var triangles = body.triangles()
        if space.isInside { triangles = triangles.map { [$0.x, $0.z, $0.y] } }
        return Mesh(vertices: vertices, triangles: triangles)
    }
}

extension SurfaceMesh {
    /// Closes the ring of border edges along a row with a fan.
    fileprivate mutating func cap(_ row: Int32, pole: Int32, _ height: Float) {
        let tip = add(0, pole, height)
        let ring = boundary.filter { places[Int($0.x)].y == row && places[Int($0.y)].y == row }
        boundary.removeAll { places[Int($0.x)].y == row && places[Int($0.y)].y == row }
        for e in ring { triangles.append([e.y, e.x, tip]) }
    }
}
