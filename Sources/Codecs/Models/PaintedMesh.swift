import ImpressionCanvas
internal import ImpressionGeometry
import ImpressionMeshing

/// What a part of a model is painted with: a colour, or what an extruder holds.
enum PartPaint: Hashable {
    case color(Color)
    /// From 1.
    case extruder(Int)
    /// In the file's own order.
    case material(Int)
}

/// A mesh whose triangles carry paints, to be taken apart where that leaves whole shells.
struct PaintedMesh {
    var mesh = Mesh()
    /// One for each triangle, index into `palette`; −1 is none. Empty where nothing is painted.
    var paints: [Int16] = []
    var palette: [PartPaint] = []

    /// Adds a triangle; paints begin with the first triangle that has one.
    mutating func add(_ t: SIMD3<UInt32>, _ paint: PartPaint?) {
        mesh.triangles.append(t)
        guard paint != nil || !paints.isEmpty else { return }
        if paints.isEmpty { paints = .init(repeating: -1, count: mesh.triangles.count - 1) }
        paints.append(paint.flatMap { index(of: $0) } ?? -1)
    }

    private mutating func index(of paint: PartPaint) -> Int16? {
        if let last = paints.last, last >= 0, palette[Int(last)] == paint { return last }
        if let at = palette.firstIndex(of: paint) { return Int16(at) }
        // More are noise, not materials.
        guard palette.count < 256 else { return nil }
        palette.append(paint)
        return Int16(palette.count - 1)
    }

    /// The shells of each paint together, in the order of their first triangles, and how many shells carry more than one: those take the one with
    /// the larger area, since what is painted on a surface encloses nothing.
    func parts() -> (parts: [(mesh: Mesh, paint: PartPaint?)], mixed: Int) {
        guard let first = paints.first else { return ([(mesh, nil)], 0) }
        if paints.allSatisfy({ $0 == first }) { return ([(mesh, first < 0 ? nil : palette[Int(first)])], 0) }
        let shells = Shells(mesh)
        var areas = [[Int16: Double]](repeating: [:], count: shells.count)
        for (i, t) in mesh.triangles.enumerated() { areas[shells.number[i]][paints[i], default: 0] += mesh.area(of: t) }
        var mixed = 0
        let chosen = areas.map { own -> Int16 in
            if own.count > 1 { mixed += 1 }
            return own.max { ($0.value, -Int($0.key)) < ($1.value, -Int($1.key)) }?.key ?? -1
        }
        var order: [Int16] = [], triangles: [Int16: [SIMD3<UInt32>]] = [:]
        for (i, t) in mesh.triangles.enumerated() {
            let paint = chosen[shells.number[i]]
            if triangles[paint] == nil { order.append(paint) }
            triangles[paint, default: []].append(t)
        }
        return (order.map { (Mesh(vertices: mesh.vertices, triangles: triangles[$0] ?? []).compacted, $0 < 0 ? nil : palette[Int($0)]) }, mixed)
    }
}

/// Which triangles hang together by their corners.
private struct Shells {
    /// By triangle, from 0 in the order of first triangles.
    private(set) var number: [Int] = []
    private(set) var count = 0

    init(_ mesh: Mesh) {
        var sets = DisjointSets(count: mesh.vertices.count)
        for t in mesh.triangles {
            for other in [t.y, t.z] { sets.join(Int(t.x), Int(other)) }
        }
        var names: [Int: Int] = [:]
        number = mesh.triangles.map { t in
            let own = sets.root(of: Int(t.x))
            if let known = names[own] { return known }
            names[own] = names.count
            return names.count - 1
        }
        count = names.count
    }
}

extension Mesh {
    fileprivate func area(of t: SIMD3<UInt32>) -> Double {
        let a = SIMD3<Double>(vertices[Int(t.x)]), u = SIMD3<Double>(vertices[Int(t.y)]) - a, v = SIMD3<Double>(vertices[Int(t.z)]) - a
        let n = SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
        return (n * n).sum().squareRoot() / 2
    }

    /// Without vertices that no triangle uses. Its cost follows the triangles alone, so that many small runs of a large mesh stay cheap.
    var compacted: Mesh {
        var place: [UInt32: UInt32] = [:], kept = Mesh()
        kept.triangles = triangles.map { t in
            var u = t
            for k in 0..<3 {
                if let known = place[t[k]] {
                    u[k] = known
                } else {
                    u[k] = UInt32(kept.vertices.count)
                    place[t[k]] = u[k]
                    kept.vertices.append(vertices[Int(t[k])])
                }
            }
            return u
        }
        return kept
    }
}

extension Color {
    /// `#RRGGBB` or `#RRGGBBAA`; nil for anything else.
    init?(hexadecimal text: String) {
        let digits = Array(text.utf8.dropFirst())
        guard text.utf8.first == UInt8(ascii: "#"), digits.count == 6 || digits.count == 8, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(text.dropFirst().prefix(6), radix: 16) else { return nil }
        self.init(Float(value >> 16 & 255) / 255, Float(value >> 8 & 255) / 255, Float(value & 255) / 255)
    }
}
