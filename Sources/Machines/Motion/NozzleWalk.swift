internal import ImpressionGeometry
internal import ImpressionSlicing

/// The nozzle's way through one layer: lines become moves, and between them come travels with what belongs to them.
struct NozzleWalk {
    private let builder: LayerMotionBuilder
    private let paths: LayerPaths
    private(set) var motion: LayerMotion
    /// Time at the asked speeds, s.
    private(set) var nominalTime = 0.0
    private var x: Int32 = 0
    private var y: Int32 = 0
    private let z: Int32
    private var isPlaced: Bool
    private var hasRisen = false
    private var tool: UInt8
    /// Extruders that have drawn and were drawn back since; the others' filament stands at the nozzle.
    private var used: Set<UInt8>
    private var object: Int32 = -1
    /// What was drawn last in this layer.
    private var drawn: LayerPaths.Path?

    private var printer: Printer { builder.profile.printer }
    /// Filament drawn back on a wipe is slower than in place, whatever is rounded.
    private static let wipeShare = 0.95

    init(builder: LayerMotionBuilder, paths: LayerPaths, start: Point?, tool: UInt8, used: Set<UInt8>) {
        (self.builder, self.paths, self.tool, self.used) = (builder, paths, tool, used)
        motion = LayerMotion(index: paths.index, z: paths.z, height: paths.height)
        motion.moves.reserveCapacity(paths.x.count + paths.paths.count * 3)
        z = micrometres(paths.z + builder.profile.printer.zOffset)
        isPlaced = start != nil
        if let start { (x, y) = (micrometres(start.x), micrometres(start.y)) }
    }

    mutating func draw(_ path: LayerPaths.Path) throws(GCodeError) {
        guard path.count > 1, path.start >= 0, path.start + path.count <= paths.x.count else { return }
        object = path.object
        if path.tool != tool { change(to: path.tool, path.role) }
        try travel(to: path)
        let speed = builder.speed(of: path, in: paths)
        for i in path.start + 1..<path.start + path.count { try line(from: i - 1, to: i, path, speed) }
        if path.isClosed { try line(from: path.start + path.count - 1, to: path.start, path, speed) }
        drawn = path
    }

    private func place(_ vertex: Int) throws(GCodeError) -> (x: Int32, y: Int32) {
        let (px, py) = (paths.x[vertex], paths.y[vertex])
        guard px.magnitude < 1e5, py.magnitude < 1e5 else { throw .notDrawable(layer: paths.index, value: px.magnitude < 1e5 ? py : px) }
        return (micrometres(px), micrometres(py))
    }

    /// Height of a vertex, µm.
    private func rise(_ vertex: Int) -> Int32 { vertex >= paths.rise.count ? z : z + micrometres(Double(paths.rise[vertex])) }

    private mutating func line(from a: Int, to b: Int, _ path: LayerPaths.Path, _ speed: Double) throws(GCodeError) {
        let (tx, ty) = try place(b)
        let (dx, dy) = (Double(tx - x), Double(ty - y))
        guard dx != 0 || dy != 0 else { return }
        let tz = rise(b)
        let length = (dx * dx + dy * dy).squareRoot() * 1e-3
        let width = (paths.width[a] + paths.width[b]) / 2
        let own = builder.tools[min(Int(tool), builder.tools.count - 1)]
        let filament = length * builder.filamentRate(own, role: path.role, width: Double(width), height: path.height > 0 ? Double(path.height) : paths.height)
        guard filament.isFinite, filament > 0 else { throw .notDrawable(layer: paths.index, value: Double(width)) }
        let flow = (filament + 1) * own.flowPerStep
        let v = flow * speed > own.greatestFlow * length ? own.greatestFlow * length / flow : speed
        nominalTime += length / v
        motion.filament += filament
        add(PlannedMove(x: tx, y: ty, z: tz, feed: feedrate(v), filament: filament, width: width, kind: .extrude, role: path.role.rawValue, height: path.height))
        if motion.extent.isEmpty { motion.extent.add(Point(Double(x) * 1e-3, Double(y) * 1e-3)) }
        motion.extent.add(Point(Double(tx) * 1e-3, Double(ty) * 1e-3))
        (x, y) = (tx, ty)
    }

    private mutating func add(_ move: PlannedMove) {
        var move = move
        (move.tool, move.object) = (tool, object)
        motion.moves.append(move)
    }
}

/// Between the lines.
extension NozzleWalk {
    private mutating func travel(to path: LayerPaths.Path) throws(GCodeError) {
        let (vertex, role) = (path.start, path.role)
        let (tx, ty) = try place(vertex)
        let length = isPlaced ? distance(to: (tx, ty)) : .infinity
        let changesLayer = !hasRisen
        let isOver = changesLayer && paths.approach > 0
        let isHidden = path.isReachedInside && builder.profile.print.retractsOnlyAcrossWalls && !changesLayer
        let isLong = length >= printer.leastRetractedTravel || (changesLayer && printer.retractsAtLayerChange)
        let retracts = builder.retraction > 0 && !isHidden && (isLong || isOver)
        if retracts { drawBack(role) }
        var lift = retracts ? self.lift : 0
        let z = rise(vertex)
        if isOver { lift = max(lift, micrometres(min(paths.approach + printer.zOffset, max(0, printer.maximumHeight))) - z) }
        if changesLayer && paths.rise.isEmpty || lift > 0 || motion.moves.last.map({ $0.z != z }) ?? paths.rise.isEmpty { rise(to: z + lift, role) }
        hasRisen = true
        if path.detour >= 0, isPlaced {
            for point in paths.detours[Int(path.detour)] { go(to: (micrometres(point.x), micrometres(point.y)), z + lift, role) }
        }
        if length > 0 { go(to: (tx, ty), z + lift, role) }
        isPlaced = true
        if lift > 0 { rise(to: z, role) }
        if retracts { push(builder.retraction + printer.extraUnretraction * PlannedMove.filamentSteps, printer.pushSpeed, .unretract, role) }
    }

