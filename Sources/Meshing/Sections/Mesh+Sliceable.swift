public import ImpressionGeometry

extension Mesh: Sliceable {
    public var extent: (low: SIMD3<Double>, high: SIMD3<Double>)? {
        guard let first = vertices.first else { return nil }
        var low = first, high = first
        for v in vertices {
            low = pointwiseMin(low, v)
            high = pointwiseMax(high, v)
        }
        return (SIMD3<Double>(low), SIMD3<Double>(high))
    }

    public func sections(at heights: [Double], options: SectionOptions, workers: Workers) -> [Region] {
        MeshSections(self, at: heights).sections(options, workers: workers).regions
    }
}
