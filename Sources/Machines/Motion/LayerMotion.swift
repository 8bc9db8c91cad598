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
    /// The same while lines hang over nothing.
    var hangingFan = 0.0
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
    let speeds: [Double]
    let travelSpeed: Double
    /// In steps of `PlannedMove`.
    let retraction: Double
    let toolChangeRetraction: Double
    /// By extruder.
    let tools: [Tool]

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
    ///   - used: Extruders that have drawn before and rest.
    func motion(of paths: LayerPaths, after start: Point?, tool: UInt8 = 0, used: Set<UInt8> = []) throws(GCodeError) -> LayerMotion {
        var walk = NozzleWalk(builder: self, paths: paths, start: start, tool: tool, used: used)
        for path in paths.paths { try walk.draw(path) }
        var motion = walk.motion
        Cooling(profile: profile).apply(to: &motion, nominal: walk.nominalTime, from: start)
        plan(&motion, from: start)
        CurveMerging(profile.print).apply(to: &motion, from: start)
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
            case .wipe: travel
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
    /// Steps of filament for a millimetre of line. What hangs is a round thread as thick as the nozzle.
    func filamentRate(_ tool: Tool, role: Role, width: Double, height: Double) -> Double {
        let nozzle = profile.print.slice.nozzleDiameter
        let area = role == .bridge || role == .overhangWall ? .pi / 4 * nozzle * nozzle * profile.print.bridgeFlow : beadArea(width: width, height: height)
        return area * tool.flow / tool.area * PlannedMove.filamentSteps
    }
}

/// The nearest whole micrometre. `millimetres` is below 10⁵ in magnitude.
func micrometres(_ millimetres: Double) -> Int32 { Int32((millimetres * 1000).rounded()) }

/// Whole mm/min, rounded down so that no limit is passed; at least 1.
func feedrate(_ speed: Double) -> Int32 { Int32(max(1, min(1e6, (speed * 60 + 1e-6).rounded(.down)))) }
