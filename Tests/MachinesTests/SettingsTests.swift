import ImpressionMachines
import Testing

@Test func `every printer and filament that is shipped can be read`() throws {
    #expect(Printers.names.count >= 8 && Filaments.names.count >= 3)
    for name in Printers.names { #expect(try Printers.named(name).bed.width >= 100) }
    for name in Filaments.names { #expect(try Filaments.named(name).density > 0.5) }
}

@Test func `a name that nobody knows is answered with the nearest`() throws {
    var profile = PrintProfile()
    #expect(throws: SettingError.unknown(key: "layer_heigt", suggestion: "layer_height")) { try profile.set("layer_heigt", "0.2") }
    #expect(throws: SettingError.noSuchEntry(kind: "printer", name: "prusa-mk5", suggestion: "prusa-mk4")) { try Printers.named("prusa-mk5") }
}

@Test(arguments: [("layer_height", "nan"), ("layer_height", "0"), ("layer_height", "-1"), ("layer_height", "inf"), ("layer_height", "1e9"), ("layer_height", ""),
                  ("perimeters", "1.5"), ("fill_density", "140%"), ("bed_shape", "0x0,10x10"), ("gcode_flavor", "mach3"), ("cooling", "perhaps")])
func `a value without sense is refused`(key: String, value: String) {
    var profile = PrintProfile()
    #expect(throws: SettingError.self) { try profile.set(key, value) }
}

@Test func `percentages and automatic widths are worked out`() throws {
    var profile = PrintProfile()
    try profile.apply([SettingPair("external_perimeter_speed", "50%"), SettingPair("perimeter_speed", "60"), SettingPair("extrusion_width", "0"), SettingPair("fill-density", "15%")])
    #expect(profile.print.externalWallSpeed == 30)
    #expect(abs(profile.sliceSettings.lineWidth - 0.45) < 1e-12)
    #expect(profile.sliceSettings.fillDensity == 0.15)
}

@Test func `one straight move takes the time of its trapezoid`() {
    var limits = MotionLimits()
    limits.jerk = SIMD4(0.001, 0.001, 0.001, 0.001)
    var planner = MotionPlanner(limits: limits)
    // 100 mm at 50 mm/s with 1000 mm/s²: 2 · 50 ms of ramps, 2.5 mm of way lost in them.
    planner.append(SIMD4(100, 0, 0, 0), speed: 50, acceleration: 1000)
    #expect(abs(planner.finish()[0] - (100.0 / 50 + 50.0 / 1000)) < 1e-3)
    // 1 mm: the speed is never reached; t = 2 √(d / a).
    planner.append(SIMD4(1, 0, 0, 0), speed: 150, acceleration: 1000)
    #expect(abs(planner.finish()[0] - 2 * (1.0 / 1000).squareRoot()) < 1e-3)
}

@Test func `a straight line in two halves takes as long as in one, a turn back longer`() {
    func time(_ moves: [SIMD4<Double>]) -> Double {
        var planner = MotionPlanner(limits: MotionLimits())
        for move in moves { planner.append(move, speed: 100, acceleration: 1000) }
        return planner.finish().reduce(0, +)
    }
    let whole = time([SIMD4(40, 0, 0, 0)])
    #expect(abs(time([SIMD4(20, 0, 0, 0), SIMD4(20, 0, 0, 0)]) - whole) < 1e-9)
    #expect(time([SIMD4(20, 0, 0, 0), SIMD4(-20, 0, 0, 0)]) > whole + 0.05)
    #expect(abs(time([SIMD4(0, 0, 0, 0), SIMD4(40, 0, 0, 0)]) - whole) < 1e-9)
}
