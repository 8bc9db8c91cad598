// Reads geometry jobs as JSON lines and writes their results in the same order, for comparison with other libraries.
//
//     {"id", "op": "union|intersection|difference|xor|clip|…", "fill", "a": rings, "b": rings, "lines": lines, …}
//  →  {"id", "rings", "area", "seconds"}
//
// "op": "medial" answers {"segments": [[x0, y0, r0, x1, y1, r1], …]}, curves flattened to "tolerance".
//
// "quiet": true leaves the rings out, "repeat": n reports the least CPU time of n runs.
#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import ImpressionGeometry

while let line = readLine(strippingNewline: true) {
    if line.isEmpty { continue }
    var reader = JSONReader(Array(line.utf8))
    guard let job = try? reader.value().object else {
        print(#"{"error":"malformed"}"#)
        continue
    }
    print(Job(job).answer())
    fflush(nil)
}
