internal import ImpressionSlicing

/// A layer as G-code, and where in it progress may be told.
struct LayerText: Sendable {
    var bytes: [UInt8]
    /// Places between two lines and the time that has passed in the layer, s.
    var marks: [(offset: Int, elapsed: Double)]
    var roleTimes: [Double]
    /// mm, as written, by role and by extruder.
    var roleFilament: [Double]
    var toolFilament: [Double]
}

/// Prints moves. Numbers are whole steps already: nothing is rounded here but filament, whose remainders are carried on.
struct LayerTextPrinter {
    let dialect: any Dialect
    let builder: LayerMotionBuilder
    let labels: ObjectLabelText
    /// Lines before the first move, made by the caller.
    let head: [UInt8]

    /// Least time between two places where progress may be told, s.
    private static let markSpacing = 2.0
    /// Widths are told again when they differ by this, mm.
    private static let widthStep: Float = 0.01
    /// No move with its comments is longer, bytes.
    private static let longest = 224

    func text(of motion: LayerMotion) -> LayerText {
        var result = LayerText(bytes: [], marks: [], roleTimes: .init(repeating: 0, count: Role.allCases.count), roleFilament: .init(repeating: 0, count: Role.allCases.count), toolFilament: .init(repeating: 0, count: 256))
        let changes = motion.toolChanges.reduce(0) { $0 + $1.count }
        result.bytes = [UInt8](unsafeUninitializedCapacity: head.count + changes + motion.moves.count * (Self.longest + labels.longest) + labels.longest + 64) { buffer, count in
            let comments = dialect.comments
            var cursor = TextCursor(buffer.baseAddress!)
            cursor.put(head)
            var state = State()
            let fans = FanText(motion)
            for (i, move) in motion.moves.enumerated() {
                if move.object != state.object {
                    if state.object >= 0 { cursor.put(labels.end(state.object)) }
                    if move.object >= 0 { cursor.put(labels.start(move.object)) }
                    state.object = move.object
                }
                if move.kind == .toolChange {
                    cursor.put(motion.toolChanges[state.changes])
                    state.changes += 1
                    (state.feed, state.role, state.filament) = (.min, .max, 0)
                    continue
                }
                if move.kind == .extrude {
                    blow(fans, move.role == Role.bridge.rawValue || move.role == Role.overhangWall.rawValue, &state, &cursor)
                    describe(move, motion, comments, &state, &cursor)
                }
                if (move.kind == .wipe) != state.isWiping {
                    state.isWiping.toggle()
                    cursor.put(state.isWiping ? comments.wipeStart : comments.wipeEnd)
                }
                append(move, &state, &cursor)
                let time = motion.times[i]
                state.elapsed += time
                result.roleTimes[Int(move.role)] += time
                if move.kind == .extrude {
                    let filament = Double(state.lastFilament) / PlannedMove.filamentSteps
                    result.roleFilament[Int(move.role)] += filament
                    result.toolFilament[Int(move.tool)] += filament
                }
                if state.elapsed - state.marked >= Self.markSpacing {
                    state.marked = state.elapsed
                    result.marks.append((cursor.count, state.elapsed))
                }
            }
            if state.isWiping { cursor.put(comments.wipeEnd) }
            blow(fans, false, &state, &cursor)
            if state.object >= 0 { cursor.put(labels.end(state.object)) }
            count = cursor.count
        }
        return result
    }

    private struct State {
        var x = Int32.min, y = Int32.min, z = Int32.min, feed = Int32.min
        var role = UInt8.max
        var width = -Float.infinity
        /// 0 is the layer's own.
        var height: Float = 0
        var acceleration = 0
        var carry = 0.0
        var lastFilament = 0
        /// Where filament is told by its total: since the layer or the extruder began, in steps.
        var filament = 0
        var isWiping = false
        /// Whether the fan is that of lines over nothing.
        var hangs = false
        var elapsed = 0.0
        var marked = 0.0
        var object: Int32 = -1
        var changes = 0
    }

    /// The fan where lines begin or end to hang over nothing.
    private func blow(_ fans: FanText, _ hangs: Bool, _ state: inout State, _ cursor: inout TextCursor) {
        guard hangs != state.hangs else { return }
        state.hangs = hangs
        if fans.differs { cursor.put(hangs ? fans.hanging : fans.usual) }
    }

    /// Feature, thickness, width and acceleration where they change.
    private func describe(_ move: PlannedMove, _ motion: LayerMotion, _ comments: CommentStyle, _ state: inout State, _ cursor: inout TextCursor) {
        if move.role != state.role {
            state.role = move.role
            cursor.put(comments.types[Int(move.role)])
            let asked = Int(builder.requestedAcceleration(of: Role.allCases[Int(move.role)], layer: motion.index).rounded())
            if asked > 0, asked != state.acceleration {
                state.acceleration = asked
                cursor.put(Array((dialect.printAcceleration(asked) + "\n").utf8))
            }
        }
        if move.height != state.height {
            state.height = move.height
            let height = move.height > 0 ? Double(move.height) : motion.height
            cursor.put(comments.height)
            cursor.put(fixed: Int((height * 1e6).rounded()), places: 6)
            cursor.newline()
        }
        if (move.width - state.width).magnitude >= Self.widthStep {
            state.width = move.width
            cursor.put(comments.width)
            cursor.put(fixed: Int((Double(move.width) * 1000).rounded()), places: 3)
            cursor.newline()
        }
    }

    private func append(_ move: PlannedMove, _ state: inout State, _ cursor: inout TextCursor) {
        if builder.profile.printer.firmwareRetracts, move.kind == .retract || move.kind == .unretract {
            cursor.put(move.kind == .retract ? "G10\n" : "G11\n")
            return
        }
        cursor.put(move.turn == 0 ? "G1" : move.turn < 0 ? "G2" : "G3")
        if move.kind.isInPlane {
            if move.x != state.x || move.turn != 0 { cursor.put(" X", micrometres: move.x) }
            if move.y != state.y || move.turn != 0 { cursor.put(" Y", micrometres: move.y) }
            (state.x, state.y) = (move.x, move.y)
        }
        if move.kind == .lift || move.kind == .extrude && move.z != state.z { cursor.put(" Z", micrometres: move.z) }
        if move.kind == .lift || move.kind == .extrude { state.z = move.z }
        if move.turn != 0 {
            cursor.put(" I", micrometres: move.center.x)
            cursor.put(" J", micrometres: move.center.y)
        }
        if move.filament != 0 { appendFilament(move, &state, &cursor) }
        if move.feed != state.feed {
            cursor.put(" F")
            cursor.put(fixed: Int(move.feed), places: 0)
            state.feed = move.feed
        }
        cursor.newline()
    }

    private func appendFilament(_ move: PlannedMove, _ state: inout State, _ cursor: inout TextCursor) {
        let exact = move.filament + (move.kind == .extrude ? state.carry : 0)
        let steps = Int(exact.rounded())
        if move.kind == .extrude { (state.carry, state.lastFilament) = (exact - Double(steps), steps) }
        state.filament += steps
        cursor.put(" E")
        cursor.put(fixed: builder.profile.printer.hasRelativeFilament ? steps : state.filament, places: 5)
    }
}
