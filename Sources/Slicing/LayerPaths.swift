public import ImpressionGeometry

/// What a line of plastic is for. Raw values index tables; the order is that of `allCases`.
public enum Role: UInt8, Sendable, CaseIterable {
    case externalWall, wall, sparseInfill, solidInfill, topSolidInfill, bridge, gapFill, skirt, brim, overhangWall, purgeTower, ironing, support, supportInterface

    /// Whether it belongs to the plate rather than to a body.
    public var isPlate: Bool { self == .skirt || self == .brim || self == .purgeTower }
}

/// One layer's lines in printing order, as flat arrays: nothing here knows a printer or a text format.
///
/// The nozzle draws path after path. A path is a run of vertices; a closed one returns to its first vertex.
/// The line between two vertices has the mean of their widths.
public struct LayerPaths: Sendable, Equatable {
    /// 0 is the first layer.
    public var index: Int
    /// Height of the layer's top above the plate: the nozzle's z, mm.
    public var z: Double
    /// Thickness of the layer, mm.
    public var height: Double
    /// Vertices, mm on the plate.
    public var x: [Double] = []
    public var y: [Double] = []
    /// Width of the deposited line at each vertex, mm.
    public var width: [Float] = []
    /// How far each vertex lies above `z` (below, where negative), mm; those beyond the last are not raised.
    public var rise: [Float] = []
    public var paths: [Path] = []
    /// Places that the nozzle passes on its way to paths.
    public var detours: [[Point]] = []
    /// Height at which the nozzle comes to the first path, over what stands beside it, mm; 0 comes at the layer's own.
    public var approach = 0.0

    public struct Path: Sendable, Equatable {
        public var role: Role
        public var isClosed: Bool
        /// First vertex and how many, into `x`, `y`, `width`.
        public var start: Int
        public var count: Int
        /// Which extruder draws it; 0 is the first.
        public var tool: UInt8
        /// Which of the source's objects it belongs to; −1 for what belongs to the plate.
        public var object: Int32
        /// Which of `detours` leads here; −1 goes straight.
        public var detour: Int32 = -1
        /// Whether the way here stays inside the body: nothing that oozes on it is seen.
        public var isReachedInside = false
        /// Thickness of the line, mm; 0 takes the layer's.
        public var height: Float = 0
        /// How much of the line's width hangs over nothing, in quarters: 4 is `overhangWall`.
        public var hangs: UInt8 = 0
        public init(role: Role, isClosed: Bool, start: Int, count: Int, tool: UInt8 = 0, object: Int32 = 0) {
            self.role = role
            self.isClosed = isClosed
            self.start = start
            self.count = count
            self.tool = tool
            self.object = object
        }
    }

    public init(index: Int, z: Double, height: Double) {
        self.index = index
        self.z = z
        self.height = height
    }

    /// Adds a path of one width. Fewer than two points add nothing.
    public mutating func append(_ points: [Point], width lineWidth: Float, role: Role, isClosed: Bool, tool: UInt8 = 0) {
        guard points.count > 1 else { return }
        paths.append(Path(role: role, isClosed: isClosed, start: x.count, count: points.count, tool: tool, object: role.isPlate ? -1 : 0))
        for point in points {
            x.append(point.x)
            y.append(point.y)
            width.append(lineWidth)
        }
    }

    /// Adds a path whose width changes, one width for each point. Fewer than two points add nothing.
    public mutating func append(_ points: [Point], widths: [Float], role: Role, isClosed: Bool) {
        guard points.count > 1, widths.count == points.count else { return }
        paths.append(Path(role: role, isClosed: isClosed, start: x.count, count: points.count))
        for point in points {
            x.append(point.x)
            y.append(point.y)
        }
        width.append(contentsOf: widths)
    }
}

/// Cross-section of a deposited line, mm²: a rectangle with half-round ends.
///
/// Source: the flow model that slicers share: area = h · (w − h · (1 − π/4)).
@inlinable
public func beadArea(width: Double, height: Double) -> Double {
    height * (width - height * (1 - .pi / 4))
}

/// Distance between neighbouring lines of one width so that they fill without gap or excess, mm.
@inlinable
public func beadSpacing(width: Double, height: Double) -> Double {
    width - height * (1 - .pi / 4)
}

/// Width of a line of a cross-section, mm: what ``beadArea(width:height:)`` takes back.
@inlinable
public func beadWidth(area: Double, height: Double) -> Double {
    area / height + height * (1 - .pi / 4)
}

/// Distance between neighbouring lines however flat they are, mm: ``beadSpacing(width:height:)``, but a quarter of the width at least.
func lineSpacing(width: Double, height: Double) -> Double { max(beadSpacing(width: width, height: height), width / 4) }

/// A body cut into layers of lines, one layer at a time and in any order, so that memory follows one layer, not the stack.
public protocol LayerSource: Sendable {
    var layerCount: Int { get }
    /// The lines of one layer. The same for the same index, on any thread.
    func layer(_ index: Int) -> LayerPaths
    /// The extent of everything that will be drawn, mm on the plate.
    var bounds: Box { get }
    /// Volume of the body that the layers stand for, mm³.
    var solidVolume: Double { get }
    /// The pieces that can be told apart; empty where there is only one.
    var objects: [PlateObject] { get }
}

extension LayerSource {
    public var objects: [PlateObject] { [] }
}

/// A piece on the plate.
public struct PlateObject: Sendable, Equatable {
    public var name: String
    /// Centre lines of what it covers, mm.
    public var extent: Box

    public init(name: String, extent: Box) { (self.name, self.extent) = (name, extent) }
}
