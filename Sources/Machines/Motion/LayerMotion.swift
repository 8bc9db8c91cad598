internal import ImpressionGeometry
internal import ImpressionSlicing

/// One layer as moves with their times: everything that the text needs, and nothing that another layer decides.
struct LayerMotion: Sendable {
    var index: Int
    var z: Double
    var height: Double
    var moves: [PlannedMove] = []
    /// Seconds, one for each move.
    var times: [Double] = []
    /// Share of full fan, 0 … 1.
    var fan = 0.0
    /// Filament pushed by lines, in steps of `PlannedMove`, before rounding.
    var filament = 0.0
    var retractions = 0
    /// What was drawn, mm on the plate, centre lines.
    var extent = Box.empty
    /// Lines of G-code for each change of extruder, in order.
    var toolChanges: [[UInt8]] = []

    var duration: Double { times.reduce(0, +) }
}

/// Turns a layer's lines into moves: order and geometry are kept; speed, flow, retraction and cooling are added.
struct LayerMotionBuilder {
    let profile: PrintProfile
    /// Per role, above the first layer, mm/s.
    private let speeds: [Double]
    private let travelSpeed: Double
    private let retraction: Double
    private let toolChangeRetraction: Double
    /// By extruder.
    private let tools: [Tool]

    /// What the filament of an extruder decides.
    struct Tool: Sendable {
        var greatestFlow: Double
        var flow: Double
        var area: Double
        /// mm³ in a step of filament.
        var flowPerStep: Double { area / PlannedMove.filamentSteps }
    }

    init(profile: PrintProfile) {
        self.profile = profile
        let plane = min(profile.printer.limits.speed.x, profile.printer.limits.speed.y)
        speeds = Role.allCases.map { min(profile.print.speed(of: $0), plane) }
        travelSpeed = min(profile.print.travelSpeed, plane)
        tools = profile.filaments.map { filament in
            let flows = [profile.print.maximumFlow, filament.maximumFlow].filter { $0 > 0 }
            return Tool(greatestFlow: flows.min() ?? .infinity, flow: filament.flow, area: filament.area)
        }
        retraction = (profile.printer.retraction * PlannedMove.filamentSteps).rounded()
        toolChangeRetraction = (profile.printer.toolChangeRetraction * PlannedMove.filamentSteps).rounded()
    }

    /// Moves of `paths`, from where the layer before ended.
    ///
    /// - Parameters:
    ///   - start: Last place of the layers below; nil before the first line.
    ///   - tool: The extruder in use.
    func motion(of paths: LayerPaths, after start: Point?, tool: UInt8 = 0) throws(GCodeError) -> LayerMotion {
        var state = State(builder: self, paths: paths, start: start, tool: tool)
        for path in paths.paths { try state.draw(path) }
        var motion = state.motion
        Cooling(profile: profile).apply(to: &motion, nominal: state.nominalTime, from: start)
        plan(&motion, from: start)
        return motion
    }

    private func plan(_ motion: inout LayerMotion, from start: Point?) {
        var planner = MotionPlanner(limits: profile.printer.limits)
        let limits = profile.printer.limits
        let print = Role.allCases.map { acceleration(of: $0, layer: motion.index) }
        let travel = profile.print.travelAcceleration > 0 ? profile.print.travelAcceleration : limits.travel
        var last = motion.moves.first.map { first in start.map { SIMD3(micrometres($0.x), micrometres($0.y), first.z) } ?? SIMD3(first.x, first.y, first.z) } ?? .zero
        for move in motion.moves {
            let here = SIMD3(move.x, move.y, move.z)
            let delta = SIMD3<Double>(here &- last) * 1e-3
            last = here
            let acceleration = switch move.kind {
            case .extrude: print[Int(move.role)]
            case .travel, .lift, .toolChange: travel
            case .retract, .unretract: limits.retracting
            }
            planner.append(SIMD4(delta, move.filament / PlannedMove.filamentSteps), speed: Double(move.feed) / 60, acceleration: acceleration)
        }
        motion.times = planner.finish()
    }

    /// What the planner may use for a role: the setting, or the machine's own.
    func acceleration(of role: Role, layer: Int) -> Double {
        let asked = requestedAcceleration(of: role, layer: layer)
        return asked > 0 ? asked : profile.printer.limits.extruding
    }

