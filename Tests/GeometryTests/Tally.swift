import Foundation
import Synchronization

/// How often each property is tried; `make soak` raises it.
let trials = Int(ProcessInfo.processInfo.environment["IMPRESSION_TRIALS"] ?? "") ?? 1000

/// Counts the random inputs that properties are tried on. Where IMPRESSION_TRIALS is set, the end of the process tells the sum.
enum Tally {
    private static let sum = Atomic<Int>(0)
    private static let isTold: Bool = {
        guard ProcessInfo.processInfo.environment["IMPRESSION_TRIALS"] != nil else { return false }
        atexit { print("\(sum.load(ordering: .relaxed)) random cases were tried") }
        return true
    }()

    /// The numbers of `count` trials, each counted as it starts.
    static func cases(_ count: Int) -> some Sequence<Int> {
        _ = isTold
        return (0..<count).lazy.map { trial in
            sum.add(1, ordering: .relaxed)
            return trial
        }
    }
}
