#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import ImpressionGeometry

/// Insets of 2 000 rosettes, each a task of its own, by one thread and by two: what is told is time on the clock.
func timeWorkers() {
    var random = SplitMix64(seed: 4)
    let rosettes = (0..<2000).map { _ in
        let petals = Double(Int.random(in: 3...9, using: &random)), phase = random.unit()
        return Region([Polyline((0..<240).map { k in
            let angle = Double(k) / 240 * 2 * .pi
            let radius = 10 + 3 * cos(angle * petals + phase) + 0.3 * random.unit()
            return Point(radius * cos(angle), radius * sin(angle))
        }, isClosed: true)], fill: .nonZero)
    }
    func insets(_ workers: Workers) -> [[Region]] { workers.map(rosettes.count) { rosettes[$0].insets(by: [0.2, 0.6, 1, 1.4, 1.8]) } }
    let clock = ContinuousClock()
    var one: [[Region]] = [], two: [[Region]] = []
    var times = (one: Duration.seconds(1e6), two: Duration.seconds(1e6))
    for _ in 0..<5 {
        times.one = min(times.one, clock.measure { one = insets(.one) })
        times.two = min(times.two, clock.measure { two = insets(Workers(2)) })
    }
    report("workers", times.one / .seconds(1), ["two": times.two / .seconds(1), "same": one == two ? 1 : 0])
}
