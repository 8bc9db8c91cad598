#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import ImpressionGeometry
import ImpressionMeshing

/// All sections of one bumpy ring of many triangles, alone in its process so that its memory can be told.
func timeSectionGrowth(triangles: Int) {
    let mesh = bumpyRing(triangles: triangles)
    let heights = (0..<250).map { 0.1 + 0.2 * Double($0) }
    let before = peakBytes()
    let (seconds, corners) = measured(runs: triangles <= 1_000_000 ? 3 : 1) {
        let sections = MeshSections(mesh, at: heights)
        var findings = SectionFindings()
        return (0..<sections.count).reduce(0) { $0 + sections.contours($1, findings: &findings).points.count }
    }
    report("sectiongrowth", seconds, ["triangles": Double(mesh.triangles.count), "corners": Double(corners), "bytes": peakBytes() - before])
}

/// A ring that lies in 50 mm of height, its surface in waves.
private func bumpyRing(triangles: Int) -> Mesh {
    let n = max(8, Int((Double(triangles) / 2).squareRoot())), m = max(8, triangles / 2 / n)
    var mesh = Mesh()
    mesh.vertices.reserveCapacity(n * m)
    mesh.triangles.reserveCapacity(2 * n * m)
    for i in 0..<n {
        let a = 2 * Double.pi * Double(i) / Double(n)
        for j in 0..<m {
            let b = 2 * Double.pi * Double(j) / Double(m), r = 20 + 4 * sin(7 * a) * sin(5 * b), out = 60 + r * cos(b)
            mesh.vertices.append(SIMD3(Float(out * cos(a)), Float(out * sin(a)), Float(25 + r * sin(b))))
        }
    }
    for i in 0..<n {
        for j in 0..<m {
            let (k, l) = ((i + 1) % n, (j + 1) % m)
            mesh.triangles.append(SIMD3(UInt32(i * m + j), UInt32(k * m + j), UInt32(k * m + l)))
            mesh.triangles.append(SIMD3(UInt32(i * m + j), UInt32(k * m + l), UInt32(i * m + l)))
        }
    }
    return mesh
}
