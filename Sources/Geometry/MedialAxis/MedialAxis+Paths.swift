extension MedialAxis {
    /// The axis as lines from one tip or fork to the next, flattened as ``disks(along:tolerance:)`` does. Cycles without a fork start and end at one vertex.
    ///
    /// Every edge is on one line. O(n).
    ///
    /// - Parameter tolerance: mm.
    public func paths(tolerance: Double) -> [[Disk]] {
        let incident = incidence
        var isTaken = [Bool](repeating: false, count: edges.count)
        func path(from start: Int, along first: Int) -> [Disk] {
            var (vertex, next) = (start, Optional(first))
            var line = [vertices[start]]
            while let i = next {
                isTaken[i] = true
                let disks = disks(along: edges[i], tolerance: tolerance)
                line += edges[i].start == vertex ? disks.dropFirst() : disks.reversed().dropFirst()
                vertex = edges[i].start == vertex ? edges[i].end : edges[i].start
                next = incident[vertex].count == 2 ? incident[vertex].first { !isTaken[$0] } : nil
            }
            return line
        }
        var lines: [[Disk]] = []
        for v in vertices.indices where incident[v].count != 2 {
            for i in incident[v] where !isTaken[i] { lines.append(path(from: v, along: i)) }
        }
        for i in edges.indices where !isTaken[i] { lines.append(path(from: edges[i].start, along: i)) }
        return lines
    }
}
