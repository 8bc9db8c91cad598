import ImpressionCodecs
import ImpressionMachines
import ImpressionRaster
import ImpressionSlicing

/// The pictures of a piece that printers and their front ends show.
func thumbnails(_ draw: (_ width: Int, _ height: Int) throws(JobError) -> LinearPicture?) throws(JobError) -> [Thumbnail] {
    var made: [Thumbnail] = []
    for (width, height) in [(32, 32), (400, 300)] {
        if let picture = try draw(width, height) { made.append(Thumbnail(width: width, height: height, format: .png, bytes: encodePNG(srgb8(picture)))) }
    }
    return made
}

/// Layers on their way to a printer's file.
struct LayerPrint {
    let profile: PrintProfile
    let options: JobOptions
    var events: [LayerEvent] = []

    func write(_ source: some LayerSource, name: String, thumbnails: [Thumbnail], to path: String, _ files: inout FileWork) throws(JobError) -> PrintReport {
        var job = GCodeJob(name: name, profile: profile, thumbnails: thumbnails, date: sourceDate(), version: impressionVersion)
        job.events = events
        var printed = PrintReport()
        try files.write(path, format: "gcode") { file throws(JobError) in
            printed = try write(source, job) { bytes throws(JobError) in try file.add(bytes) }
        }
        return printed
    }

    func write(_ source: some LayerSource, _ job: GCodeJob, to sink: ([UInt8]) throws(JobError) -> Void) throws(JobError) -> PrintReport {
        let stages = options.stages
        do throws(GCodeWriter.Failure<JobError>) {
            return try GCodeWriter(job).write(source, workers: options.workers, progress: { stages.advance("slicing", to: $0) }, to: sink)
        } catch {
            switch error {
            case .job(let error): throw JobError(.data, error.description)
            case .sink(let error): throw error
            }
        }
    }
}
