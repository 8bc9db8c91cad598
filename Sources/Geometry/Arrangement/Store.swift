#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Growable storage with one owner: no copy on write, no uniqueness check, no bounds check outside of `assert`.
///
/// The arrangement's working arrays are of this kind. Nothing outside of this folder sees one.
struct Store<Element: BitwiseCopyable>: ~Copyable {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 16) {
        self.capacity = max(1, capacity)
        base = Self.grown(nil, self.capacity)
    }

    init(repeating value: Element, count: Int) {
        self.init(capacity: count)
        base.initialize(repeating: value, count: count)
        self.count = count
    }

    deinit { free(base) }

    /// Large blocks grow by moving pages, so that there are never two.
    private static func grown(_ old: UnsafeMutablePointer<Element>?, _ capacity: Int) -> UnsafeMutablePointer<Element> {
        let (bytes, hasOverflown) = capacity.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
        guard !hasOverflown, let block = realloc(old, bytes) else { preconditionFailure("out of memory: \(capacity) elements") }
        return block.bindMemory(to: Element.self, capacity: capacity)
    }

    @inline(__always)
    subscript(i: Int) -> Element {
        get {
            assert(i >= 0 && i < count)
            return base[i]
        }
        nonmutating set {
            assert(i >= 0 && i < count)
            base[i] = newValue
        }
    }

    var isEmpty: Bool { count == 0 }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { reserve(capacity * 2) }
        base[count] = element
        count &+= 1
    }

    mutating func append(contentsOf other: borrowing Store<Element>) {
        ensureRoom(for: other.count)
        (base + count).update(from: other.base, count: other.count)
        count += other.count
    }

    /// Makes room for `n` more elements without changing the count.
    mutating func ensureRoom(for n: Int) {
        if count + n > capacity { reserve(max(capacity * 2, count + n)) }
    }

    mutating func reserve(_ newCapacity: Int) {
        guard newCapacity > capacity else { return }
        base = Self.grown(base, newCapacity)
        capacity = newCapacity
    }

    /// Sets the count; new elements hold whatever the memory held.
    mutating func resize(to newCount: Int) {
        reserve(newCount)
        count = newCount
    }

    mutating func insert(_ element: Element, at i: Int) {
        ensureRoom(for: 1)
        (base + i + 1).update(from: base + i, count: count - i)
        base[i] = element
        count += 1
    }

    mutating func remove(at i: Int) {
        (base + i).update(from: base + i + 1, count: count - i - 1)
        count -= 1
    }

    mutating func remove(_ range: Range<Int>) {
        (base + range.lowerBound).update(from: base + range.upperBound, count: count - range.upperBound)
        count -= range.count
    }

    /// Moves elements up within the count.
    func move(_ range: Range<Int>, by step: Int) {
        (base + range.lowerBound + step).update(from: base + range.lowerBound, count: range.count)
    }

    /// Sorts the elements at `range` by a strict order.
    func sort(_ range: Range<Int>, by precedes: (Element, Element) -> Bool) {
        var part = UnsafeMutableBufferPointer(start: base + range.lowerBound, count: range.count)
        part.sort(by: precedes)
    }

    var buffer: UnsafeMutableBufferPointer<Element> { UnsafeMutableBufferPointer(start: base, count: count) }
}
