internal import Dispatch
internal import Synchronization

/// How many threads a data-parallel loop may use. The answer never depends on it.
///
/// This is the only place in the project that starts threads for a loop. Each index is handed out
/// exactly once; bodies write to places that belong to their index alone.
public struct Workers: Sendable, Hashable {
    /// At least 1.
    public let count: Int

    public init(_ count: Int) { self.count = max(1, count) }

    /// The calling thread alone.
    public static let one = Workers(1)
    /// One thread for each core that may be used.
    public static let all = Workers(ProcessCores.active)

    /// Calls `body` once for each index in `0 ..< n`, in any order, and returns when all are done.
    public func forEach(_ n: Int, _ body: (Int) -> Void) {
        guard count > 1, n > 1 else {
            for i in 0..<n { body(i) }
            return
        }
        // Each of `count` strands takes the next index that is left: none waits while another has more than its share of the work.
        let strands = min(count, n), next = Atomic<Int>(0)
        withoutActuallyEscaping(body) { body in
            let shared = Unchecked(body)
            DispatchQueue.concurrentPerform(iterations: strands) { _ in
                while case let i = next.wrappingAdd(1, ordering: .relaxed).oldValue, i < n { shared.value(i) }
            }
        }
    }

    /// The values of `body` for `0 ..< n`, in order.
    public func map<Value>(_ n: Int, _ body: (Int) -> Value) -> [Value] {
        guard count > 1, n > 1 else { return (0..<n).map(body) }
        return [Value](unsafeUninitializedCapacity: n) { buffer, initialized in
            let base = Unchecked(buffer.baseAddress!)
            forEach(n) { i in (base.value + i).initialize(to: body(i)) }
            initialized = n
        }
    }

    /// Hands each of `n` equal runs of `items` to `body` as a mutable span of its own.
    ///
    /// - Parameter length: Items a run; the last may be shorter.
    public func updateRuns<Item>(of items: inout [Item], length: Int, _ body: (Int, inout MutableSpan<Item>) -> Void) {
        let total = items.count
        guard total > 0, length > 0 else { return }
        items.withUnsafeMutableBufferPointer { buffer in
            let base = Unchecked(buffer.baseAddress!)
            forEach((total + length - 1) / length) { i in
                let start = i * length
                var span = MutableSpan(_unsafeStart: base.value + start, count: min(length, total - start))
                body(i, &span)
            }
        }
    }
}

/// Carries a value into a concurrent body whose disjoint use the caller has shown.
struct Unchecked<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}

