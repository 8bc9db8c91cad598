internal import ImpressionCanvas
internal import ImpressionGeometry

/// A layer for one colour.
struct DXFLayer {
    var color: String
    /// AutoCAD's number of the nearest colour.
    var index: Int

    var name: String { "COLOR_" + color.dropFirst().uppercased() }

    init(_ color: Color) {
        self.color = color.hexadecimal
        index = Self.nearest(SIMD3(color.red, color.green, color.blue))
    }

    private static func nearest(_ color: SIMD3<Float>) -> Int {
        var (best, least) = (7, Float.infinity)
        for index in Array(1...9) + Array(stride(from: 10, through: 240, by: 10)) {
            for shade in index < 10 ? [0] : [0, 2, 4, 6, 8] {
                let d = color - light(index, shade)
                let distance = (d * d).sum()
                if distance < least { (best, least) = (index + shade, distance) }
            }
        }
        return best
    }

    /// Colours 1 to 9 by name, then 24 hues of full colour in five shades.
    private static func light(_ index: Int, _ shade: Int) -> SIMD3<Float> {
        switch index {
        case 1: return SIMD3(1, 0, 0)
        case 2: return SIMD3(1, 1, 0)
        case 3: return SIMD3(0, 1, 0)
        case 4: return SIMD3(0, 1, 1)
        case 5: return SIMD3(0, 0, 1)
        case 6: return SIMD3(1, 0, 1)
        // Black on white paper.
        case 7: return .zero
        case 8: return SIMD3(repeating: 0.5)
        case 9: return SIMD3(repeating: 0.75)
        default:
            let hue = Float(index - 10) / 40
            func part(_ shift: Float) -> Float {
                let k = (hue + shift).truncatingRemainder(dividingBy: 6)
                return max(0, min(1, abs(k - 3) - 1))
            }
            return SIMD3(part(0), part(4), part(2)) * ([1, 0.65, 0.5, 0.3, 0.15] as [Float])[shade / 2]
        }
    }
}

/// An artwork's outlines as lines and arcs, in its order.
struct DXFOutlines {
    let tolerance: Double
    private(set) var layers: [DXFLayer] = []
    private(set) var outlines: [(path: ArcPath, isClosed: Bool, layer: Int)] = []
    private(set) var pictures = 0
    private(set) var clips = 0

    init(tolerance: Double) { self.tolerance = max(1e-6, tolerance) }

    mutating func add(_ elements: [Artwork.Element]) {
        for element in elements {
            switch element {
            case .picture: pictures += 1
            case .group(let group):
                if group.isUnderlay { continue }
                if !group.clips.isEmpty || !group.masks.isEmpty { clips += 1 }
                add(group.elements)
            case .path(let path):
                guard let paint = path.fill?.paint ?? path.stroke?.paint else { continue }
                add(path, layer(paint.typical))
            }
        }
    }

    private mutating func add(_ path: PaintedPath, _ layer: Int) {
        let onPage = path.path.transformed(by: path.transform)
        guard onPage.isFinite else { return }
        for var line in onPage.flattened(tolerance: tolerance / 2) where line.points.count > 1 {
            if path.fill != nil { line.isClosed = true }
            let arcs = line.fittedArcs(tolerance: tolerance / 2)
            if !arcs.pieces.isEmpty { outlines.append((arcs, line.isClosed, layer)) }
        }
    }

    private mutating func layer(_ color: Color) -> Int {
        if let found = layers.firstIndex(where: { $0.color == color.hexadecimal }) { return found }
        layers.append(DXFLayer(color))
        return layers.count - 1
    }
}

extension Paint {
    /// One colour for all of it.
    fileprivate var typical: Color {
        switch self {
        case .color(let color): color
        case .linear(let gradient): gradient.ramp.stops.first?.color ?? .black
        case .radial(let gradient): gradient.ramp.stops.first?.color ?? .black
        case .pattern: .black
        }
    }
}
