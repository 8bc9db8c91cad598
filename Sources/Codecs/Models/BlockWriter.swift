import ImpressionGeometry

/// Text or records of many equal items, made block by block and handed on in order.
///
/// Several blocks are made at once, one a worker; memory stays under `workers.count` blocks.
struct BlockWriter {
    var workers: Workers = .one
    /// Items in a block.
    var block = 16_384

    /// - Parameters:
    ///   - longest: Bytes that one item may take at most.
    ///   - item: Writes item `i` at the pointer and returns how many bytes.
    func write<E: Error>(_ count: Int, longest: Int, to write: ([UInt8]) throws(E) -> Void,
                         item: (Int, UnsafeMutablePointer<UInt8>) -> Int) throws(E) {
        var start = 0
        while start < count {
            let blocks = min(workers.count, (count - start + block - 1) / block)
            let made = workers.map(blocks) { b in
                let range = (start + b * block)..<min(count, start + (b + 1) * block)
                return [UInt8](unsafeUninitializedCapacity: range.count * longest) { buffer, initialized in
                    guard let base = buffer.baseAddress else { return }
                    var n = 0
                    for i in range { n += item(i, base + n) }
                    initialized = n
                }
            }
            for bytes in made { try write(bytes) }
            start += blocks * block
        }
    }
}

/// Appends text and numbers at a pointer.
struct TextCursor {
    let start: UnsafeMutablePointer<UInt8>
    var n = 0

    init(_ start: UnsafeMutablePointer<UInt8>) { self.start = start }

    @inline(__always)
    mutating func put(_ text: StaticString) {
        (start + n).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
        n += text.utf8CodeUnitCount
    }

    @inline(__always)
    mutating func put(byte: UInt8) {
        start[n] = byte
        n += 1
    }

    mutating func put(_ value: Float) { n += NumberText.write(value, to: start + n) }
    mutating func put(_ value: UInt32) { n += NumberText.write(UInt64(value), to: start + n) }

    mutating func put(_ v: SIMD3<Float>) {
        put(v.x)
        put(byte: 32)
        put(v.y)
        put(byte: 32)
        put(v.z)
    }
}
