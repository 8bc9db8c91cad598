public import ImpressionGeometry

/// What was wrong with a mesh, and what slicing made of it.
public struct SectionFindings: Sendable, Equatable {
    /// Edges with one triangle; with more than two; with two that run along them the same way.
    public var openEdges = 0
    public var crowdedEdges = 0
    public var flippedEdges = 0
    /// Contours that ended at a hole and were closed by a straight line, in all sections together.
    public var closedGaps = 0
    /// Contours that could not be closed and were left out.
    public var lostContours = 0

    public var isSound: Bool { self == SectionFindings() }

    public init(openEdges: Int = 0, crowdedEdges: Int = 0, flippedEdges: Int = 0) {
        (self.openEdges, self.crowdedEdges, self.flippedEdges) = (openEdges, crowdedEdges, flippedEdges)
    }
}

/// How the contours of a section become an area.
public enum SlicingMode: String, Sendable, Codable, CaseIterable {
    /// Inside is where contours wind around at all: overlapping shells are one body.
    case regular
    /// Inside is where an odd number of shells is entered.
    case evenOdd = "even_odd"
    /// Every contour is an outline, none a hole.
    case closeHoles = "close_holes"
}

/// Cuts a mesh at many heights.
///
/// Triangles are counted and filed under the planes that they cross; in each plane, contours are walked from triangle to triangle across shared edges.
/// A vertex upon a plane counts as above it, so no case is degenerate: every triangle in a plane gives one segment, every crossed edge one point.
/// Holes of the mesh leave open contours; ends that lie near one another are joined.
/// Time O(n + k log n + m) for n triangles, k planes and m segments; memory 4 bytes a segment beside the mesh.
///
/// Source: Minetto, Volpato, Stolfi, Gregori, da Silva, "An optimal algorithm for 3D triangle mesh slicing", Computer-Aided Design 92, 2017.
public struct MeshSections: Sendable {
    private let mesh: Mesh
    private let heights: [Double]
    private let topology: MeshTopology
    /// Triangles of plane i: `items[starts[i] ..< starts[i + 1]]`, ascending.
    private var starts: [Int]
    private var items: [Int32]

    /// - Parameter heights: mm, ascending.
    public init(_ mesh: Mesh, at heights: [Double]) {
        self.mesh = mesh
        self.heights = heights
        topology = MeshTopology(mesh)
        starts = [Int](repeating: 0, count: heights.count + 1)
        items = []
        file()
    }

    public var count: Int { heights.count }

    /// Faults of the mesh; those of contours come with each section.
    public var findings: SectionFindings {
        SectionFindings(openEdges: topology.openEdges, crowdedEdges: topology.crowdedEdges, flippedEdges: topology.flippedEdges)
    }

    /// The contours of one section as they come: closed, but they may cross or touch.
    ///
    /// - Parameter tolerance: Corners that lie within this of the sides that remain are left out, mm.
    public func contours(_ index: Int, tolerance: Double = 0, findings: inout SectionFindings) -> Contours {
        guard items.count > starts[index] else { return Contours() }
        var walk = SectionWalk(mesh: mesh, across: topology.across, triangles: items[starts[index]..<starts[index + 1]], height: heights[index], tolerance: tolerance)
        walk.run()
        findings.closedGaps += walk.closedGaps
        findings.lostContours += walk.lostContours
        return walk.contours
    }

    /// One section as an area.
    public func section(_ index: Int, _ options: SectionOptions = .init(), findings: inout SectionFindings) -> Region {
        let contours = contours(index, tolerance: options.tolerance, findings: &findings)
        switch options.mode {
        case .regular: return Region(contours, fill: .nonZero)
        case .evenOdd: return Region(contours, fill: .evenOdd)
        case .closeHoles:
            var outlines = Contours()
            for i in 0..<contours.count {
                let ring = contours[i]
                if contours.doubledSignedArea(of: contours.range(i)) < 0 { outlines.append(ring.reversed()) } else { outlines.append(ring) }
            }
            return Region(outlines, fill: .nonZero)
        }
    }

    /// All sections, in order.
    public func sections(_ options: SectionOptions = .init(), workers: Workers = .one) -> (regions: [Region], findings: SectionFindings) {
        let parts = workers.map(count) { i in
            var findings = SectionFindings()
            let region = section(i, options, findings: &findings)
            return (region, findings)
        }
        var all = findings
        for (_, part) in parts {
            all.closedGaps += part.closedGaps
            all.lostContours += part.lostContours
        }
        return (parts.map(\.0), all)
    }

    // MARK: - Filing

    private mutating func file() {
        guard !heights.isEmpty else { return }
        let locator = HeightLocator(heights)
        var counts = [Int](repeating: 0, count: heights.count + 1)
        for t in mesh.triangles {
            let range = planes(t, locator)
            guard range.lowerBound < range.upperBound else { continue }
            counts[range.lowerBound] += 1
            counts[range.upperBound] -= 1
        }
        var open = 0
        for i in heights.indices {
            open += counts[i]
            starts[i + 1] = starts[i] + open
        }
        items = [Int32](unsafeUninitializedCapacity: starts[heights.count]) { buffer, initialized in
            var next = starts
            for (i, t) in mesh.triangles.enumerated() {
                for plane in planes(t, locator) {
                    buffer[next[plane]] = Int32(truncatingIfNeeded: i)
                    next[plane] += 1
                }
            }
            initialized = starts[heights.count]
        }
    }

    /// Planes above the lowest corner and not above the highest.
    private func planes(_ t: SIMD3<UInt32>, _ locator: HeightLocator) -> Range<Int> {
        let a = mesh.vertices[Int(t.x)].z, b = mesh.vertices[Int(t.y)].z, c = mesh.vertices[Int(t.z)].z
        let low = locator.firstPlane(above: Double(min(a, b, c))), high = locator.firstPlane(above: Double(max(a, b, c)))
        return low..<max(low, high)
    }
}

/// Finds planes by height: a guess from their mean distance, then a few steps; never worse than halving.
struct HeightLocator {
    private let heights: [Double]
    private let scale: Double

    init(_ heights: [Double]) {
        self.heights = heights
        let span = (heights.last ?? 0) - (heights.first ?? 0)
        scale = span > 0 ? Double(heights.count - 1) / span : 0
    }

    /// Index of the first plane strictly above `z`.
    func firstPlane(above z: Double) -> Int {
        guard let first = heights.first, let last = heights.last else { return 0 }
        if z < first { return 0 }
        if z >= last { return heights.count }
        var i = min(heights.count - 1, Int((z - first) * scale))
        for _ in 0..<4 {
            if heights[i] > z {
                if i == 0 || heights[i - 1] <= z { return i }
                i -= 1
            } else {
                i += 1
            }
        }
        return heights.partitioningIndex { $0 > z }
    }
}
