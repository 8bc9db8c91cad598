#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// CPU seconds of this process, all threads, user and system.
func processSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// The least CPU time of `runs` runs, in seconds, and the last result.
func measured<Value, Failure: Error>(runs: Int = 3, _ body: () throws(Failure) -> Value) throws(Failure) -> (seconds: Double, value: Value) {
    var best = Double.infinity
    var value: Value
    var run = 0
    repeat {
        let start = processSeconds()
        value = try body()
        best = min(best, processSeconds() - start)
        run += 1
    } while run < runs
    return (best, value)
}

/// One JSON line that the Python side reads.
func report(_ stage: String, _ seconds: Double, _ figures: [String: Double] = [:]) {
    let rest = figures.keys.sorted().map { ",\"\($0)\":\(figures[$0] ?? 0)" }.joined()
    print("{\"stage\":\"\(stage)\",\"seconds\":\(seconds)\(rest)}")
}
