import ImpressionGeometry

/// Where a height field's inside must be solid, told from heights alone: no neighbouring layer is ever looked at.
///
/// A node of a layer belongs to the top skin of n layers if the surface does not reach the middle of the layer n above.
/// Heights are first lowered to the least within the walls' width, so that skins run on under the walls of the layers above and shells do not leak.
struct Skins: Sendable {
    /// Where this falls below the next layer's middle, the surface ends in this layer and is wide enough to be seen as a top.
    let top: StripField
    /// Where this falls below the middle of the layer `topSolidLayers` above, the layer is solid. Narrow sparse places are closed.
    let solid: StripField?

    /// nil without top layers.
    init?(_ heights: StripField, settings: SliceSettings, spacing: Double, workers: Workers) {
        guard settings.topSolidLayers > 0 else { return nil }
        let walls = Double(max(0, settings.wallCount)) * spacing, narrow = 2 * spacing
        top = heights.extreme(.greatest, radius: narrow, workers: workers).extreme(.least, radius: narrow + walls, workers: workers)
        solid = settings.fillDensity >= 1 ? nil
            : heights.extreme(.least, radius: walls + narrow, workers: workers).extreme(.greatest, radius: narrow, workers: workers)
    }
}

/// A part of a layer's inside that one kind of fill takes: where all conditions hold.
struct FillRegion {
    enum Condition {
        /// The field is at least, or below, a height.
        case atLeast(StripField, Double)
        case below(StripField, Double)
    }

    var role: Role
    var conditions: [Condition]
}

extension FillRegion.Condition {
    /// 0 where it holds nowhere in a strip, 1 everywhere, 2 else.
    func kind(_ strip: Int) -> UInt8 {
        switch self {
        case .atLeast(let field, let z): field.ranges[strip].y < Float(z) ? 0 : field.ranges[strip].x >= Float(z) ? 1 : 2
        case .below(let field, let z): field.ranges[strip].x > Float(z) ? 0 : field.ranges[strip].y <= Float(z) ? 1 : 2
        }
    }

    /// At least 0 where the condition holds.
    func margin(_ node: Int) -> Float {
        switch self {
        case .atLeast(let field, let z): field.values[node] - Float(z)
        case .below(let field, let z): Float(z) - field.values[node]
        }
    }
}

extension StripField {
    /// Weight of a condition's margin against distances: so small that a region's border lies where its condition turns,
    /// the same from either side, and never where lines happen to cover little.
    private static let marginWeight: Float = 1e-4

    /// This field where all conditions hold, negative where one does not; set where `depths` reaches `floor`.
    func masked(by conditions: [FillRegion.Condition], where depths: StripField, reach floor: Double, into result: inout StripField) {
        let floor = Float(floor)
        for strip in ranges.indices {
            var kind: UInt8 = depths.ranges[strip].y < floor ? 0 : 1
            if kind == 1 {
                for condition in conditions {
                    let own = condition.kind(strip)
                    kind = own == 0 ? 0 : kind == 0 ? 0 : max(kind, own)
                }
            }
            let isSet = ranges[strip].x != ranges[strip].y
            if kind == 0 {
                result.ranges[strip] = SIMD2(-1, -1)
            } else if kind == 1 && !isSet {
                result.ranges[strip] = ranges[strip]
            } else {
                result.ranges[strip] = SIMD2(-.infinity, .infinity)
                mask(strip, conditions, isSet, &result.values)
            }
        }
    }

    private func mask(_ strip: Int, _ conditions: [FillRegion.Condition], _ isSet: Bool, _ result: inout [Float]) {
        let nodes = strip * GridFrame.strip..<(strip + 1) * GridFrame.strip
        for node in nodes { result[node] = isSet ? values[node] : ranges[strip].x }
        for condition in conditions where condition.kind(strip) == 2 {
            for node in nodes { result[node] = Swift.min(result[node], condition.margin(node) * Self.marginWeight) }
        }
    }
}
