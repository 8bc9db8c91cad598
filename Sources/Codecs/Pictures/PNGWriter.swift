internal import CDeflate
public import ImpressionRaster

/// A PNG with 8-bit sRGB colour and straight alpha.
///
/// Rows are filtered by the least sum of absolute differences and packed as one zlib stream. The same raster gives the same bytes.
/// - Parameters:
///   - level: 1 (fast) … 12 (small), libdeflate's scale.
///   - pixelsPerMillimetre: Printed size, kept to a pixel a metre.
public func encodePNG(_ raster: Raster<SIMD4<UInt8>>, level: Int = 6, pixelsPerMillimetre: Double? = nil) -> [UInt8] {
    encode(raster, .init(channels: 4, depth: 8, colorType: 6, level: level, density: pixelsPerMillimetre)) { pixels, row in
        for x in 0..<pixels.count {
            let (pixel, i) = (pixels[x], 4 &* x)
            (row[i], row[i &+ 1], row[i &+ 2], row[i &+ 3]) = (pixel.x, pixel.y, pixel.z, pixel.w)
        }
    }
}

/// A PNG with 8-bit sRGB colour and no transparency; the fourth number is left out.
public func encodePNG(opaque raster: Raster<SIMD4<UInt8>>, level: Int = 6, pixelsPerMillimetre: Double? = nil) -> [UInt8] {
    encode(raster, .init(channels: 3, depth: 8, colorType: 2, level: level, density: pixelsPerMillimetre)) { pixels, row in
        for x in 0..<pixels.count {
            let (pixel, i) = (pixels[x], 3 &* x)
            (row[i], row[i &+ 1], row[i &+ 2]) = (pixel.x, pixel.y, pixel.z)
        }
    }
}

/// A PNG with 8-bit sRGB colour and no transparency.
public func encodePNG(_ raster: Raster<SIMD3<UInt8>>, level: Int = 6, pixelsPerMillimetre: Double? = nil) -> [UInt8] {
    encode(raster, .init(channels: 3, depth: 8, colorType: 2, level: level, density: pixelsPerMillimetre)) { pixels, row in
        for x in 0..<pixels.count {
            let (pixel, i) = (pixels[x], 3 &* x)
            (row[i], row[i &+ 1], row[i &+ 2]) = (pixel.x, pixel.y, pixel.z)
        }
    }
}

/// A grey PNG with 16 bits a sample: for height maps.
public func encodePNG(_ raster: Raster<UInt16>, level: Int = 6, pixelsPerMillimetre: Double? = nil) -> [UInt8] {
    encode(raster, .init(channels: 1, depth: 16, colorType: 0, level: level, density: pixelsPerMillimetre)) { pixels, row in
        for x in 0..<pixels.count {
            row[2 &* x] = UInt8(truncatingIfNeeded: pixels[x] &>> 8)
            row[2 &* x &+ 1] = UInt8(truncatingIfNeeded: pixels[x])
        }
    }
}

/// A grey PNG with 8 bits a sample.
public func encodePNG(_ raster: Raster<UInt8>, level: Int = 6, pixelsPerMillimetre: Double? = nil) -> [UInt8] {
    encode(raster, .init(channels: 1, depth: 8, colorType: 0, level: level, density: pixelsPerMillimetre)) { pixels, row in
        for x in 0..<pixels.count { row[x] = pixels[x] }
    }
}

private struct PNGLayout {
    var channels: Int
    var depth: Int
    var colorType: UInt8
    var level: Int
    /// Pixels a millimetre.
    var density: Double?
}

/// - Parameter put: Stores one row of pixels as PNG keeps them.
@inline(__always)
private func encode<Pixel>(_ raster: Raster<Pixel>, _ layout: PNGLayout, put: (Span<Pixel>, inout MutableSpan<UInt8>) -> Void) -> [UInt8] {
    let stride = raster.width * layout.channels * layout.depth / 8
    var filter = RowFilter(stride: stride, bytesPerPixel: max(1, layout.channels * layout.depth / 8))
    var filtered: [UInt8] = []
    filtered.reserveCapacity((stride + 1) * raster.height)
    var row = [UInt8](repeating: 0, count: stride)
    for y in 0..<raster.height {
        var bytes = row.mutableSpan
        put(raster.row(y), &bytes)
        filter.add(row, to: &filtered)
    }
    return assemble(filtered, width: raster.width, height: raster.height, layout)
}

private func assemble(_ filtered: [UInt8], width: Int, height: Int, _ layout: PNGLayout) -> [UInt8] {
    let packed = zlibCompressed(filtered, level: layout.level)
    var sink = ByteSink(reserving: packed.count + 200)
    sink.bytes += [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    var head = ByteSink()
    head.append(bigEndian: UInt32(width))
    head.append(bigEndian: UInt32(height))
    head.bytes += [UInt8(layout.depth), layout.colorType, 0, 0, 0]
    sink.append(chunk: "IHDR", head.bytes[...])
    sink.append(chunk: "sRGB", [0])
    if let density = layout.density, density > 0, density < 4_000_000 {
        var size = ByteSink()
        for _ in 0..<2 { size.append(bigEndian: UInt32((density * 1000).rounded())) }
        sink.append(chunk: "pHYs", (size.bytes + [1])[...])
    }
    // A chunk's length has 31 bits.
    for start in Swift.stride(from: 0, to: packed.count, by: 1 << 30) {
        sink.append(chunk: "IDAT", packed[start..<min(start + (1 << 30), packed.count)])
    }
    sink.append(chunk: "IEND", [])
    return sink.bytes
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

    fileprivate mutating func append(chunk name: StaticString, _ body: ArraySlice<UInt8>) {
        append(bigEndian: UInt32(body.count))
        let start = bytes.count
        append(name)
        bytes += body
        append(bigEndian: bytes[start...].withUnsafeBufferPointer { libdeflate_crc32(0, $0.baseAddress, $0.count) })
    }
}
