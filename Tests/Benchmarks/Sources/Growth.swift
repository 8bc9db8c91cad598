#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import ImpressionGeometry

/// The union of one soup of triangles, alone in its process so that its memory can be told.
func timeGrowth(edges: Int) {
    let soup = triangleSoup(edges: edges, seed: 1)
    // The program's own pages are no cost of an edge.
    for _ in 0..<3 { _ = Region(triangleSoup(edges: 300, seed: 2)) }
    let before = peakBytes()
    let (seconds, union) = measured(runs: edges <= 100_000 ? 5 : 1) { Region(soup) }
    report("growth", seconds, ["edges": Double(soup.points.count), "result": Double(union.contours.points.count), "bytes": peakBytes() - before])
}

/// Most memory this process ever held.
func peakBytes() -> Double {
    var usage = rusage()
    #if canImport(Glibc)
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) * 1024
    #else
    getrusage(RUSAGE_SELF, &usage)
    return Double(usage.ru_maxrss)
    #endif
}
