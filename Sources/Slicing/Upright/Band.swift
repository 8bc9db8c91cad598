import ImpressionGeometry
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A layer's cross-section: at each station along the back, where the material begins and ends across it.
struct Band {
    /// How stations and places across become points.
    enum Frame { case straight, polar }

    /// Straight: x, mm. Polar: angle around the axis, radians, 0 towards the viewer.
    var station: [Double] = []
    /// Straight: distance towards the viewer, mm. Polar: distance from the axis, mm.
    var back: [Double] = []
    var front: [Double] = []
    /// Positive inside the sheet's outline; zero on it. Empty means inside everywhere.
    var inside: [Double] = []
    var frame: Frame
    /// The last station is the first again.
    var isClosed = false

    func thickness(_ i: Int) -> Double { abs(front[i] - back[i]) }

    /// Length along the band of one unit of `station` at the place `across`, mm.
    func scale(_ across: Double) -> Double { frame == .straight ? 1 : across }

    func point(_ station: Double, _ across: Double) -> Point {
        switch frame {
        case .straight: Point(station, -across)
        case .polar: Point(across * sin(station), -across * cos(station))
        }
    }

    /// Mid-band length from station to station, mm.
    func stationLength(_ i: Int) -> Double {
        let middle = (back[i] + front[i] + back[i + 1] + front[i + 1]) / 4
        return (station[i + 1] - station[i]) * scale(middle)
    }

    /// The closed outlines of the band, inside by the even-odd rule.
    var outlines: [Polyline] {
        let backs = station.indices.map { point(station[$0], back[$0]) }
        let fronts = station.indices.map { point(station[$0], front[$0]) }
        guard isClosed else { return [Polyline(backs + fronts.reversed(), isClosed: true)] }
        return [Polyline(backs.dropLast(), isClosed: true), Polyline(fronts.dropLast(), isClosed: true)]
    }
}

// MARK: - Pieces

extension Band {
    /// The runs of stations inside the outline that are thick enough to draw.
    func pieces(thicknessAtLeast floor: Double) -> [Band] {
        let n = station.count
        guard n > 1 else { return [] }
        let clear = (0..<n).map { clearance($0, floor) }
        if !clear.contains(where: { $0 <= 0 }) { return [self] }
        guard clear.contains(where: { $0 > 0 }) else { return [] }
        guard isClosed else { return openPieces(floor) }
        // A closed band with gaps starts in a gap, so that no piece spans the turn.
        let gap = clear.firstIndex { $0 <= 0 } ?? 0
        return turned(to: gap).openPieces(floor)
    }

    /// Positive where there is something to draw.
    private func clearance(_ i: Int, _ floor: Double) -> Double {
        min(inside.isEmpty ? .infinity : inside[i], thickness(i) - floor)
    }

    private func turned(to first: Int) -> Band {
        let n = station.count - 1
        var band = Band(frame: frame)
        for j in 0...n {
            let i = (first + j) % n
            band.append(self, i)
            if first + j >= n { band.station[j] += 2 * .pi }
        }
        return band
    }

    private mutating func append(_ other: Band, _ i: Int) {
        station.append(other.station[i])
        back.append(other.back[i])
        front.append(other.front[i])
        if !other.inside.isEmpty { inside.append(other.inside[i]) }
    }

    private func openPieces(_ floor: Double) -> [Band] {
        var pieces: [Band] = [], piece = Band(frame: frame)
        for i in station.indices {
            let here = clearance(i, floor) > 0
            if i > 0, here != (clearance(i - 1, floor) > 0) {
                piece.append(mixed(from: here ? i : i - 1, to: here ? i - 1 : i, floor))
            }
            if here {
                piece.append(self, i)
            } else if !piece.station.isEmpty {
                pieces.append(piece)
                piece = Band(frame: frame)
            }
        }
        if piece.station.count > 1 { pieces.append(piece) }
        return pieces.filter { $0.station.count > 1 }
    }

    private mutating func append(_ place: (station: Double, back: Double, front: Double)) {
        if let last = station.last, place.station - last < 1e-9 { return }
        station.append(place.station)
        back.append(place.back)
        front.append(place.front)
    }

    /// Where the band ends between a station inside and its neighbour outside.
    private func mixed(from a: Int, to b: Int, _ floor: Double) -> (station: Double, back: Double, front: Double) {
        var share = 1.0
        if !inside.isEmpty, inside[b] <= 0 { share = min(share, inside[a] / (inside[a] - inside[b])) }
        let ta = thickness(a), tb = thickness(b)
        if tb < floor, ta > tb { share = min(share, (ta - floor) / (ta - tb)) }
        share = min(1, max(0, share))
        return (station[a] + (station[b] - station[a]) * share, back[a] + (back[b] - back[a]) * share, front[a] + (front[b] - front[a]) * share)
    }
}
