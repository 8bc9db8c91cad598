import ImpressionCanvas
import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster

/// A step of a relief: what is as high or higher, from one height to the next, mm over the field.
struct CoinTier {
    var region: Region
    var low: Double
    var high: Double
    var isLast: Bool
}

extension Coin {
    /// A drawing within a circle about the origin, or covering it.
    ///
    /// - Parameter field: Radius, mm.
    func fitted(_ artwork: Artwork, in field: Double, _ workers: Workers) throws(TechniqueError) -> (form: FormedArt, isFull: Bool) {
        let art = try form.formed(artwork, standard: field * 2, workers: workers)
        // What fills its page, such as a photograph, covers the field; all else lies within it.
        let isFull = form.width == nil && form.height == nil && art.whole.area > 0.98 * art.box.width * art.box.height
        guard form.width == nil, form.height == nil else { return (art, isFull) }
        // The drawing's own reach decides, not its box.
        let reach = max(art.whole.reach, 1e-9), (long, short) = (max(art.box.width, art.box.height), min(art.box.width, art.box.height))
        var fitted = form
        let size = isFull ? 2 * (field + 0.2) * long / short : 2 * field * field / reach
        if art.box.width >= art.box.height { fitted.width = size * art.box.width / (2 * field) } else { fitted.height = size * art.box.height / (2 * field) }
        return (try fitted.formed(artwork, standard: nil, workers: workers), isFull)
    }

    /// Steps of a relief from the lowest: each holds all that is as high or higher, so that nothing overhangs.
    ///
    /// - Parameters:
    ///   - room: Where it may be.
    ///   - relief: Of the highest colour, mm.
    func tiers(_ art: inout FormedArt, _ room: Region, over relief: Double) -> [CoinTier] {
        form.makePrintable(&art)
        let ranked = art.parts.map { part -> (Region, Double) in
            let lightness = min(max(part.color.lab.l / 100, 0), 1)
            let share = switch heights {
            case .level: 1.0
            case .dark: 0.25 + 0.75 * (1 - lightness)
            case .light: 0.25 + 0.75 * lightness
            }
            return (part.region, (relief * share * 50).rounded() / 50)
        }
        let levels = Set(ranked.map(\.1)).sorted()
        var low = 0.0, tiers: [CoinTier] = []
        for (i, level) in levels.enumerated() where level > low + 0.01 {
            let region = Region.union(of: ranked.filter { $0.1 >= level }.map(\.0)).intersection(room)
            tiers.append(CoinTier(region: region, low: low, high: level, isLast: i == levels.count - 1))
            low = level
        }
        return tiers
    }

    /// What is cut out of the back, by its depth: as it lies there, seen through the coin from the front.
    ///
    /// - Parameter field: Radius, mm.
    func back(_ reverse: Artwork?, _ field: Double, _ notes: inout [(code: String, message: String)], _ workers: Workers) throws(TechniqueError) -> [CoinTier] {
        var tiers: [CoinTier] = []
        if let reverse {
            // A size that was asked for is the front's.
            var own = self
            (own.form.width, own.form.height) = (nil, nil)
            var art = try own.fitted(reverse, in: field, workers)
            tiers = self.tiers(&art.form, .disc(.zero, radius: field), over: reverseDepth)
            notes += art.form.notes.map { ($0.code, "reverse: \($0.message)") }
        } else if !reverseText.allSatisfy(\.isWhitespace) {
            let letters = form.printable(try legend.across(reverseText, fitting: field * 0.8, &notes), &notes)
            tiers = [CoinTier(region: letters, low: 0, high: reverseDepth, isLast: true)]
        }
        return tiers.map { tier in
            var tier = tier
            tier.region = turned(tier.region)
            return tier
        }
    }

    /// As it lies in the back so that it reads from there.
    private func turned(_ region: Region) -> Region {
        let flip: (Point) -> Point = alignment == .coin ? { Point($0.x, -$0.y) } : { Point(-$0.x, $0.y) }
        return Region(region.polylines.map { Polyline($0.points.map(flip).reversed(), isClosed: true) })
    }
}
