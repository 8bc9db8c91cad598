import ImpressionCodecs
import ImpressionMachines
import ImpressionRaster

/// Files in and out of a job, with every failure turned into a `JobError`.
struct FileWork {
    var options: JobOptions
    var report = JobReport()

    func read(_ path: String) throws(JobError) -> [UInt8] {
        do throws(FileError) { return try readFile(path) } catch { throw JobError(.input, error.description) }
    }

    func picture(_ path: String) throws(JobError) -> DecodedPicture { try picture(path, try read(path)) }

    /// - Parameter bytes: The file's content.
    func picture(_ path: String, _ bytes: [UInt8]) throws(JobError) -> DecodedPicture {
        do throws(PictureError) {
            return try readPicture(bytes, limits: PictureLimits(maxPixels: options.maxPixels))
        } catch { throw JobError(.data, "\(path): \(error)") }
    }

    /// - Parameter bytes: The file's content.
    func heightMap(_ path: String, _ bytes: [UInt8]) throws(JobError) -> HeightMap {
        do throws(PictureError) {
            return try readHeightMap(bytes, limits: PictureLimits(maxPixels: options.maxPixels))
        } catch { throw JobError(.data, "\(path): \(error)") }
    }

    /// A file of G-code as text, whatever it is packed in.
    func gcode(_ path: String, _ bytes: [UInt8]) throws(JobError) -> GCodeFile {
        do throws(GCodeFileError) { return try GCodeFile(bytes) } catch { throw JobError(.data, "\(path): \(error)") }
    }

    /// Opens `path`, lets `body` write into it, gives it its name and records it. Nothing is left where `body` fails.
    mutating func write(_ path: String, format: String, _ body: (inout AtomicFile) throws(JobError) -> Void) throws(JobError) {
        var file = try opened(path)
        try body(&file)
        let result: (bytes: Int, sha256: String?)
        do throws(FileError) { result = try file.commit() } catch { throw JobError(.output, error.description) }
        report.outputs.append(.init(path: path, format: format, bytes: result.bytes, sha256: result.sha256))
    }

    mutating func write(_ path: String, format: String, bytes: [UInt8]) throws(JobError) {
        try write(path, format: format) { file throws(JobError) in try file.add(bytes) }
    }

    private func opened(_ path: String) throws(JobError) -> AtomicFile {
        do throws(FileError) {
            return try AtomicFile(path, overwrite: options.overwrite, digesting: options.digests)
        } catch { throw JobError(.output, error.description) }
    }
}

extension AtomicFile {
    mutating func add(_ bytes: [UInt8]) throws(JobError) {
        do throws(FileError) { try write(bytes) } catch { throw JobError(.output, error.description) }
    }
}
