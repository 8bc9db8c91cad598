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
    ///   - kind: What the text is packed in.
    ///   - progress: Told the share of layers done.
    ///   - write: Takes the file piece by piece.
    public func write<Sink: Error>(_ source: some LayerSource, as kind: GCodeFile.Kind = .text, workers: Workers = .one, progress: (Double) -> Void = { _ in },
                                   to write: ([UInt8]) throws(Sink) -> Void) throws(Failure<Sink>) -> PrintReport {
        let objects = PrintedObject.objects(of: source, name: job.name)
        let style = PrintSettings.ObjectLabels(rawValue: job.profile.print.objectLabels) ?? .octoprint
        var body = Body(spool: Spool(), labels: ObjectLabelText(objects, style, dialect))
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
        let frame = GCodeFrame(job: job, dialect: dialect, code: code, report: body.report, firstLayer: body.firstExtent, objects: objects, labels: body.labels, firstTool: body.firstTool)
        let parts: GCodeParts
        do throws(GCodeError) { parts = try frame.parts(after: body.session) } catch { throw .job(error) }
        var container = kind.container(workers)
        var told = ProgressLines(dialect: dialect, total: body.report.time, isWanted: job.profile.print.showsProgress)
        var index = 0
        do throws(SpoolFailure<Sink>) {
            do throws(Sink) { try put(container.begin(parts), write) } catch { throw SpoolFailure.sink(error) }
            try body.spool.forEach { bytes throws(Sink) in
                try put(container.add(told.inserted(into: bytes, at: body.layers[index])), write)
                index += 1
            }
            do throws(Sink) { try put(container.end(parts), write) } catch { throw SpoolFailure.sink(error) }
        } catch {
            switch error {
            case .sink(let error): throw .sink(error)
            case .spool(let reason): throw .job(.spool(reason: reason))
            }
        }
        return body.report
    }

    private func put<Sink: Error>(_ bytes: [UInt8], _ write: ([UInt8]) throws(Sink) -> Void) throws(Sink) {
        if !bytes.isEmpty { try write(bytes) }
    }

    /// What is known of the layers so far.
    private struct Body {
        let spool: Spool
        let labels: ObjectLabelText
        var firstTool: UInt8 = 0
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
        let frame = GCodeFrame(job: job, dialect: dialect, code: code, report: report, firstLayer: source.bounds, objects: [], labels: ObjectLabelText([], .disabled, dialect), firstTool: 0)
        return (try? frame.start(&session)) == nil ? MacroSession() : session
    }

    private func printLayers(of source: some LayerSource, _ code: CustomCode, into body: inout Body, _ workers: Workers, _ progress: (Double) -> Void) throws(GCodeError) {
        var head = LayerHead(profile: job.profile, dialect: dialect, code: code, session: body.session, events: job.events, total: source.layerCount)
        var end: Point?, tool: UInt8?, used: Set<UInt8> = []
        // Several layers for each worker, so that none waits long for another's.
        let most = workers.count == 1 ? 1 : workers.count * 8
        for first in stride(from: 0, to: source.layerCount, by: most) {
            let count = min(most, source.layerCount - first)
            let layers = workers.map(count) { source.layer(first + $0) }
            let starts = layers.map { layer -> (place: Point?, tool: UInt8, used: Set<UInt8>) in
                if tool == nil, let first = layer.paths.first?.tool { body.firstTool = first }
                let own = tool ?? body.firstTool
                defer {
                    (end, tool) = (layer.end ?? end, layer.paths.last?.tool ?? tool)
                    for path in layer.paths { used.insert(path.tool) }
                }
                return (end, own, used)
            }
            let motions = workers.map(count) { i in Result { () throws(GCodeError) in try builder.motion(of: layers[i], after: starts[i].place, tool: starts[i].tool, used: starts[i].used) } }
            var printers: [(LayerTextPrinter, LayerMotion)] = []
            for motion in motions {
                var motion = try motion.get()
                if motion.moves.isEmpty { continue }
                try checkHeight(motion.z + job.profile.printer.zOffset)
                let lines = try head.lines(for: motion)
                try head.prepareToolChanges(in: &motion)
                printers.append((LayerTextPrinter(dialect: dialect, builder: builder, labels: body.labels, head: lines), motion))
            }
            let texts = workers.map(printers.count) { printers[$0].0.text(of: printers[$0].1) }
            for (text, printed) in zip(texts, printers) { try add(text, printed.1, to: &body) }
            progress(Double(first + count) / Double(source.layerCount))
        }
        body.session = head.session
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
        body.report.toolChanges += motion.toolChanges.count
        body.report.height = max(body.report.height, motion.z)
        for role in Role.allCases {
            let i = Int(role.rawValue)
            body.report.roleTimes[i] += text.roleTimes[i]
            body.report.roleFilament[i] += text.roleFilament[i]
        }
        for (tool, filament) in text.toolFilament.enumerated() where filament > 0 {
            while body.report.toolFilament.count <= tool { body.report.toolFilament.append(0) }
            body.report.toolFilament[tool] += filament
        }
        try body.spool.append(text.bytes)
    }

    private func finish(_ report: inout PrintReport) {
        report.filament = report.roleFilament.reduce(0, +)
        for (tool, length) in report.toolFilament.enumerated() {
            let filament = job.profile.filament(of: UInt8(tool)), volume = length * filament.area
            report.filamentVolume += volume
            report.filamentMass += volume * filament.density / 1000
            report.filamentCost += volume * filament.density / 1e6 * filament.cost
        }
        let filament = job.profile.filament
        func volume(_ role: Role) -> Double { report.roleFilament[Int(role.rawValue)] * filament.area / filament.flow }
        report.purgeVolume = volume(.purgeTower)
        let plate = Role.allCases.filter(\.isPlate).reduce(0) { $0 + volume($1) }
        report.pieceVolume = report.filament * filament.area / filament.flow - plate
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
