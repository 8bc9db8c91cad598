extension ByteSink {
    /// The shortest decimal text that reads back as the same Float, without an exponent.
    ///
    /// Coordinates of models have at most nine significant digits: the fewest decimals that return the value are tried first to last.
    public mutating func append(exactly value: Float) {
        let magnitude = Double(value.magnitude)
        guard magnitude < 4e9 else { return append(string: "\(value)") }
        for decimals in 0...9 {
            let scaled = (magnitude * Self.powers[decimals]).rounded()
            if Float(scaled / Self.powers[decimals]) == value.magnitude {
                return append(Double(value), decimals: decimals)
            }
        }
        append(string: smallText(value))
    }

    mutating func append(vector v: SIMD3<Float>) {
        append(exactly: v.x)
        append(UInt8(ascii: " "))
        append(exactly: v.y)
        append(UInt8(ascii: " "))
        append(exactly: v.z)
    }
}

/// Swift's own shortest text; values this small carry an exponent, which every reader of models takes.
private func smallText(_ value: Float) -> String { "\(value)" }
