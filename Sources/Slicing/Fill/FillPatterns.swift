/// The catalogue: every pattern by name.
public enum FillPatterns {
    public static let all: [any FillPattern.Type] = [
        RectilinearFill.self,
        MonotonicFill.self,
        MonotonicLinesFill.self,
        AlignedRectilinearFill.self,
        ZigzagFill.self,
        LineFill.self,
        GridFill.self,
        TrianglesFill.self,
        StarsFill.self,
        CubicFill.self,
        AdaptiveCubicFill.self,
        SupportCubicFill.self,
        ConcentricFill.self,
        HoneycombFill.self,
        GyroidFill.self,
        ThreeDimensionalHoneycombFill.self,
        LightningFill.self,
        HilbertFill.self,
        ArchimedeanFill.self,
        OctagramFill.self,
    ]

    public static var names: [String] { all.map { $0.name } }

    public static func named(_ name: String) -> (any FillPattern.Type)? { all.first { $0.name == name } }
}
