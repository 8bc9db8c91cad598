internal import CodecShims
public import ImpressionRaster
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A baseline or progressive JPEG of 8-bit sRGB colour; alpha is left out. Empty for a raster that JPEG cannot hold (no pixels, or a side beyond 65 500).
///
/// - Parameter quality: 1 … 100, libjpeg's scale.
public func encodeJPEG(_ raster: Raster<SIMD4<UInt8>>, quality: Int = 85, progressive: Bool = false) -> [UInt8] {
    let samples = [UInt8](unsafeUninitializedCapacity: 3 * raster.pixels.count) { buffer, count in
        for (i, pixel) in raster.pixels.enumerated() { (buffer[3 * i], buffer[3 * i + 1], buffer[3 * i + 2]) = (pixel.x, pixel.y, pixel.z) }
        count = 3 * raster.pixels.count
    }
    return encodeJPEG(samples, width: raster.width, height: raster.height, channels: 3, quality: quality, progressive: progressive)
}

/// A grey JPEG.
public func encodeJPEG(_ raster: Raster<UInt8>, quality: Int = 85, progressive: Bool = false) -> [UInt8] {
    encodeJPEG(raster.pixels, width: raster.width, height: raster.height, channels: 1, quality: quality, progressive: progressive)
}

/// Interleaved samples: 1 (grey), 3 (RGB) or 4 (CMYK) a pixel.
func encodeJPEG(_ samples: [UInt8], width: Int, height: Int, channels: Int, quality: Int, progressive: Bool) -> [UInt8] {
    guard (1...65500).contains(width), (1...65500).contains(height), samples.count == width * height * channels else { return [] }
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    defer { free(bytes) }
    let status = samples.withUnsafeBufferPointer {
        impression_jpeg_encode($0.baseAddress, UInt32(width), UInt32(height), Int32(channels), Int32(min(max(quality, 1), 100)), progressive ? 1 : 0, &bytes, &count)
    }
    guard status == 0, let bytes else { return [] }
    return Array(UnsafeBufferPointer(start: bytes, count: count))
}