    private func distance(to place: (x: Int32, y: Int32)) -> Double {
        let (dx, dy) = (Double(place.x - x), Double(place.y - y))
        return (dx * dx + dy * dy).squareRoot() * 1e-3
    }

    private mutating func go(to place: (x: Int32, y: Int32), _ z: Int32, _ role: Role) {
        if isPlaced { nominalTime += distance(to: place) / builder.travelSpeed }
        (x, y) = place
        add(PlannedMove(x: x, y: y, z: z, feed: feedrate(builder.travelSpeed), filament: 0, width: 0, kind: .travel, role: role.rawValue))
    }

    /// In place or, where the printer wipes, partly on the way back over what was drawn.
    private mutating func drawBack(_ role: Role) {
        var left = builder.retraction
        if printer.wipes, !printer.firmwareRetracts, paths.rise.isEmpty, let drawn {
            let before = (left * printer.retractionBeforeWipe).rounded()
            if before > 0 { push(-before, printer.retractionSpeed, .retract, role) }
            left -= before
            wipe(drawn, &left, role)
            if left > 0 { push(-left, printer.retractionSpeed, .retract, role, counts: before == 0 && left == builder.retraction) }
            if before == 0 && left < builder.retraction { motion.retractions += 1 }
        } else {
            push(-left, printer.retractionSpeed, .retract, role)
        }
    }

    /// Runs on along a closed line, back along an open one, as far as the filament needs to be drawn back.
    private mutating func wipe(_ path: LayerPaths.Path, _ left: inout Double, _ role: Role) {
        let speed = builder.travelSpeed * 0.8, rate = Self.wipeShare * printer.retractionSpeed * PlannedMove.filamentSteps / speed
        for step in 1..<path.count where left > 0 {
            let vertex = path.isClosed ? path.start + step : path.start + path.count - 1 - step
            var target = (x: micrometres(paths.x[vertex]), y: micrometres(paths.y[vertex]))
            let length = distance(to: target), reach = left / rate
            guard length > 0 else { continue }
            if length > reach {
                target = (x + Int32((Double(target.x - x) * reach / length).rounded()), y + Int32((Double(target.y - y) * reach / length).rounded()))
            }
            let filament = min(left, (min(length, reach) * rate).rounded(.up)), way = distance(to: target)
            guard way > 0 else { break }
            // On a way of a few micrometres rounding counts.
            let own = min(speed, way * rate * speed / filament)
            left -= filament
            (x, y) = target
            nominalTime += way / own
            add(PlannedMove(x: x, y: y, z: motion.moves.last?.z ?? z, feed: feedrate(own), filament: -filament, width: 0, kind: .wipe, role: role.rawValue))
        }
    }

    /// The filament is drawn back for the time that its extruder rests, and the next one's pushed out where that has rested, too.
    private mutating func change(to next: UInt8, _ role: Role) {
        let draws = builder.toolChangeRetraction > 0
        if isPlaced, draws {
            push(-builder.toolChangeRetraction, printer.retractionSpeed, .retract, role)
            used.insert(tool)
        }
        tool = next
        drawn = nil
        add(PlannedMove(x: x, y: y, z: motion.moves.last?.z ?? z, feed: feedrate(builder.travelSpeed), filament: 0, width: 0, kind: .toolChange, role: role.rawValue))
        if used.contains(next), draws { push(builder.toolChangeRetraction + printer.extraToolChangeUnretraction * PlannedMove.filamentSteps, printer.pushSpeed, .unretract, role) }
    }

    /// µm.
    private var lift: Int32 {
        let inRange = paths.z >= printer.liftAbove && (printer.liftBelow == 0 || paths.z <= printer.liftBelow)
        return inRange ? micrometres(min(printer.lift, max(0, printer.maximumHeight - Double(z) * 1e-3))) : 0
    }

    private mutating func push(_ filament: Double, _ speed: Double, _ kind: PlannedMove.Kind, _ role: Role, counts: Bool = true) {
        let speed = min(speed, printer.limits.speed.w)
        if kind == .retract, counts { motion.retractions += 1 }
        nominalTime += filament.magnitude / PlannedMove.filamentSteps / speed
        add(PlannedMove(x: x, y: y, z: motion.moves.last?.z ?? z, feed: feedrate(speed), filament: filament, width: 0, kind: kind, role: role.rawValue))
    }

    private mutating func rise(to height: Int32, _ role: Role) {
        let limit = printer.limits.speed.z, asked = builder.profile.print.verticalTravelSpeed
        add(PlannedMove(x: x, y: y, z: height, feed: feedrate(asked > 0 ? min(asked, limit) : limit), filament: 0, width: 0, kind: .lift, role: role.rawValue))
    }
}