    /// What is written for a role; 0 writes nothing.
    func requestedAcceleration(of role: Role, layer: Int) -> Double {
        if layer == 0, profile.print.firstLayerAcceleration > 0 { return profile.print.firstLayerAcceleration }
        return profile.print.acceleration(of: role)
    }
}

extension LayerMotionBuilder {
    /// Where the nozzle is while a layer is built.
    private struct State {
        let builder: LayerMotionBuilder
        let paths: LayerPaths
        var motion: LayerMotion
        var x: Int32 = 0
        var y: Int32 = 0
        var z: Int32
        var isPlaced: Bool
        var hasRisen = false
        var nominalTime = 0.0
        var tool: UInt8
        var object: Int32 = -1

        init(builder: LayerMotionBuilder, paths: LayerPaths, start: Point?, tool: UInt8) {
            self.tool = tool
            self.builder = builder
            self.paths = paths
            motion = LayerMotion(index: paths.index, z: paths.z, height: paths.height)
            motion.moves.reserveCapacity(paths.x.count + paths.paths.count * 3)
            z = micrometres(paths.z + builder.profile.printer.zOffset)
            isPlaced = start != nil
            if let start {
                x = micrometres(start.x)
                y = micrometres(start.y)
            }
        }

        mutating func draw(_ path: LayerPaths.Path) throws(GCodeError) {
            guard path.count > 1, path.start >= 0, path.start + path.count <= paths.x.count else { return }
            object = path.object
            if path.tool != tool { change(to: path.tool, path.role) }
            try travel(to: path)
            let speed = speed(of: path.role)
            for i in path.start + 1..<path.start + path.count { try line(from: i - 1, to: i, path.role, speed) }
            if path.isClosed { try line(from: path.start + path.count - 1, to: path.start, path.role, speed) }
        }

        private func speed(of role: Role) -> Double {
            let own = builder.speeds[Int(role.rawValue)]
            return motion.index == 0 ? min(own, builder.profile.print.firstLayerSpeed) : own
        }

        private func place(_ vertex: Int) throws(GCodeError) -> (x: Int32, y: Int32) {
            let (px, py) = (paths.x[vertex], paths.y[vertex])
            guard px.magnitude < 1e5, py.magnitude < 1e5 else { throw .notDrawable(layer: paths.index, value: px.magnitude < 1e5 ? py : px) }
            return (micrometres(px), micrometres(py))
        }

        /// Height of a vertex, µm.
        private func rise(_ vertex: Int) -> Int32 { paths.rise.isEmpty ? z : z + micrometres(Double(paths.rise[vertex])) }

        private mutating func line(from a: Int, to b: Int, _ role: Role, _ speed: Double) throws(GCodeError) {
            let (tx, ty) = try place(b)
            let (dx, dy) = (Double(tx - x), Double(ty - y))
            guard dx != 0 || dy != 0 else { return }
            let tz = rise(b)
            let length = (dx * dx + dy * dy).squareRoot() * 1e-3
            let width = (paths.width[a] + paths.width[b]) / 2
            let own = builder.tools[min(Int(tool), builder.tools.count - 1)]
            let filament = length * builder.filamentRate(own, role: role, width: Double(width), height: paths.height)
            guard filament.isFinite, filament > 0 else { throw .notDrawable(layer: paths.index, value: Double(width)) }
            let flow = (filament + 1) * own.flowPerStep
            let v = flow * speed > own.greatestFlow * length ? own.greatestFlow * length / flow : speed
            nominalTime += length / v
            motion.filament += filament
            add(PlannedMove(x: tx, y: ty, z: tz, feed: feedrate(v), filament: filament, width: width, kind: .extrude, role: role.rawValue))
            if motion.extent.isEmpty { motion.extent.add(Point(Double(x) * 1e-3, Double(y) * 1e-3)) }
            motion.extent.add(Point(Double(tx) * 1e-3, Double(ty) * 1e-3))
            (x, y) = (tx, ty)
        }

