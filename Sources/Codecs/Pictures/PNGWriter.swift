internal import CDeflate
public import ImpressionRaster

/// A PNG with 8-bit sRGB colour and straight alpha.
///
/// Rows are filtered by the least sum of absolute differences and packed as one zlib stream. The same raster gives the same bytes.
/// - Parameter level: 1 (fast) … 12 (small), libdeflate's scale.
public func encodePNG(_ raster: Raster<SIMD4<UInt8>>, level: Int = 6) -> [UInt8] {
    encode(raster, channels: 4, depth: 8, colorType: 6, level: level) { pixel, bytes in
        bytes.append(pixel.x); bytes.append(pixel.y); bytes.append(pixel.z); bytes.append(pixel.w)
    }
}

/// A PNG with 8-bit sRGB colour and no transparency.
public func encodePNG(opaque raster: Raster<SIMD4<UInt8>>, level: Int = 6) -> [UInt8] {
    encode(raster, channels: 3, depth: 8, colorType: 2, level: level) { pixel, bytes in
        bytes.append(pixel.x); bytes.append(pixel.y); bytes.append(pixel.z)
    }
}

/// A grey PNG with 16 bits a sample: for height maps.
public func encodePNG(_ raster: Raster<UInt16>, level: Int = 6) -> [UInt8] {
    encode(raster, channels: 1, depth: 16, colorType: 0, level: level) { pixel, bytes in
        bytes.append(UInt8(pixel >> 8)); bytes.append(UInt8(truncatingIfNeeded: pixel))
    }
}

/// A grey PNG with 8 bits a sample.
public func encodePNG(_ raster: Raster<UInt8>, level: Int = 6) -> [UInt8] {
    encode(raster, channels: 1, depth: 8, colorType: 0, level: level) { pixel, bytes in bytes.append(pixel) }
}

private func encode<Pixel>(_ raster: Raster<Pixel>, channels: Int, depth: UInt8, colorType: UInt8, level: Int, put: (Pixel, inout [UInt8]) -> Void) -> [UInt8] {
    let bytesPerPixel = channels * Int(depth) / 8
    let stride = raster.width * bytesPerPixel
    var filter = RowFilter(stride: stride, bytesPerPixel: bytesPerPixel)
    var filtered: [UInt8] = []
    filtered.reserveCapacity((stride + 1) * raster.height)
    var row: [UInt8] = []
    for y in 0..<raster.height {
        row.removeAll(keepingCapacity: true)
        let pixels = raster.row(y)
        for x in 0..<raster.width { put(pixels[x], &row) }
        filter.add(row, to: &filtered)
    }
    var sink = ByteSink(reserving: filtered.count / 2 + 200)
    sink.bytes += [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    var head = ByteSink()
    head.append(bigEndian: UInt32(raster.width))
    head.append(bigEndian: UInt32(raster.height))
    head.bytes += [depth, colorType, 0, 0, 0]
    sink.append(chunk: "IHDR", head.bytes)
    sink.append(chunk: "sRGB", [0])
    sink.append(chunk: "IDAT", zlibCompressed(filtered, level: level))
    sink.append(chunk: "IEND", [])
    return sink.bytes
}

/// PNG's five row filters and the usual choice between them. Source: W3C PNG (third edition) §9 and §12.7.
private struct RowFilter {
    let bytesPerPixel: Int
    private var above: [UInt8]
    private var candidates: [[UInt8]]

    init(stride: Int, bytesPerPixel: Int) {
        self.bytesPerPixel = bytesPerPixel
        above = .init(repeating: 0, count: stride)
        candidates = .init(repeating: .init(repeating: 0, count: stride), count: 5)
    }

    mutating func add(_ row: [UInt8], to output: inout [UInt8]) {
        var best = (sum: Int.max, filter: 0)
        for filter in 0..<5 {
            let sum = Self.apply(filter, row, above: above, bytesPerPixel: bytesPerPixel, to: &candidates[filter])
            if sum < best.sum { best = (sum, filter) }
        }
        output.append(UInt8(best.filter))
        output.append(contentsOf: candidates[best.filter])
        above = row
    }

    /// Fills a candidate row; returns the sum of its bytes as signed magnitudes.
    private static func apply(_ filter: Int, _ row: [UInt8], above: [UInt8], bytesPerPixel step: Int, to candidate: inout [UInt8]) -> Int {
        let current = row.span
        let up = above.span
        var target = candidate.mutableSpan
        var sum = 0
        for i in 0..<current.count {
            let left: UInt8 = i >= step ? current[i &- step] : 0
            let predicted: UInt8
            switch filter {
            case 1: predicted = left
            case 2: predicted = up[i]
            case 3: predicted = UInt8((UInt16(left) + UInt16(up[i])) / 2)
            case 4: predicted = paeth(left, up[i], i >= step ? up[i &- step] : 0)
            default: predicted = 0
            }
            let difference = current[i] &- predicted
            target[i] = difference
            sum &+= Int(Int8(bitPattern: difference).magnitude)
        }
        return sum
    }
}

@inline(__always)
private func paeth(_ left: UInt8, _ up: UInt8, _ corner: UInt8) -> UInt8 {
    let p = Int(left) &+ Int(up) &- Int(corner)
    let (a, b, c) = (abs(p &- Int(left)), abs(p &- Int(up)), abs(p &- Int(corner)))
    return a <= b && a <= c ? left : b <= c ? up : corner
}

/// `bytes` as a zlib stream.
func zlibCompressed(_ bytes: [UInt8], level: Int) -> [UInt8] {
    guard let compressor = libdeflate_alloc_compressor(Int32(min(max(level, 1), 12))) else { return [] }
    defer { libdeflate_free_compressor(compressor) }
    let bound = libdeflate_zlib_compress_bound(compressor, bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
        count = bytes.withUnsafeBufferPointer { libdeflate_zlib_compress(compressor, $0.baseAddress, $0.count, buffer.baseAddress, bound) }
    }
}

extension ByteSink {
    mutating func append(bigEndian value: UInt32) {
        for shift in [24, 16, 8, 0] as [UInt32] { append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    fileprivate mutating func append(chunk name: StaticString, _ body: [UInt8]) {
        append(bigEndian: UInt32(body.count))
        let start = bytes.count
        append(name)
        bytes += body
        append(bigEndian: bytes[start...].withUnsafeBufferPointer { libdeflate_crc32(0, $0.baseAddress, $0.count) })
    }
}
