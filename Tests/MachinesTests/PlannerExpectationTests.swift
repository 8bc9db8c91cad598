import ImpressionGeometry
@testable import ImpressionMachines
import Testing

/// Times of a few moves that can be told by hand: v² = 2·a·s and no more.
@Suite struct PlannerExpectationTests {
    private let length = 1000.0, speed = 50.0, acceleration = 50.0

    /// - Parameter jerk: mm/s, of x and y.
    private func time(_ moves: [String], jerk: Double, axes: Double = 1e6) -> Double {
        let limits = "M201 X\(axes) Y\(axes) Z\(axes) E\(axes)\nM203 X1000 Y1000 Z1000 E1000\nM204 S\(acceleration)\nM205 X\(max(jerk, 0.0001)) Y\(max(jerk, 0.0001)) Z\(max(jerk, 0.0001)) E1000\n"
        var replay = GCodeReplay()
        replay.measuresTime = true
        return replay.read(Array(("M83\nG90\n" + limits + "G1 F3000\n" + moves.joined(separator: "\n") + "\n").utf8)).times?.total ?? -1
    }

    /// From a speed up to the asked one, on, and down to another.
    private func line(_ length: Double, from: Double = 0, to: Double = 0, at speed: Double = 50, _ a: Double = 50) -> Double {
        (2 * speed - from - to) / a + (length - (2 * speed * speed - from * from - to * to) / (2 * a)) / speed
    }

    private func expect(_ found: Double, _ wanted: Double, _ comment: Comment) { #expect(abs(found - wanted) < 1e-3 * max(1, wanted), comment) }

    @Test func `nothing takes no time, nor does a move to where the nozzle is`() {
        #expect(time([], jerk: 20) == 0)
        #expect(time(["G1 X0 Y0"], jerk: 20) == 0)
        expect(time(["G4 P2500"], jerk: 20), 2.5, "waiting")
    }

    @Test func `a line that jerk alone starts and stops takes its length over its speed`() {
        expect(time(["G1 X1000"], jerk: 50), 20, "one")
        expect(time(["G1 X1000", "G1 X2000"], jerk: 50), 40, "two in line")
        expect(time(["G1 X1000", "G1 X0"], jerk: 50), 40, "there and back")
        expect(time(["G1 X1000 Y1000"], jerk: 50), length * 2.0.squareRoot() / speed, "diagonal")
        expect(time(["G1 X1000", "G1 Y1000"], jerk: 50), 40, "around a right corner")
    }

    @Test func `a line without jerk speeds up from rest and down to rest`() {
        expect(time(["G1 X1000"], jerk: 0), line(1000), "one")
        expect(time(["G1 X1000", "G1 X2000"], jerk: 0), line(2000), "two in line are one")
        expect(time(["G1 X1000", "G1 X0"], jerk: 0), 2 * line(1000), "there and back stands still between")
        expect(time(["G1 X1000 Y1000"], jerk: 0), line(length * 2.0.squareRoot()), "diagonal")
        expect(time(["G1 X1000", "G1 Y1000"], jerk: 0), 2 * line(1000), "a right corner stands still")
        expect(time(["G1 X8"], jerk: 0), 2 * (8.0 / acceleration).squareRoot(), "too short for the speed")
        expect(time((1...400).map { "G1 X\(Double($0) / 2)" }, jerk: 0), line(200), "four hundred in line are one")
    }

    @Test func `with some jerk a line begins and ends at it`() {
        expect(time(["G1 X1000"], jerk: 20), line(1000, from: 20, to: 20), "one")
        expect(time(["G1 X1000", "G1 X2000"], jerk: 20), line(2000, from: 20, to: 20), "two in line")
        expect(time(["G1 X1000", "G1 X0"], jerk: 20), 2 * line(1000, from: 20, to: 20), "there and back")
        expect(time(["G1 X1000", "G1 Y1000"], jerk: 20), 2 * line(1000, from: 20, to: 20), "a right corner")
        // Either axis changes by what the other's share of the speed is: v·√½ of jerk 20.
        let half = 20 * 2.0.squareRoot()
        expect(time(["G1 X1000", "G1 X2000 Y1000"], jerk: 20), line(1000, from: 20, to: half) + line(50 * half, from: half, to: half), "half a corner")
        let peak = (acceleration * 8 + 400).squareRoot()
        expect(time(["G1 X8"], jerk: 20), 2 * (peak - 20) / acceleration, "too short for the speed")
    }

    @Test func `what comes is seen in time`() {
        expect(time(["G1 X1000", "G1 X2000 F1500"], jerk: 0), line(1000, to: 25) + line(1000, from: 25, at: 25), "a slower line after it")
        expect(time(["G1 X1000 F1500", "G1 X2000 F3000"], jerk: 0), line(1000, to: 25, at: 25) + line(1000, from: 25), "a faster line after it")
        // A short line before a stop: braking begins in the line before it.
        let through = (2 * acceleration * 4).squareRoot()
        expect(time(["G1 X1000", "G1 X1004", "G1 Y1000"], jerk: 0), line(1000, to: through) + through / acceleration + line(1000), "a short line before a corner")
    }

    @Test func `axes have limits of their own`() {
        // Along the diagonal an axis takes √½ of the acceleration.
        expect(time(["G1 X1000 Y1000"], jerk: 0, axes: 20), line(length * 2.0.squareRoot(), 20 * 2.0.squareRoot()), "diagonal")
        expect(time(["G1 X1000"], jerk: 0, axes: 20), line(1000, 20), "along an axis")
    }

    private func line(_ length: Double, _ a: Double) -> Double { line(length, from: 0, to: 0, at: speed, a) }
}
