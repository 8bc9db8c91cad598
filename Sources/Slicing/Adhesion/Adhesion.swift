public import ImpressionGeometry

extension LayerPaths {
    /// Adds what holds and primes the first layer: the skirt's loops, outermost first, then the brim's, outermost first.
    /// Call before the body's own lines. Other layers get nothing.
    ///
    /// - Parameter outlines: Closed outlines of the body in this layer, mm on the plate; inside by the even-odd rule.
    public mutating func appendSkirtAndBrim(around outlines: [Polyline], settings: SliceSettings) {
        guard index == 0 else { return }
        let lineWidth = settings.firstLayerLineWidth
        for loop in skirt(around: outlines, settings: settings) { append(loop.points, width: Float(lineWidth), role: .skirt, isClosed: true) }
        for loop in brim(around: outlines, settings: settings) { append(loop.points, width: Float(lineWidth), role: .brim, isClosed: true) }
    }
}

extension SliceSettings {
    /// How far skirt and brim reach beyond the body's bounds, mm: for a layer source's `bounds`.
    public var adhesionReach: Double {
        let brimLoops = brimLoopCount
        let brim = Double(brimLoops) * firstLayerSpacing
        guard skirtLoops > 0 else { return brim }
        return max(brim, brim + skirtDistance + Double(skirtLoops) * firstLayerSpacing)
    }

    /// Distance between neighbouring lines of the first layer, mm.
    var firstLayerSpacing: Double {
        max(beadSpacing(width: firstLayerLineWidth, height: firstLayerHeight), firstLayerLineWidth / 4)
    }

    /// Loops that a brim of `brimWidth` takes.
    var brimLoopCount: Int {
        guard brimWidth > 0, firstLayerSpacing > 0 else { return 0 }
        return Int(min(1000, (brimWidth / firstLayerSpacing).rounded()))
    }
}
