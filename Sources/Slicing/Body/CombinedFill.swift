import ImpressionGeometry

extension Shells {
    /// Sparse fill that several layers share is drawn once, in the highest of them, and as thick as all.
    ///
    /// Layers are combined as long as their thickness stays within the nozzle's bore: no line can be higher than wide.
    static func combined(_ parts: [FillParts], table: LayerTable, settings: SliceSettings, workers: Workers) -> [FillParts] {
        guard settings.fill.everyLayers > 1, settings.fillDensity > 0, settings.fillDensity < FillArea.leastSolidDensity, parts.count > 1 else { return parts }
        // The first layer holds the piece on the plate and stands alone.
        var stacks: [Range<Int>] = [0..<1], start = 1
        while start < parts.count {
            var end = start + 1
            while end < parts.count, end - start < settings.fill.everyLayers, table.top(end) - table.bottom(start) <= settings.nozzleDiameter + 1e-6 { end += 1 }
            stacks.append(start..<end)
            start = end
        }
        return workers.map(stacks.count) { k in
            let stack = stacks[k], last = stack.upperBound - 1
            var own = Array(parts[stack])
            guard stack.count > 1 else { return own }
            var common = own[0].sparse
            for part in own.dropFirst() { common = common.common(with: part.sparse) }
            common = common.wider(than: 2 * settings.lineWidth).common(with: common)
            guard !common.isEmpty else { return own }
            for i in own.indices { own[i].sparse = own[i].sparse.without(common).wider(than: settings.lineWidth) }
            own[own.count - 1].combined = common
            own[own.count - 1].combinedHeight = table.top(last) - table.bottom(stack.lowerBound)
            return own
        }.flatMap { $0 }
    }
}
