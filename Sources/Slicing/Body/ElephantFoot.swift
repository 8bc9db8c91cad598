import ImpressionGeometry

/// Draws the first layer's outline in, so that its squeezed foot ends where the body does.
///
///     ████████████████████        ┌────────────────┐     What has room gives up the whole inset; what would become narrower than a line
///     ████████     ███████   →    │      ┌──────┐  │     gives up as much as leaves a line, and what is narrower anyway next to nothing:
///     ████████████████████        └──────┘      └──┘     no stroke vanishes or breaks, no two holes meet.
///
/// Between the two the inset falls in four steps. O(n log n) where nothing is narrow.
struct ElephantFoot {
    /// What an outline with room gives up, mm.
    let inset: Double
    /// The width that strokes keep, mm.
    let leastWidth: Double

    /// What the narrowest strokes give up, mm.
    static let leastInset = 0.01
    private static let steps = 4

    func applied(to outline: Region) -> Region {
        guard inset > 0, !outline.isEmpty else { return outline }
        var result = moved(outline, inset)
        var last = inset
        for step in (0..<Self.steps).reversed() {
            let own = max(inset * Double(step) / Double(Self.steps), min(inset, Self.leastInset))
            let narrow = outline.without(wide(outline, leastWidth + 2 * last)).wider(than: Self.leastInset)
            if narrow.isEmpty { break }
            result = result.joined(with: strokes(narrow, of: moved(outline, own)))
            last = own
        }
        return result.ringCount == outline.ringCount ? result : withoutPockets(result, of: outline)
    }

    /// Where two strokes' ends meet, what lies between them and the rest is no hole.
    private func withoutPockets(_ result: Region, of outline: Region) -> Region {
        var pockets: [Region] = []
        for i in 0..<result.ringCount where result.contours.doubledSignedArea(of: result.contours.range(i)) < 0 {
            let hole = Region([Polyline(result.contours[i].reversed().map(\.point), isClosed: true)])
            if hole.without(outline).isEmpty { pockets.append(hole) }
        }
        return pockets.isEmpty ? result : result.joined(with: Region.union(of: pockets))
    }

    /// The narrow places of an outline, as far into the rest as it takes to meet what is left of that.
    private func strokes(_ narrow: Region, of outline: Region) -> Region {
        let near = outline.common(with: narrow.offset(by: leastWidth / 2 + 2 * inset, join: .round(tolerance: Self.leastInset)))
        let kept = near.islands.filter { !$0.common(with: narrow).isEmpty }
        return Region.union(of: kept)
    }

    private func moved(_ outline: Region, _ distance: Double) -> Region { outline.offset(by: -distance, join: .round(tolerance: Self.leastInset / 10)) }

    /// What is at least so wide, mm; corners of 60° and more stay sharp.
    private func wide(_ outline: Region, _ least: Double) -> Region { moved(outline, least / 2).offset(by: least / 2, join: .mitre(limit: 2)) }
}
