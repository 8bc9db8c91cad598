public import ImpressionGeometry

/// A body that is known by its cross-sections: nothing else is needed to print it.
public protocol Sliceable: Sendable {
    /// Corners of the box around the body, mm; nil where there is no body.
    var extent: (low: SIMD3<Double>, high: SIMD3<Double>)? { get }

    /// The sections at many heights, in their order. The same for any number of workers.
    ///
    /// - Parameter heights: mm, in ascending order. A height at the body's very top or bottom may have an empty section.
    func sections(at heights: [Double], options: SectionOptions, workers: Workers) -> [Region]
}

/// How sections are made where there is a choice.
public struct SectionOptions: Sendable, Equatable {
    public var mode = SlicingMode.regular
    /// Corners that lie within this of the sides that remain are left out, mm; 0 keeps all.
    public var tolerance = 0.0

    public init(mode: SlicingMode = .regular, tolerance: Double = 0) { (self.mode, self.tolerance) = (mode, tolerance) }
}
