import ImpressionGeometry
import ImpressionMachines
import ImpressionMeshing
import ImpressionRaster
import ImpressionTechniques

/// What a file lays down against the picture that it was made from.
///
/// The technique makes the piece once more as it should be; the file's lines build up a thickness on the same grid. What is looked through is
/// compared by its look against the light, any other piece by its heights.
public struct ArtworkComparison: Sendable {
    public var picture: String
    public var technique = "lithophane"
    /// Of the technique; the width is the file's own unless it is among them.
    public var settings: [(key: String, value: String)] = []

    public init(picture: String) { self.picture = picture }

    /// - Parameter leastSimilarity: nil reports and never fails.
    func compare(_ bytes: [UInt8], _ input: String, leastSimilarity: Double?, _ files: inout FileWork) throws(JobError) {
        let replay = GCodeReplay(), objects = replay.footprints(bytes).objects
        var extent = Box.empty, base = Double.infinity
        for object in objects {
            extent.add(object.extent)
            base = min(base, object.base)
        }
        guard !extent.isEmpty else { throw JobError(.data, "\(input): has no lines of a model") }
        let sheet = try sheet(width: extent.width, files.options), field = sheet.sheet.field
        guard sheet.sheet.bend == .flat else { throw JobError(.usage, "--against: only flat pieces are laid down again so far") }
        let isLying = sheet.sheet.pose == .lying, corner = extent.center - Point(field.width, field.depth) * 0.5
        var laid = DepositedThickness(origin: isLying ? corner : Point(corner.x, base), pitch: field.pitch, columns: field.columns, rows: field.rows)
        _ = replay.read(bytes) { bead in
            if !bead.feature.isPiece { return }
            if isLying { laid.add(bead) } else { laid.addUpright(bead) }
        }
        let similarity: Double
        if let light = sheet.light {
            let proof = light.proof(of: laid.thickness, pitch: field.pitch, workers: files.options.workers)
            similarity = proof.structuralSimilarity
            files.report.set("delta_e00", .number(proof.meanDeltaE00))
        } else {
            let heights = HeightComparison(asked: field.heights, laid: laid.thickness)
            similarity = heights.similarity(files.options.workers)
            files.report.set("height_error_mm", .number(heights.meanError))
        }
        files.report.set("ssim", .number(similarity))
        if let leastSimilarity, similarity < leastSimilarity {
            files.report.diagnostics.append(Diagnostic(.error, "against", "\(input): is like \(picture) by \(percent(similarity)), least \(percent(leastSimilarity))"))
        }
    }

    private func sheet(width: Double, _ options: JobOptions) throws(JobError) -> SheetImpression {
        let hasWidth = settings.contains { $0.key == "width" }
        let own = hasWidth ? settings : [(key: "width", value: "\(JSON.number(width).text)mm")] + settings
        var job = try TechniqueJob(technique: technique, input: picture, outputs: [], settings: own)
        if let unknown = job.print.settings.first { throw JobError(.usage, "--set \(unknown.key): \(technique) has no such setting") }
        job.options = options
        var files = FileWork(options: options)
        guard let result = try job.impressed(try files.artwork(picture, for: job.technique)) as? SheetImpression else {
            throw JobError(.usage, "--against: what a \(technique) makes cannot be laid down again")
        }
        return result
    }
}

/// Heights on one grid, as asked and as laid, mm.
private struct HeightComparison {
    let asked: Raster<Float>
    let laid: Raster<Float>

    var meanError: Double {
        zip(asked.pixels, laid.pixels).reduce(0) { $0 + Double(($1.0 - $1.1).magnitude) } / Double(max(1, asked.pixels.count))
    }

    /// Of the heights as greys from the plate to the highest.
    func similarity(_ workers: Workers) -> Double {
        let top = max(asked.pixels.max() ?? 0, 1e-6)
        return structuralSimilarity(asked.map { $0 / top }, laid.map { min($0 / top, 1) }, workers: workers) ?? 0
    }
}
