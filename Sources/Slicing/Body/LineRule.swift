import ImpressionGeometry

/// Widths and distances of the lines of one layer, mm.
struct LineRule: Sendable {
    let height: Double
    let outerWidth: Double
    let innerWidth: Double
    let fillWidth: Double
    let sparseWidth: Double
    let topWidth: Double
    let leastWidth: Double
    let greatestWidth: Double
    /// Places narrower than this stay empty.
    let leastGap: Double

    init(_ settings: SliceSettings, layer: Int, height: Double) {
        let isFirst = layer == 0
        self.height = height
        func width(_ role: Role) -> Double { isFirst ? settings.firstLayerLineWidth : settings.lineWidth(of: role) }
        outerWidth = width(.externalWall)
        innerWidth = width(.wall)
        fillWidth = width(.solidInfill)
        sparseWidth = width(.sparseInfill)
        topWidth = width(.topSolidInfill)
        leastWidth = settings.leastLineWidth
        greatestWidth = settings.greatestLineWidth
        leastGap = settings.nozzleDiameter / 4
    }

    /// Distance between neighbouring lines of a width.
    func spacing(_ width: Double) -> Double { lineSpacing(width: width, height: height) }
    func width(ofFill role: Role) -> Double {
        switch role {
        case .sparseInfill: sparseWidth
        case .topSolidInfill: topWidth
        default: fillWidth
        }
    }
    func width(ofWall level: Int) -> Double { level == 0 ? outerWidth : innerWidth }
    /// Lines that lie closer than this share of their distance are one line's work.
    static let leastShare = 0.85
}
