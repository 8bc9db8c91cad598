internal import ImpressionRaster

/// Where decoded rows go: a picture in memory, turned as EXIF asks while it fills.
struct PictureCanvas {
    let width: Int
    let height: Int
    /// EXIF: 1 upright … 8; from 5 on width and height change places.
    private let orientation: Int
    private(set) var pixels: [SIMD4<Float>]
    private var scratch: [Float]

    init(width: Int, height: Int, orientation: Int = 1) {
        (self.width, self.height, self.orientation) = (width, height, orientation)
        // Every row is written before the picture is given out. Memory that is not touched here is not taken either:
        // a header that lies costs no more than the rows that the file really holds.
        pixels = .init(unsafeUninitializedCapacity: width * height) { buffer, count in
            adviseLargePages(UnsafeMutableRawBufferPointer(buffer))
            count = width * height
        }
        scratch = .init(repeating: 0, count: 3 * width)
    }

    /// Converts stored row `y`.
    mutating func add(_ row: UnsafeRawBufferPointer, y: Int, by light: borrowing Light) {
        let (start, step) = place(ofRow: y)
        pixels.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            light.convert(row, width: width, scratch: &scratch, to: base + start, step: step)
        }
    }

    /// Where the first pixel of stored row `y` belongs, and how far its next pixel lies from it.
    private func place(ofRow y: Int) -> (start: Int, step: Int) {
        let (w, h) = (width, height)
        switch orientation {
        case 2: return (y * w + w - 1, -1)
        case 3: return ((h - 1 - y) * w + w - 1, -1)
        case 4: return ((h - 1 - y) * w, 1)
        case 5: return (y, h)
        case 6: return (h - 1 - y, h)
        case 7: return ((w - 1) * h + h - 1 - y, -h)
        case 8: return ((w - 1) * h + y, -h)
        default: return (y * w, 1)
        }
    }

    consuming func finish() -> LinearPicture {
        orientation >= 5 ? LinearPicture(width: height, height: width, pixels: pixels) : LinearPicture(width: width, height: height, pixels: pixels)
    }
}
