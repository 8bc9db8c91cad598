/// What carries overhangs and is taken away afterwards.
///
/// Supports use the layers of what they carry, so a gap is the least whole number of layers that is not less than asked for.
public struct SupportSettings: Sendable, Equatable, Codable {
    public var isOn = false
    /// Overhangs are found by themselves.
    public var isAutomatic = true
    /// Which extruder draws supports and raft, from 1; 0 takes the piece's first.
    public var extruder = 0
    /// Which extruder draws their dense layers, from 1; 0 takes the piece's first.
    public var interfaceExtruder = 0
    public var style = SupportStyle.grid
    public var pattern = SupportPattern.rectilinear
    /// Surfaces flatter than this are carried, degrees above the plate; 0 finds it from line width and layer height.
    public var threshold = 0.0
    /// The first layers carry everything whatever the threshold, layers.
    public var enforcedLayers = 0
    /// Supports begin on the plate only, never on the piece.
    public var isFromPlateOnly = false
    /// Bridges carry themselves.
    public var sparesBridges = true
    /// Longest thread that is trusted to hang in the air, mm.
    public var longestBridge = 10.0
    /// Free height between support and what it carries, mm.
    public var gap = 0.2
    /// Free height where a support stands on the piece, mm; 0 takes `gap`.
    public var bottomGap = 0.0
    /// Free width between support and walls, mm.
    public var sideGap = 0.225
    /// Between lines, mm.
    public var spacing = 2.5
    /// Of a line, mm.
    public var lineWidth = 0.36
    /// Plastic in a line, as a share of what its width takes.
    public var flow = 1.0
    /// Direction of lines, degrees.
    public var angle = 0.0
    /// A line around each support.
    public var hasSheath = true
    /// Gaps between supports narrower than twice this are closed, mm. Snug style; a grid closes gaps of one cell.
    public var closingRadius = 2.0
    public var interface = SupportInterface()
    public var tree = TreeSupport()

    public init() {}

    var ownBottomGap: Double { bottomGap > 0 ? bottomGap : gap }
}

public enum SupportStyle: String, Sendable, Codable, CaseIterable {
    /// Blocks on a grid.
    case grid
    /// Blocks that follow the overhang.
    case snug
    /// Branching trunks.
    case organic
}

public enum SupportPattern: String, Sendable, Codable, CaseIterable {
    /// Lines one above the other: thin walls that tear off easily.
    case rectilinear
    /// Drawn as ``rectilinearGrid``.
    case honeycomb
    /// Lines that turn a quarter from layer to layer.
    case rectilinearGrid = "rectilinear-grid"
}

/// The dense layers between support and piece.
public struct SupportInterface: Sendable, Equatable, Codable {
    /// Under what is carried.
    public var layers = 3
    /// On what the support stands on; −1 takes `layers`.
    public var bottomLayers = -1
    public var pattern = InterfacePattern.rectilinear
    /// Free space between lines, mm.
    public var spacing = 0.0
    /// Loops instead of lines on the last layer.
    public var hasLoops = false

    public init() {}

    var ownBottomLayers: Int { bottomLayers < 0 ? layers : bottomLayers }
}

public enum InterfacePattern: String, Sendable, Codable, CaseIterable {
    case auto, rectilinear, concentric
}

/// Shape of the organic style's trunks.
public struct TreeSupport: Sendable, Equatable, Codable {
    /// Greatest lean of a branch from the upright, degrees.
    public var angle = 40.0
    /// Lean that is preferred, degrees.
    public var preferredAngle = 25.0
    /// Of branches, mm; joined and deep ones grow thicker.
    public var branchDiameter = 2.0
    /// How branches thicken downwards, degrees.
    public var branchWidening = 5.0
    /// Of the thickest trunk, mm.
    public var trunkDiameter = 5.0
    /// Thicker branches get a second wall, mm.
    public var doubleWallDiameter = 3.0
    /// Between neighbouring branches, mm.
    public var branchDistance = 1.0
    /// Of tips, mm.
    public var tipDiameter = 0.8
    /// Share of an overhang that tips carry.
    public var topDensity = 0.15

    public init() {}
}