        private mutating func travel(to path: LayerPaths.Path) throws(GCodeError) {
            let (vertex, role) = (path.start, path.role)
            let (tx, ty) = try place(vertex)
            let (dx, dy) = (Double(tx - x), Double(ty - y))
            let length = isPlaced ? (dx * dx + dy * dy).squareRoot() * 1e-3 : .infinity
            let printer = builder.profile.printer
            let changesLayer = !hasRisen
            let isHidden = path.isReachedInside && builder.profile.print.retractsOnlyAcrossWalls && !changesLayer
            let retracts = builder.retraction > 0 && !isHidden && (length >= printer.leastRetractedTravel || (changesLayer && printer.retractsAtLayerChange))
            if retracts { push(-builder.retraction, printer.retractionSpeed, .retract, role) }
            let lift = retracts ? self.lift : 0
            let z = rise(vertex)
            if changesLayer && paths.rise.isEmpty || lift > 0 || motion.moves.last.map({ $0.z != z }) ?? paths.rise.isEmpty { rise(to: z + lift, role) }
            hasRisen = true
            if path.detour >= 0, isPlaced {
                for point in paths.detours[Int(path.detour)] { go(to: (micrometres(point.x), micrometres(point.y)), z + lift, role) }
            }
            if length > 0 { go(to: (tx, ty), z + lift, role) }
            isPlaced = true
            if lift > 0 { rise(to: z, role) }
            if retracts { push(builder.retraction, printer.pushSpeed, .unretract, role) }
        }

        private mutating func go(to place: (x: Int32, y: Int32), _ z: Int32, _ role: Role) {
            let (dx, dy) = (Double(place.x - x), Double(place.y - y))
            (x, y) = place
            add(PlannedMove(x: x, y: y, z: z, feed: feedrate(builder.travelSpeed), filament: 0, width: 0, kind: .travel, role: role.rawValue))
            if isPlaced { nominalTime += (dx * dx + dy * dy).squareRoot() * 1e-3 / builder.travelSpeed }
        }

        /// The filament is drawn back for the time that its extruder rests, and the next one's pushed out.
        private mutating func change(to next: UInt8, _ role: Role) {
            let printer = builder.profile.printer, draws = builder.toolChangeRetraction > 0
            if isPlaced, draws { push(-builder.toolChangeRetraction, printer.retractionSpeed, .retract, role) }
            tool = next
            add(PlannedMove(x: x, y: y, z: motion.moves.last?.z ?? z, feed: feedrate(builder.travelSpeed), filament: 0, width: 0, kind: .toolChange, role: role.rawValue))
            if isPlaced, draws { push(builder.toolChangeRetraction, printer.pushSpeed, .unretract, role) }
        }

        private mutating func add(_ move: PlannedMove) {
            var move = move
            (move.tool, move.object) = (tool, object)
            motion.moves.append(move)
        }

        /// µm.
        private var lift: Int32 {
            let printer = builder.profile.printer
            let inRange = paths.z >= printer.liftAbove && (printer.liftBelow == 0 || paths.z <= printer.liftBelow)
            return inRange ? micrometres(min(printer.lift, max(0, printer.maximumHeight - Double(z) * 1e-3))) : 0
        }

        private mutating func push(_ filament: Double, _ speed: Double, _ kind: PlannedMove.Kind, _ role: Role) {
            let speed = min(speed, builder.profile.printer.limits.speed.w)
            if kind == .retract { motion.retractions += 1 }
            nominalTime += filament.magnitude / PlannedMove.filamentSteps / speed
            add(PlannedMove(x: x, y: y, z: motion.moves.last?.z ?? z, feed: feedrate(speed), filament: filament, width: 0, kind: kind, role: role.rawValue))
        }

        private mutating func rise(to height: Int32, _ role: Role) {
            let limit = builder.profile.printer.limits.speed.z
            let asked = builder.profile.print.verticalTravelSpeed
            add(PlannedMove(x: x, y: y, z: height, feed: feedrate(asked > 0 ? min(asked, limit) : limit), filament: 0, width: 0, kind: .lift, role: role.rawValue))
        }
    }

    /// Steps of filament for a millimetre of line.
    fileprivate func filamentRate(_ tool: Tool, role: Role, width: Double, height: Double) -> Double {
        let nozzle = profile.print.slice.nozzleDiameter
        let area = role == .bridge ? .pi / 4 * nozzle * nozzle * profile.print.bridgeFlow : beadArea(width: width, height: height)
        return area * tool.flow / tool.area * PlannedMove.filamentSteps
    }
}

/// The nearest whole micrometre. `millimetres` is below 10⁵ in magnitude.
func micrometres(_ millimetres: Double) -> Int32 { Int32((millimetres * 1000).rounded()) }

/// Whole mm/min, rounded down so that no limit is passed; at least 1.
func feedrate(_ speed: Double) -> Int32 { Int32(max(1, min(1e6, (speed * 60 + 1e-6).rounded(.down)))) }
