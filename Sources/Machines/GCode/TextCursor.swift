/// Writes text at a place in memory that its owner has made large enough.
struct TextCursor {
    private let base: UnsafeMutablePointer<UInt8>
    private(set) var count = 0

    init(_ base: UnsafeMutablePointer<UInt8>) { self.base = base }

    @inline(__always)
    mutating func put(_ text: StaticString) {
        base.advanced(by: count).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
        count &+= text.utf8CodeUnitCount
    }

    mutating func put(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { if let start = $0.baseAddress { base.advanced(by: count).update(from: start, count: $0.count) } }
        count &+= bytes.count
    }

    /// A letter and a place in millimetres.
    @inline(__always)
    mutating func put(_ word: StaticString, micrometres value: Int32) {
        put(word)
        put(fixed: Int(value), places: 3)
    }

    @inline(__always)
    mutating func newline() {
        base[count] = 10
        count &+= 1
    }

    /// `value` · 10⁻ᵖˡᵃᶜᵉˢ without trailing zeros.
    @inline(__always)
    mutating func put(fixed value: Int, places: Int) {
        var rest = value.magnitude
        if value < 0 {
            base[count] = 45
            count &+= 1
        }
        var places = places
        if rest == 0 { places = 0 }
        while places > 0, rest % 10 == 0 {
            rest /= 10
            places &-= 1
        }
        var digits = 1
        var power: UInt = 10
        while rest >= power {
            digits &+= 1
            power &*= 10
        }
        if digits <= places { digits = places &+ 1 }
        let length = digits &+ (places > 0 ? 1 : 0)
        var at = count &+ length &- 1
        for i in 0..<digits {
            if i == places && places > 0 {
                base[at] = 46
                at &-= 1
            }
            base[at] = UInt8(truncatingIfNeeded: rest % 10) &+ 48
            rest /= 10
            at &-= 1
        }
        count &+= length
    }
}
