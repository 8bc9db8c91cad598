public import ImpressionGeometry

extension Mesh: Sliceable {
    public var extent: (low: SIMD3<Double>, high: SIMD3<Double>)? {
        bounds.map { (SIMD3<Double>($0.min), SIMD3<Double>($0.max)) }
    }

    public func sections(at heights: [Double], options: SectionOptions, workers: Workers) -> [Region] {
        MeshSections(self, at: heights).sections(options, workers: workers).regions
    }
}
