internal import ImpressionGeometry
internal import ImpressionRaster

/// What is drawn, in pixels: areas with their paint, and groups that need a layer. Nothing refers to a page any more.
enum RenderNode: Sendable {
    case fill(FillNode)
    case group(GroupNode)

    var bounds: PixelBox {
        switch self {
        case .fill(let fill): fill.bounds
        case .group(let group): group.bounds
        }
    }
}

/// An area and what covers it.
struct FillNode: Sendable {
    var contours: PixelContours
    var rule: FillRule
    var source: PaintSource
    var opacity: Float
    var isSmooth: Bool
    var bounds: PixelBox
}

struct GroupNode: Sendable {
    var nodes: [RenderNode]
    var opacity: Float = 1
    var blend = BlendMode.normal
    /// Whether the layer is added to what lies below: for layers whose edges fit into one another, as tiles do.
    var isSum = false
    var clips: [ClipNode] = []
    var masks: [MaskNode] = []
    var bounds: PixelBox
}

/// An area that shows: the union of its parts.
struct ClipNode: Sendable {
    var parts: [Part]
    var bounds: PixelBox

    struct Part: Sendable {
        var areas: [FillNode]
        var inner: [Part]
        var clips: [ClipNode]
    }
}

struct MaskNode: Sendable {
    var kind: Mask.Kind
    var nodes: [RenderNode]
    var area: FillNode
}
