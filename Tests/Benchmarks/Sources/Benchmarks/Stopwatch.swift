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
func measured<Value>(runs: Int = 3, _ body: () -> Value) -> (seconds: Double, value: Value) {
    var best = Double.infinity
    var value: Value
    var run = 0
    repeat {
        let start = processSeconds()
        value = body()
        best = min(best, processSeconds() - start)
        run += 1
    } while run < runs
    return (best, value)
}

/// One line of the table that `run` reads: stage, CPU seconds, and what makes the number meaningful.
func report(_ stage: String, _ seconds: Double, _ note: String) {
    let rounded = (seconds * 10_000).rounded() / 10_000
    print("\(stage)\t\(rounded)\t\(note)")
}
