public import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// How far a wall stands out of a region's edge (or, negative, inside of it) from its foot to its head: straight lines between corners.
public struct WallProfile: Sendable, Equatable {
    public struct Corner: Sendable, Equatable {
        /// Outwards, mm.
        public var offset: Double
        /// mm.
        public var height: Double

        public init(_ offset: Double, _ height: Double) { (self.offset, self.height) = (offset, height) }
    }

    /// From bottom to top; heights never fall. A level step is a ledge.
    public private(set) var corners: [Corner]

    /// - Parameter corners: At least two; a height below the one before is raised to it.
    public init(_ corners: [Corner]) {
        var kept: [Corner] = []
        for corner in corners {
            let corner = Corner(corner.offset, max(corner.height, kept.last?.height ?? corner.height))
            if let last = kept.last, last.offset * corner.offset < 0 {
                let share = last.offset / (last.offset - corner.offset)
                kept.append(Corner(0, last.height + (corner.height - last.height) * share))
            }
            if corner != kept.last { kept.append(corner) }
        }
        self.corners = kept
    }

    public var low: Double { corners.first?.height ?? 0 }
    public var high: Double { corners.last?.height ?? 0 }
    public var greatestOffset: Double { corners.reduce(-.infinity) { max($0, $1.offset) } }
    public var leastOffset: Double { corners.reduce(.infinity) { min($0, $1.offset) } }
    /// Whether the wall stands upright over the region's own edge.
    public var isStraight: Bool { corners.allSatisfy { $0.offset == 0 } }

    /// The offset at a height; nil below the foot, and at the head and above. At a ledge that of what lies above it.
    public func offset(at height: Double) -> Double? {
        guard height >= low, height < high else { return nil }
        for i in corners.indices.dropFirst().reversed() where corners[i - 1].height <= height && height < corners[i].height {
            let (a, b) = (corners[i - 1], corners[i])
            return a.offset + (b.offset - a.offset) * (height - a.height) / (b.height - a.height)
        }
        return nil
    }

    public func raised(by height: Double) -> WallProfile { WallProfile(corners.map { Corner($0.offset, $0.height + height) }) }
}

extension WallProfile {
    /// What becomes of the edge between a wall and a level face.
    public enum Edge: Sendable, Equatable {
        case sharp
        /// Cut off straight: how far in, and how far along the wall, mm.
        case chamfer(width: Double, height: Double)
        /// A quarter of a circle, mm, drawn with chords that leave it by at most three micrometres or a quarter of a hundredth of the radius.
        case round(radius: Double)

        /// From the wall inwards: offset and distance from the face.
        func corners(limit: Double) -> [(offset: Double, depth: Double)] {
            switch self {
            case .sharp: return [(0, 0)]
            case .chamfer(let width, let height):
                guard width > 0, height > 0 else { return [(0, 0)] }
                return [(0, min(height, limit)), (-width, 0)]
            case .round(let radius):
                guard radius > 0 else { return [(0, 0)] }
                let radius = min(radius, limit)
                let count = chords(radius)
                return (0...count).map { i in
                    let angle = Double.pi / 2 * Double(i) / Double(count)
                    return (i == 0 ? 0 : -radius * (1 - cos(angle)), i == count ? 0 : radius * (1 - sin(angle)))
                }
            }
        }
    }

    /// An upright wall with its lower and upper edges.
    public init(from low: Double, to high: Double, foot: Edge = .sharp, head: Edge = .sharp) {
        let half = foot == .sharp || head == .sharp ? high - low : (high - low) / 2
        var corners = foot.corners(limit: half).reversed().map { Corner($0.offset, low + $0.depth) }
        corners += head.corners(limit: half).map { Corner($0.offset, high - $0.depth) }
        self.init(corners)
    }

    /// A wall that leans outwards to its foot by `angle`, for moulds and stamps; its head stands over the region's edge.
    public static func drafted(from low: Double, to high: Double, by angle: Angle) -> WallProfile {
        WallProfile([Corner((high - low) * tan(angle.radians), low), Corner(0, high)])
    }

    /// The groove of a V-shaped bit: as deep as the outline is wide, down from `top`. A cut's profile.
    ///
    /// - Parameters:
    ///   - angle: Between both sides of the bit.
    ///   - depth: Greatest depth, mm; where the outline is wider the ground is level.
    public static func carved(from top: Double, angle: Angle, depth: Double) -> WallProfile {
        WallProfile([Corner(-depth * tan(angle.radians / 2), top - depth), Corner(0, top)])
    }

    /// Swollen like a cushion: an elliptic rise from the edge to `rise` at `width` inside of it, level from there.
    public static func dome(from low: Double, wall: Double, rise: Double, width: Double) -> WallProfile {
        let steps = chords(max(rise, width))
        let arc = (0...steps).map { i in
            let angle = Double.pi / 2 * Double(i) / Double(steps)
            return Corner(-width * (1 - cos(angle)), low + wall + rise * sin(angle))
        }
        return WallProfile([Corner(0, low)] + arc)
    }
}

/// How many chords draw a quarter of a circle: by half the angle of one whose sagitta is three micrometres or 1/400 of the radius.
private func chords(_ radius: Double) -> Int { max(2, min(64, Int((.pi / 4 / acos(1 - min(0.5, max(0.0025, 0.003 / radius)))).rounded(.up)))) }
