import Glibc
import ImpressionGeometry

/// One line of input.
struct Job {
    private let members: [String: JSON]
    private let fill: FillRule
    private let a: Contours
    private let b: Contours

    init(_ members: [String: JSON]) {
        self.members = members
        fill = members["fill"]?.string.flatMap(FillRule.init) ?? .nonZero
        a = Self.contours(members["a"])
        b = Self.contours(members["b"])
    }

    private static func contours(_ value: JSON?) -> Contours {
        var contours = Contours()
        for ring in value?.rings ?? [] { contours.append(ring.lazy.map { LatticePoint($0.0, $0.1) }) }
        return contours
    }

    func answer() -> String {
        let name = members["op"]?.string ?? "union"
        if let operation = BooleanOperation(rawValue: name) {
            return timed { Region(operation, a, b, fill: fill).contours }
        }
        switch name {
        case "clip":
            let region = Region(a, fill: fill)
            let lines = Self.contours(members["lines"])
            return timed { region.clipping(lines) }
        case "offset":
            let region = Region(a, fill: fill)
            let delta = millimetres("delta", 0)
            return timed { region.offset(by: delta, join: join).contours }
        case "simplify":
            let region = Region(a, fill: fill)
            let tolerance = millimetres("tolerance", 5000)
            return timed { region.simplified(tolerance: tolerance).contours }
        case "triangulate":
            return triangulated(Region(a, fill: fill))
        case "medial":
            return medial(Region(a, fill: fill))
        default:
            return "{\(id),\"error\":\"unknown op\"}"
        }
    }

    /// A length given in lattice units.
    private func millimetres(_ key: String, _ standard: Double) -> Double { (members[key]?.number ?? standard) / LatticePoint.unitsPerMillimetre }

    private var join: Join {
        switch members["join"]?.string {
        case "mitre", "miter": .mitre(limit: members["limit"]?.number ?? 4)
        case "square": .square
        case "bevel": .bevel
        default: .round(tolerance: millimetres("tolerance", 5000))
        }
    }

    private var id: String {
        switch members["id"] {
        case .string(let text): "\"id\":\"\(text)\""
        case .number(let number): "\"id\":\(Int(number))"
        default: "\"id\":null"
        }
    }

    private func triangulated(_ region: Region) -> String {
        var mesh = Triangulation(points: [], indices: [])
        let seconds = leastTime { mesh = region.triangulated() }
        var text = ""
        if !isQuiet {
            let points = mesh.points.map { "[\($0.x),\($0.y)]" }.joined(separator: ",")
            let triangles = stride(from: 0, to: mesh.indices.count, by: 3).map { "[\(mesh.indices[$0]),\(mesh.indices[$0 + 1]),\(mesh.indices[$0 + 2])]" }
            text = ",\"points\":[\(points)],\"triangles\":[\(triangles.joined(separator: ","))]"
        }
        return "{\(id)\(text),\"area\":\(Self.half(mesh.doubledArea)),\"count\":\(mesh.count),\"seconds\":\(seconds)}"
    }

    /// The axis as segments from disk to disk, lattice units; branches of a smaller "angle" (degrees) or "spread" are left out.
    private func medial(_ region: Region) -> String {
        var axis = MedialAxis(region: region, vertices: [], edges: [])
        let seconds = leastTime { axis = region.medialAxis() }
        if let angle = members["angle"]?.number { axis = axis.pruned(angle: .degrees(angle)) }
        if members["spread"] != nil { axis = axis.pruned(spread: millimetres("spread", 0)) }
        let tolerance = millimetres("tolerance", 5000)
        let unit = LatticePoint.unitsPerMillimetre
        var text: [String] = []
        if !isQuiet {
            for edge in axis.edges {
                let disks = axis.disks(along: edge, tolerance: tolerance).map { "\($0.center.x * unit),\($0.center.y * unit),\($0.clearance * unit)" }
                for i in 1..<disks.count { text.append("[\(disks[i - 1]),\(disks[i])]") }
            }
        }
        let segments = isQuiet ? "" : ",\"segments\":[\(text.joined(separator: ","))]"
        return "{\(id)\(segments),\"vertices\":\(axis.vertices.count),\"count\":\(axis.edges.count),\"seconds\":\(seconds)}"
    }

    private var isQuiet: Bool { if case .bool(true) = members["quiet"] { true } else { false } }

    private static func half(_ doubled: Int128) -> String { "\(doubled / 2)" + (doubled % 2 == 0 ? "" : ".5") }

    /// CPU time of the fastest of as many runs as asked for.
    private func leastTime(_ work: () -> Void) -> Double {
        var least = Double.infinity
        for _ in 0..<max(1, Int(members["repeat"]?.number ?? 1)) {
            let start = Self.processorTime
            work()
            least = min(least, Self.processorTime - start)
        }
        return least
    }

    private func timed(_ work: () -> Contours) -> String {
        var result = Contours()
        let seconds = leastTime { result = work() }
        let rings = isQuiet ? "" : ",\"rings\":" + Self.text(result)
        return "{\(id)\(rings),\"area\":\(Self.half(result.doubledSignedArea)),\"points\":\(result.points.count),\"count\":\(result.count),\"seconds\":\(seconds)}"
    }

    static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    private static func text(_ contours: Contours) -> String {
        var text = "["
        for i in 0..<contours.count {
            text += i == 0 ? "[" : ",["
            for (k, p) in contours[i].enumerated() { text += (k == 0 ? "[" : ",[") + "\(p.x),\(p.y)]" }
            text += "]"
        }
        return text + "]"
    }
}
