import ImpressionGeometry

/// Parallels of the boundary, from the outside in.
public struct ConcentricFill: FillPattern {
    public static let name = "concentric"
    public static let summary = "Loops that follow the outline"
    public init() {}

    public func lines(in area: FillArea) -> [FillLine] {
        guard area.isFillable else { return [] }
        // Solid loops begin on the boundary, where the middle of a line may run; sparse ones leave half of what is free on either side.
        var lines: [FillLine] = [], rest = area.region.offset(by: (area.spacing - area.pitch) / 2, join: .mitre(limit: 3))
        while !rest.isEmpty {
            for i in 0..<rest.ringCount { lines.append(FillLine(points: rest.contours[i].map(\.point), isClosed: true, width: area.lineWidth)) }
            rest = rest.offset(by: -area.pitch, join: .mitre(limit: 3))
        }
        return lines
    }
}
