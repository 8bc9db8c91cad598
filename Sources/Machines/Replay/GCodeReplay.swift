public import ImpressionGeometry

/// What a file of G-code makes a machine do: read back move by move, ours or another slicer's.
///
/// Understands G0/G1, G2/G3 with I and J (as chords), G90/G91, M82/M83, G92, G10/G11, M486, and the comments of PrusaSlicer, OrcaSlicer,
/// Bambu Studio and Cura; other words are passed over.
/// O(bytes); holds one line at a time.
public struct GCodeReplay: Sendable {
    /// A line of plastic between two places.
    public struct Bead: Sendable {
        public var from: Point
        public var to: Point
        /// Of the nozzle, mm.
        public var z: Double
        /// Of the layer, mm.
        public var height: Double
        /// From the plastic that was pushed, mm.
        public var width: Double
        /// mm³
        public var volume: Double
        /// The word after `;TYPE:`; empty before the first.
        public var role: String
        public var feature: LineFeature
        /// 0 is the first layer that was announced.
        public var layer: Int
        /// 0 is the first extruder.
        public var tool: Int
        /// Of the labelled objects, in the order of their labels; −1 outside of all.
        public var object: Int
    }

    public struct Statistics: Sendable, Equatable {
        public var lines = 0
        public var layers = 0
        public var beads = 0
        /// mm, without retractions.
        public var filament = 0.0
        /// Lines of the piece, without `Skirt/Brim`, mm³.
        public var pieceVolume = 0.0
        /// Ends of lines of plastic, mm.
        public var extent = Box.empty
        public var greatestZ = 0.0
        public var travel = 0.0
        public var retractions = 0
        /// Filament that is drawn back and not pushed out again at the end, mm.
        public var drawnBack = 0.0
        /// What the file says wrote it.
        public var generator = ""
        /// Filament of all lines since the first layer, mm.
        public var layerFilament = 0.0
        /// Filament that the file says it takes, all extruders together, mm.
        public var toldFilament: Double?
        /// What the file says it takes; empty where it does not.
        public var estimatedTime = ""
        /// Share of the inside that the file says is filled.
        public var toldDensity: Double?
        /// mm, by the raw value of `LineFeature`.
        public var featureFilament = [Double](repeating: 0, count: LineFeature.allCases.count)
        /// nil where nobody asked.
        public var times: Times?
        /// How many objects are labelled.
        public var objects = 0
    }

    /// mm; nil takes what the file says, else 1.75.
    public var filamentDiameter: Double?

    /// Whether moves are planned for their times, by the file's own limits.
    public var measuresTime = false

    public init() {}

    /// Reads `bytes` and hands every line of plastic to `body`.
    public func read(_ bytes: [UInt8], _ body: (Bead) -> Void = { _ in }) -> Statistics { read(bytes, body) { _ in } }

    /// Reads `bytes` and hands everything that the machine does to `body`.
    public func steps(_ bytes: [UInt8], _ body: (CheckStep) -> Void) -> Statistics { read(bytes, { _ in }, body) }

    private func read(_ bytes: [UInt8], _ body: (Bead) -> Void, _ steps: (CheckStep) -> Void) -> Statistics {
        let marksLayers = Self.layerMarks.contains { bytes.holdsLine(beginningWith: $0) }
        let told = Self.told(in: bytes), diameter = filamentDiameter ?? told.diameter ?? 1.75
        var machine = ReplayMachine(filamentArea: .pi / 4 * diameter * diameter, marksLayers: marksLayers, limits: measuresTime ? told.limits ?? MotionLimits() : nil)
        bytes.withUnsafeBufferPointer { buffer in
            var start = 0
            while start < buffer.count {
                var end = start
                while end < buffer.count, buffer[end] != 10 { end += 1 }
                machine.run(UnsafeBufferPointer(rebasing: buffer[start..<end]), body, steps)
                start = end + 1
            }
        }
        machine.finish()
        return machine.statistics
    }

    /// Comments that announce a layer: PrusaSlicer's, Cura's, Bambu's.
    static let layerMarks: [StaticString] = [";LAYER_CHANGE", ";LAYER:", "; CHANGE_LAYER"]
}

extension [UInt8] {
    /// Whether a line begins with a word that begins with a semicolon.
    fileprivate func holdsLine(beginningWith word: StaticString) -> Bool {
        withUnsafeBufferPointer { bytes in
            let n = word.utf8CodeUnitCount
            var at = 0
            while at + n <= bytes.count {
                if bytes[at] == 59, at == 0 || bytes[at - 1] == 10, (1..<n).allSatisfy({ bytes[at + $0] == word.utf8Start[$0] }) { return true }
                at += 1
            }
            return false
        }
    }
}
