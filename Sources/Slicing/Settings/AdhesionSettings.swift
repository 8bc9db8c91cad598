/// What is drawn around and under pieces so that they hold, apart from the skirt's loops and the brim's width.
public struct AdhesionSettings: Sendable, Equatable, Codable {
    /// Layers.
    public var skirtHeight = 1
    /// More loops are drawn until they use this much filament, mm.
    public var leastSkirtLength = 0.0
    public var draftShield = DraftShield.disabled
    public var brim = BrimPlace.outer
    /// Between the piece and its brim, mm.
    public var brimGap = 0.0
    public var raft = RaftSettings()

    public init() {}
}

/// A skirt that keeps cold air from the piece.
public enum DraftShield: String, Sendable, Codable, CaseIterable {
    case disabled
    /// As high as the skirt.
    case limited
    /// As high as the piece.
    case enabled
}

public enum BrimPlace: String, Sendable, Codable, CaseIterable {
    case none = "no_brim", outer = "outer_only", inner = "inner_only", both = "outer_and_inner"
    /// Only around sharp corners.
    case ears = "brim_ears"
}

/// Layers under the piece.
public struct RaftSettings: Sendable, Equatable, Codable {
    public var layers = 0
    /// Free height between raft and piece, mm.
    public var gap = 0.1
    /// How far the raft reaches beyond the piece, mm.
    public var reach = 1.5
    /// Of the first layer, beyond the raft, mm.
    public var firstLayerReach = 3.0
    /// Share of the first layer that is filled.
    public var firstLayerDensity = 0.9

    public init() {}
}
