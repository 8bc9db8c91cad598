/// Bytes on their way out: text and numbers are written here digit by digit, without Foundation.
@frozen
public struct ByteSink: Sendable {
    public var bytes: [UInt8]

    @inlinable public init(reserving capacity: Int = 0) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    @inlinable public mutating func append(_ byte: UInt8) { bytes.append(byte) }
    @inlinable public mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
    @inlinable public mutating func append(string: String) { bytes.append(contentsOf: string.utf8) }

    /// The bytes of `value`, least significant first.
    @inlinable
    public mutating func append<Value: FixedWidthInteger>(littleEndian value: Value) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    @inlinable public mutating func append(littleEndian value: Float) { append(littleEndian: value.bitPattern) }

    @inlinable
    public mutating func append(decimal value: Int) {
        if value < 0 { append(UInt8(ascii: "-")) }
        append(digits: value.magnitude)
    }

    /// A decimal number with at most `decimals` digits after the point; trailing zeros and a lone point are left out. Never an exponent.
    ///
    /// - Parameter decimals: 0 … 9. `value` must be finite and less than 9 × 10⁹ in magnitude; the last digit is rounded half away from zero.
    @inlinable
    public mutating func append(_ value: Double, decimals: Int) {
        precondition(value.magnitude < 9e9, "a number this large has no place in a model")
        var scaled = UInt((value.magnitude * Self.powers[decimals]).rounded())
        if scaled == 0 { return append(UInt8(ascii: "0")) }
        if value < 0 { append(UInt8(ascii: "-")) }
        var places = decimals
        while places > 0, scaled % 10 == 0 {
            scaled /= 10
            places -= 1
        }
        guard places > 0 else { return append(digits: scaled) }
        let power = UInt(Self.powers[places])
        append(digits: scaled / power)
        append(UInt8(ascii: "."))
        append(digits: scaled % power, padding: places)
    }

    @usableFromInline static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

    /// `value` in decimal, with zeros in front up to `padding` digits.
    @inlinable
    public mutating func append(digits value: UInt, padding: Int = 1) {
        var reversed: (UInt64, UInt64, UInt64) = (0, 0, 0)
        withUnsafeMutableBytes(of: &reversed) { buffer in
            var rest = value
            var n = 0
            repeat {
                buffer[n] = UInt8(truncatingIfNeeded: rest % 10) &+ 48
                rest /= 10
                n += 1
            } while rest > 0 || n < padding
            while n > 0 {
                n -= 1
                bytes.append(buffer[n])
            }
        }
    }
}
