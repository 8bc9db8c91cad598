import ImpressionCodecs
import ImpressionMachines
import ImpressionRaster
import ImpressionSlicing

/// The pictures of a piece that printers and their front ends show.
func thumbnails(_ wanted: [ThumbnailForm], _ draw: (_ width: Int, _ height: Int) throws(JobError) -> LinearPicture?) throws(JobError) -> [Thumbnail] {
    var made: [Thumbnail] = []
    for form in wanted {
        guard let picture = try draw(form.width, form.height) else { continue }
        let pixels = srgb8(picture)
        let bytes = switch form.format {
        case .png: encodePNG(pixels)
        case .jpeg: encodeJPEG(pixels)
        case .qoi: encodeQOI(pixels)
        }
        made.append(Thumbnail(width: form.width, height: form.height, format: form.format, bytes: bytes))
    }
    return made
}

/// Layers on their way to a printer's file.
struct LayerPrint {
    let profile: PrintProfile
    let options: JobOptions
    var events: [LayerEvent] = []

    func write(_ source: some LayerSource, as kind: GCodeFile.Kind = .text, name: String, thumbnails: [Thumbnail], to path: String, _ files: inout FileWork) throws(JobError) -> PrintReport {
        var job = GCodeJob(name: name, profile: profile, thumbnails: thumbnails, date: sourceDate(), version: impressionVersion)
        job.events = events
        var printed = PrintReport()
        try files.write(path, format: kind.rawValue) { file throws(JobError) in
            printed = try write(source, as: kind, job) { bytes throws(JobError) in try file.add(bytes) }
        }
        return printed
    }

    func write(_ source: some LayerSource, as kind: GCodeFile.Kind = .text, _ job: GCodeJob, to sink: ([UInt8]) throws(JobError) -> Void) throws(JobError) -> PrintReport {
        let stages = options.stages
        do throws(GCodeWriter.Failure<JobError>) {
            return try GCodeWriter(job).write(source, as: kind, workers: options.workers, progress: { stages.advance("slicing", to: $0) }, to: sink)
        } catch {
            switch error {
            case .job(let error): throw JobError(.data, error.description)
            case .sink(let error): throw error
            }
        }
    }
}
