public import ImpressionGeometry
public import ImpressionSlicing

/// Writes layers as printer-ready G-code in PrusaSlicer's dialect of comments.
///
/// Layers are made and planned a few at a time and printed once; only their text waits, on disk where it is long, for the head, which names the
/// total time. Memory follows one layer, not the stack. The same source and job give the same bytes for any number of workers.
public struct GCodeWriter: Sendable {
    public let job: GCodeJob
    private let dialect: any Dialect
    private let builder: LayerMotionBuilder

    public init(_ job: GCodeJob) {
        self.job = job
        dialect = Dialects.named(job.profile.printer.dialect)
        builder = LayerMotionBuilder(profile: job.profile)
    }

    /// Why `write` ended early.
    public enum Failure<Sink: Error>: Error {
        case job(GCodeError)
        case sink(Sink)
    }

    /// - Parameters:
    ///   - progress: Told the share of layers done.
    ///   - write: Takes the file piece by piece.
    public func write<Sink: Error>(_ source: some LayerSource, workers: Workers = .one, progress: (Double) -> Void = { _ in },
                                   to write: ([UInt8]) throws(Sink) -> Void) throws(Failure<Sink>) -> PrintReport {
        var body = Body(spool: Spool(), object: PrintedObject(name: job.name, extent: source.bounds))
        let code: CustomCode
        do throws(GCodeError) {
            try checkRoom(source.bounds)
            code = try CustomCode(job)
            body.session = expectedSession(code, source)
            try printLayers(of: source, code, into: &body, workers, progress)
            guard !body.layers.isEmpty, !body.report.extent.isEmpty else { throw GCodeError.nothingToPrint }
            try checkRoom(body.report.extent)
            finish(&body.report)
        } catch { throw .job(error) }
        let frame = GCodeFrame(job: job, dialect: dialect, code: code, report: body.report, firstLayer: body.firstExtent, object: body.object)
        let head: [UInt8]
        do throws(GCodeError) { head = try frame.head() } catch { throw .job(error) }
        var told = ProgressLines(dialect: dialect, total: body.report.time, isWanted: job.profile.print.showsProgress)
        var index = 0
        do throws(SpoolFailure<Sink>) {
            do throws(Sink) { try write(head) } catch { throw SpoolFailure.sink(error) }
            try body.spool.forEach { bytes throws(Sink) in
                try write(told.inserted(into: bytes, at: body.layers[index]))
                index += 1
            }
            let tail: [UInt8]
            do throws(GCodeError) { tail = try frame.tail(after: body.session) } catch { throw SpoolFailure.spool(error.description) }
            do throws(Sink) { try write(tail) } catch { throw SpoolFailure.sink(error) }
        } catch {
            switch error {
            case .sink(let error): throw .sink(error)
            case .spool(let reason): throw .job(.spool(reason: reason))
            }
        }
        return body.report
    }

    /// What is known of the layers so far.
    private struct Body {
        let spool: Spool
        let object: PrintedObject
        var layers: [ProgressMarks] = []
        var report = PrintReport()
        var firstExtent = Box.empty
        /// What the custom code remembers.
        var session = MacroSession()
    }

    /// What the start code would leave behind for the layers' code. Its totals are not known yet; where that makes it fail, nothing is left, and
    /// the start code fails again with the real ones or not at all.
    private func expectedSession(_ code: CustomCode, _ source: some LayerSource) -> MacroSession {
        var report = PrintReport(), session = MacroSession()
        report.layers = source.layerCount
        let frame = GCodeFrame(job: job, dialect: dialect, code: code, report: report, firstLayer: source.bounds, object: PrintedObject(name: job.name, extent: source.bounds))
        return (try? frame.start(&session)) == nil ? MacroSession() : session
    }

    private func printLayers(of source: some LayerSource, _ code: CustomCode, into body: inout Body, _ workers: Workers, _ progress: (Double) -> Void) throws(GCodeError) {
        var head = LayerHead(profile: job.profile, dialect: dialect, code: code, session: body.session)
        var end: Point?
        for first in stride(from: 0, to: source.layerCount, by: workers.count) {
            let count = min(workers.count, source.layerCount - first)
            let layers = workers.map(count) { source.layer(first + $0) }
            let starts = layers.map { layer -> Point? in
                defer { end = layer.end ?? end }
                return end
            }
            let motions = workers.map(count) { i in Result { () throws(GCodeError) in try builder.motion(of: layers[i], after: starts[i]) } }
            var printers: [(LayerTextPrinter, LayerMotion)] = []
            for motion in motions {
                let motion = try motion.get()
                if motion.moves.isEmpty { continue }
                try checkHeight(motion.z + job.profile.printer.zOffset)
                printers.append((printer(head: try head.lines(for: motion), body.object), motion))
            }
            let texts = workers.map(printers.count) { printers[$0].0.text(of: printers[$0].1) }
            for (text, printed) in zip(texts, printers) { try add(text, printed.1, to: &body) }
            progress(Double(first + count) / Double(source.layerCount))
        }
        body.session = head.session
    }

    private func printer(head: [UInt8], _ object: PrintedObject) -> LayerTextPrinter {
        let labels = job.profile.print.objectLabels != PrintSettings.ObjectLabels.disabled.rawValue
        return LayerTextPrinter(dialect: dialect, builder: builder, object: object, labelsObjects: labels, head: head)
    }

    private func add(_ text: LayerText, _ motion: LayerMotion, to body: inout Body) throws(GCodeError) {
        let time = motion.duration
        body.layers.append(ProgressMarks(start: body.report.time, marks: text.marks))
        if body.layers.count == 1 {
            body.report.firstLayerTime = time
            body.firstExtent = motion.extent
        }
        body.report.layers += 1
        body.report.time += time
        body.report.retractions += motion.retractions
        body.report.extent.add(motion.extent)
        body.report.height = max(body.report.height, motion.z)
        for role in Role.allCases {
            let i = Int(role.rawValue)
            body.report.roleTimes[i] += text.roleTimes[i]
            body.report.roleFilament[i] += text.roleFilament[i]
        }
        try body.spool.append(text.bytes)
    }

    private func finish(_ report: inout PrintReport) {
        let filament = job.profile.filament
        report.filament = report.roleFilament.reduce(0, +)
        report.filamentVolume = report.filament * filament.area
        report.filamentMass = report.filamentVolume * filament.density / 1000
        report.filamentCost = report.filamentMass / 1000 * filament.cost
        let adhesion = report.roleFilament[Int(Role.skirt.rawValue)] + report.roleFilament[Int(Role.brim.rawValue)]
        report.pieceVolume = (report.filament - adhesion) * filament.area / filament.flow
    }

    private func checkRoom(_ extent: Box) throws(GCodeError) {
        let printer = job.profile.printer
        guard extent.isEmpty || printer.bed.contains(extent) else { throw .outsideBed(extent: extent, bed: printer.bed, printer: printer.name) }
    }

    private func checkHeight(_ z: Double) throws(GCodeError) {
        let printer = job.profile.printer
        guard z <= printer.maximumHeight + 1e-9 else { throw .tooHigh(height: z, limit: printer.maximumHeight, printer: printer.name) }
    }
}

extension LayerPaths {
    /// Where the nozzle is after the last line.
    fileprivate var end: Point? {
        guard let last = paths.last(where: { $0.count > 1 }) else { return nil }
        let vertex = last.isClosed ? last.start : last.start + last.count - 1
        return Point(x[vertex], y[vertex])
    }
}
