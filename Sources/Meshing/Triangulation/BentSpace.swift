#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Where the points of a sheet lie in space.
struct BentSpace {
    let bend: Bend
    let pose: Sheet.Pose
    /// Size of the field, mm.
    let width: Double
    let depth: Double

    /// Gap that an arc of a full turn or more keeps, mm: its ends must not touch.
    private static let gap = 0.1

    init(_ sheet: Sheet) {
        bend = sheet.bend
        pose = sheet.pose
        width = sheet.field.width
        depth = sheet.field.depth
    }

    /// To the back of the sheet, mm; nil when it is flat.
    var radius: Double? {
        switch bend {
        case .flat: nil
        case .arc(let radius, _): radius
        case .cylinder: width / (2 * .pi)
        case .sphere(let radius, _, _, _): radius
        }
    }

    /// Thickness that grows towards the axis turns the triangles around.
    var isInside: Bool {
        switch bend {
        case .flat: false
        case .arc(_, let facing), .cylinder(let facing), .sphere(_, _, _, let facing): facing == .inside
        }
    }

    var isClosed: Bool {
        switch bend {
        case .flat, .arc: false
        case .cylinder, .sphere: true
        }
    }

    /// Radians for the whole width.
    var turn: Double {
        switch bend {
        case .flat: 0
        case .arc(let radius, _): min(width / radius, 2 * .pi - Self.gap / radius)
        case .cylinder, .sphere: 2 * .pi
        }
    }

    /// Latitude at `y`, radians; 0 where the sheet is no globe.
    func latitude(_ y: Double) -> Double {
        guard case .sphere(_, let south, let north, _) = bend else { return 0 }
        return south + (north - south) * min(max(y / depth, 0), 1)
    }

    /// Whether the whole row at `y` is one point: a ring of less than 0.01 mm.
    func isPole(_ y: Double) -> Bool {
        guard case .sphere(let radius, _, _, _) = bend else { return false }
        return radius * cos(latitude(y)) <= 0.01
    }

    /// The place of a point of the field, mm.
    func place(_ x: Double, _ y: Double, _ thickness: Double) -> SIMD3<Double> {
        guard let radius else {
            return pose == .lying ? [x, y, thickness] : [x, -thickness, y]
        }
        let r = isInside ? radius - thickness : radius + thickness
        let angle = (x / width - 0.5) * turn
        guard case .sphere = bend else { return [r * sin(angle), -r * cos(angle), y] }
        if isPole(y) { return [0, 0, latitude(y) > 0 ? r : -r] }
        let latitude = latitude(y)
        return [r * cos(latitude) * sin(angle), -r * cos(latitude) * cos(angle), r * sin(latitude)]
    }

    /// The sag of a surface `thickness` above the back, for a field of these samples.
    func curvature(columns: Int, rows: Int, firstRow: Int, allRows: Int, thickness: Double) -> Curvature {
        guard let radius else { return .flat }
        let r = isInside ? radius : radius + thickness
        let step = turn / Double(columns - 1), sag = (isInside ? 0.5 : -0.5) * r
        guard case .sphere(_, let south, let north, _) = bend else { return Curvature(perColumn: [sag * step * step], perRow: 0) }
        let rise = (north - south) / Double(allRows - 1)
        let perColumn = (0..<rows).map { row -> Double in
            let ring = cos(latitude(depth * Double(firstRow + row) / Double(allRows - 1)))
            return sag * step * step * ring * ring
        }
        return Curvature(perColumn: perColumn, perRow: sag * rise * rise)
    }
}
