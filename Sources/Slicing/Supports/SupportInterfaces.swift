import ImpressionGeometry

/// Parts supports into what touches the model and what carries that.
struct SupportInterfaces: Sendable {
    /// Where overhangs come down to each layer.
    let contacts: [Region]
    let outlines: [Region]
    let table: LayerTable
    let settings: SupportSettings

    func split(_ area: Region, layer j: Int) -> SupportPlan.Layer {
        guard !area.isEmpty else { return SupportPlan.Layer() }
        let dense = area.common(with: Region.union(of: roofs(j) + floors(j)))
        return SupportPlan.Layer(base: area.without(dense), interface: dense)
    }

    /// Branches and the roofs on them.
    func split(_ branches: Region, under roof: Region, layer j: Int) -> SupportPlan.Layer {
        guard !branches.isEmpty else { return SupportPlan.Layer(interface: roof) }
        let dense = roof.joined(with: branches.common(with: Region.union(of: floors(j))))
        return SupportPlan.Layer(base: branches.without(dense), interface: dense)
    }

    /// Contacts that this layer lies under, itself among them.
    private func roofs(_ j: Int) -> [Region] {
        (0..<max(0, settings.interface.layers)).compactMap { j + $0 < contacts.count ? contacts[j + $0] : nil }.filter { !$0.isEmpty }
    }

    /// The model where it is so near below that this layer is one of the first over it.
    private func floors(_ j: Int) -> [Region] {
        let gap = SupportClearance.gap(around: j, table, settings).lowerBound
        let nearest = gap - max(0, settings.interface.ownBottomLayers)
        return (nearest..<gap).filter { $0 >= 0 && !outlines[$0].isEmpty }.map { outlines[$0] }
    }
}
