public import ImpressionRaster

/// A QOI picture, sRGB with straight alpha. Source: Szablewski, "The Quite OK Image Format", version 1.0, 2022.
public func encodeQOI(_ raster: Raster<SIMD4<UInt8>>) -> [UInt8] {
    var sink = ByteSink(reserving: raster.pixels.count + 64)
    sink.append("qoif")
    sink.append(bigEndian: UInt32(truncatingIfNeeded: raster.width))
    sink.append(bigEndian: UInt32(truncatingIfNeeded: raster.height))
    sink.bytes += [4, 0]
    var coder = QOICoder()
    for pixel in raster.pixels { coder.add(pixel, to: &sink.bytes) }
    coder.endRun(in: &sink.bytes)
    sink.bytes += [0, 0, 0, 0, 0, 0, 0, 1]
    return sink.bytes
}

private struct QOICoder {
    private var seen = [SIMD4<UInt8>](repeating: .zero, count: 64)
    private var previous = SIMD4<UInt8>(0, 0, 0, 255)
    private var run: UInt8 = 0

    mutating func add(_ pixel: SIMD4<UInt8>, to bytes: inout [UInt8]) {
        if pixel == previous {
            run += 1
            if run == 62 { endRun(in: &bytes) }
            return
        }
        endRun(in: &bytes)
        let slot = (Int(pixel.x) * 3 + Int(pixel.y) * 5 + Int(pixel.z) * 7 + Int(pixel.w) * 11) % 64
        if seen[slot] == pixel {
            bytes.append(UInt8(slot))
        } else {
            seen[slot] = pixel
            addDifference(pixel, to: &bytes)
        }
        previous = pixel
    }

    mutating func endRun(in bytes: inout [UInt8]) {
        if run > 0 { bytes.append(0xC0 | (run - 1)) }
        run = 0
    }

    private func addDifference(_ pixel: SIMD4<UInt8>, to bytes: inout [UInt8]) {
        guard pixel.w == previous.w else { return bytes += [0xFF, pixel.x, pixel.y, pixel.z, pixel.w] }
        let difference = pixel &- previous
        let small = difference &+ 2
        let (red, blue) = (difference.x &- difference.y &+ 8, difference.z &- difference.y &+ 8)
        if small.x < 4, small.y < 4, small.z < 4 {
            bytes.append(0x40 | small.x << 4 | small.y << 2 | small.z)
        } else if difference.y &+ 32 < 64, red < 16, blue < 16 {
            bytes += [0x80 | (difference.y &+ 32), red << 4 | blue]
        } else {
            bytes += [0xFE, pixel.x, pixel.y, pixel.z]
        }
    }
}
