import ImpressionCanvas
import ImpressionGeometry

extension ArtForm {
    /// Treats what is too narrow in a drawing of one colour; of several it is only told, for each colour, since where materials meet none can grow.
    func makePrintable(_ art: inout FormedArt) {
        if art.parts.count == 1 {
            art.parts[0].region = printable(art.parts[0].region, &art.notes)
        } else if minimumWidth > 0 {
            tell(art.parts.flatMap { $0.region.narrowPlaces(under: minimumWidth) }, of: art.parts.reduce(0) { $0 + $1.region.area }, .keep, &art.notes)
        }
    }

    /// A region whose narrow places are widened or dropped, with a note that says how much they are.
    func printable(_ region: Region, _ notes: inout [(code: String, message: String)]) -> Region {
        guard minimumWidth > 0, !region.isEmpty else { return region }
        let narrow = region.narrowPlaces(under: minimumWidth)
        guard !narrow.isEmpty else { return region }
        tell(narrow, of: region.area, thin, &notes)
        switch thin {
        case .keep: return region
        case .drop: return region.subtracting(Region.union(of: narrow))
        case .widen: return region.union(Region.union(of: narrow.map { $0.widened(to: minimumWidth) }))
        }
    }

    private func tell(_ narrow: [Region], of whole: Double, _ thin: Thin, _ notes: inout [(code: String, message: String)]) {
        if narrow.isEmpty { return }
        let area = narrow.reduce(0) { $0 + $1.area }, what = switch thin {
        case .widen: "were widened"
        case .drop: "were dropped"
        case .keep: "were kept and may not print"
        }
        notes.append(("thin-detail", "\(narrow.count) places narrower than \(shown(minimumWidth)) mm, \(shown((area * 100).rounded() / 100)) mm² of \(shown((whole * 100).rounded() / 100)) mm², \(what)"))
    }
}

extension Region {
    /// The parts that no disc of a diameter reaches, corners left out: those are narrower than they are worth.
    func narrowPlaces(under width: Double) -> [Region] {
        // The opening of what is exactly as wide must not lose it to rounding.
        let (radius, room, join) = (width / 2 * 0.98, width / 100, Join.round(tolerance: width / 200))
        let lost = subtracting(offset(by: -radius, join: join).offset(by: radius + room, join: join))
        return lost.islands.filter { $0.area > width * width / 8 }
    }

    /// Grown about its middle lines until it is as wide as told.
    fileprivate func widened(to width: Double) -> Region {
        let lines = medialAxis().pruned(angle: .degrees(120)).paths(tolerance: width / 50).map { Polyline($0.map(\.center)) }
        let style = StrokeStyle(width: width, cap: .round, join: .round(tolerance: width / 100))
        if lines.isEmpty, let middle = centroid { return Region(stroking: [Polyline([middle])], style) }
        return Region(stroking: lines, style)
    }
}
