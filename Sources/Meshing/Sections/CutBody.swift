public import ImpressionGeometry

/// A body with another taken away: wherever the two overlap there is nothing. The difference is made section by section, exactly.
public struct CutBody: Sliceable {
    public let body: Mesh
    public let cut: Mesh

    public init(_ body: Mesh, without cut: Mesh) { (self.body, self.cut) = (body, cut) }

    public var extent: (low: SIMD3<Double>, high: SIMD3<Double>)? { body.extent }

    public func sections(at heights: [Double], options: SectionOptions, workers: Workers) -> [Region] {
        let own = body.sections(at: heights, options: options, workers: workers)
        let taken = cut.sections(at: heights, options: options, workers: workers)
        return workers.map(own.count) { taken[$0].isEmpty ? own[$0] : own[$0].subtracting(taken[$0]) }
    }
}
