import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// An upright sheet as a stack of bands.
struct UprightShape: Sendable {
    let field: HeightField
    let bend: Bend
    /// mm.
    private(set) var height = 0.0
    private(set) var solidVolume = 0.0
    /// Of the body seen from above, before it is placed on the plate.
    private(set) var extent = Box.empty
    /// Radius to the back; 0 where flat.
    let radius: Double
    /// 1 where thickness grows away from the axis, −1 towards it.
    let side: Double
    /// The globe's lowest point, mm from its centre.
    private(set) var bottom = 0.0

    init(_ sheet: Sheet, workers: Workers) {
        field = sheet.field
        bend = sheet.bend
        let facing: Bend.Facing
        switch sheet.bend {
        case .flat: (radius, facing) = (0, .outside)
        case .arc(let r, let f), .sphere(let r, _, _, let f): (radius, facing) = (r, f)
        case .cylinder(let f): (radius, facing) = (sheet.field.width / (2 * .pi), f)
        }
        side = facing == .outside ? 1 : -1
        guard field.columns > 1, field.rows > 1, field.pitch > 0, field.width.isFinite, field.depth.isFinite else { return }
        if bend != .flat, !(radius > 0.1 && radius.isFinite) { return }
        if case .sphere = bend { measureGlobe(workers) } else { measureSheet(workers) }
    }

    /// The cross-section at a height above the plate.
    func band(at z: Double) -> Band {
        if case .sphere(_, let south, let north, _) = bend { return globeBand(at: z + bottom, south, north) }
        return sheetBand(at: z)
    }

    /// Stations for each column step: no longer than 0.2 mm.
    var subdivision: Int { max(1, min(64, Int((field.pitch / 0.2 - 1e-9).rounded(.up)))) }

    /// Angle of a place along the field's width; x where flat.
    func station(_ u: Double) -> Double {
        switch bend {
        case .flat: u
        case .arc, .cylinder, .sphere: (u / field.width - 0.5) * turn
        }
    }

    /// Radians for the whole width. An arc leaves a gap where it would meet itself, like its mesh does.
    private var turn: Double {
        guard case .arc(let radius, _) = bend else { return 2 * .pi }
        return min(field.width / radius, 2 * .pi - 0.1 / radius)
    }

    var isClosed: Bool {
        switch bend {
        case .flat, .arc: false
        case .cylinder, .sphere: true
        }
    }

    /// Bilinear between rows `y` and `y + 1`.
    private func mixedRow(_ raster: Raster<Float>, _ y: Int, _ share: Double) -> [Double] {
        let low = raster.row(y), high = raster.row(min(y + 1, raster.height - 1))
        return (0..<raster.width).map { Double(low[$0]) * (1 - share) + Double(high[$0]) * share }
    }

    private func sheetBand(at z: Double) -> Band {
        let place = max(0, min(Double(field.rows - 1), z / field.pitch)), y = min(field.rows - 2, Int(place))
        let heights = mixedRow(field.heights, y, place - Double(y))
        let edge = field.outline.map { mixedRow($0, y, place - Double(y)) } ?? []
        var band = Band(frame: bend == .flat ? .straight : .polar, isClosed: isClosed)
        let parts = subdivision, count = (field.columns - 1) * parts + 1
        band.station.reserveCapacity(count)
        band.back = .init(repeating: radius, count: count)
        band.front.reserveCapacity(count)
        for i in 0..<count {
            let column = min(field.columns - 2, i / parts), share = Double(i - column * parts) / Double(parts)
            let thickness = heights[column] * (1 - share) + heights[column + 1] * share
            band.station.append(station((Double(column) + share) * field.pitch))
            band.front.append(max(0, radius + side * sound(thickness)))
            if !edge.isEmpty { band.inside.append(edge[column] * (1 - share) + edge[column + 1] * share) }
        }
        return band
    }

    private mutating func measureSheet(_ workers: Workers) {
        height = field.depth
        let shape = self
        let rows = workers.map(field.rows) { y in shape.measureRow(y) }
        for (y, row) in rows.enumerated() {
            extent.add(row.extent)
            solidVolume += row.area * (y == 0 || y == rows.count - 1 ? 0.5 : 1) * field.pitch
        }
    }

    private func measureRow(_ y: Int) -> (area: Double, extent: Box) {
        var area = 0.0, extent = Box.empty
        let band = sheetBand(at: Double(y) * field.pitch)
        for i in band.station.indices {
            let thickness = band.thickness(i), cover = band.inside.isEmpty ? 1 : max(0, min(1, 0.5 + band.inside[i] / field.pitch))
            area += band.share(i) * thickness * cover
            guard cover > 0, thickness > 0 else { continue }
            extent.add(band.point(band.station[i], band.back[i]))
            extent.add(band.point(band.station[i], band.front[i]))
        }
        return (area, extent)
    }

    /// Heights as the slicer uses them: what is not finite or negative counts as nothing.
    func sound(_ thickness: Double) -> Double { thickness.isFinite ? max(0, thickness) : 0 }

    /// Sets what the globe's own measuring found.
    mutating func set(bottom: Double, top: Double, volume: Double, extent: Box) {
        self.bottom = bottom
        height = top - bottom
        solidVolume = volume
        self.extent = extent
    }
}
