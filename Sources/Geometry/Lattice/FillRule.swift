/// Which winding numbers count as inside.
public enum FillRule: String, BitwiseCopyable, Sendable, Hashable, Codable, CaseIterable {
    case evenOdd = "evenodd"
    case nonZero = "nonzero"
    case positive
    case negative

    @inlinable @inline(__always)
    public func contains(_ winding: Int32) -> Bool {
        switch self {
        case .evenOdd: winding & 1 != 0
        case .nonZero: winding != 0
        case .positive: winding > 0
        case .negative: winding < 0
        }
    }
}

/// A set operation on two areas.
public enum BooleanOperation: String, BitwiseCopyable, Sendable, Hashable, Codable, CaseIterable {
    case union
    case intersection
    case difference
    case symmetricDifference = "xor"

    @inlinable @inline(__always)
    public func contains(_ a: Bool, _ b: Bool) -> Bool {
        switch self {
        case .union: a || b
        case .intersection: a && b
        case .difference: a && !b
        case .symmetricDifference: a != b
        }
    }
}
