/// How the fan is told: for most of a layer, and for lines that hang over nothing.
struct FanText {
    let usual: [UInt8]
    let hanging: [UInt8]
    var differs: Bool { usual != hanging }

    init(_ motion: LayerMotion) {
        usual = Array(Self.line(Self.step(motion.fan)).utf8)
        hanging = Array(Self.line(Self.step(motion.hangingFan)).utf8)
    }

    /// 0 … 255, of a share of the full fan.
    static func step(_ share: Double) -> Int { Int((share * 255).rounded()) }
    static func line(_ step: Int) -> String { step == 0 ? "M107\n" : "M106 S\(step)\n" }
}
