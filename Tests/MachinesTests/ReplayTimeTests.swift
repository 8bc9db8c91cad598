import ImpressionGeometry
@testable import ImpressionMachines
import Testing

private func times(_ text: String) -> GCodeReplay.Times {
    var replay = GCodeReplay()
    replay.measuresTime = true
    return replay.read(Array(text.utf8)).times ?? .init()
}

@Test(arguments: [(1000.0, 50.0, 1000.0, 0.0), (1000.0, 50.0, 1000.0, 10.0), (3.0, 100.0, 500.0, 5.0), (200.0, 80.0, 250.0, 8.0)])
func `one line takes what a trapezoid takes`(length: Double, speed: Double, acceleration: Double, jerk: Double) {
    let limits = "M201 X\(acceleration) Y\(acceleration) E1000000\nM203 X1000 Y1000 E1000\nM204 P\(acceleration) T\(acceleration)\nM205 X\(max(jerk, 0.0001)) Y\(max(jerk, 0.0001)) E1000\n"
    let found = times("M83\n" + limits + ";TYPE:Perimeter\nG1 X\(length) E1 F\(speed * 60)\n")
    let start = min(jerk, speed), ramp = (speed * speed - start * start) / acceleration
    let expected = ramp <= length ? 2 * (speed - start) / acceleration + (length - ramp) / speed
        : 2 * ((acceleration * length + start * start).squareRoot() - start) / acceleration
    #expect(abs(found.total - expected) < 1e-3 * expected + 2e-4, "\(found.total) \(expected)")
    #expect(abs(found.features[Int(LineFeature.wall.rawValue)] - found.total) < 1e-9 && found.between == 0)
}

@Test func `our files take by replay what their writer planned`() throws {
    for name in ["generic-marlin", "prusa-mk4"] {
        let made = try gcode(Rings(layerCount: 20), profile(name))
        let found = times(made.text)
        #expect(abs(found.total / made.report.time - 1) < 0.02, "\(name): \(found.total) \(made.report.time)")
    }
}

@Test func `limits come from the file's settings where no command sets them, and waiting counts`() {
    let line = "M83\nG1 X100 E1 F6000\n"
    #expect(times(line + "G4 P1500\n").total - times(line).total == 1.5)
    let slow = times(line + "; machine_max_acceleration_x = 100,50\n; machine_max_acceleration_extruding = 100,50\n")
    #expect(slow.total > times(line).total * 1.5)
}
