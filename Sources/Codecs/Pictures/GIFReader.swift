internal import ImpressionRaster

/// Reads the first picture of a GIF. Source: CompuServe, "Graphics Interchange Format, version 89a", 1990.
func readGIF(_ bytes: [UInt8], limits: PictureLimits) throws(PictureError) -> DecodedPicture {
    var reader = GIFReader(bytes)
    return try reader.read(limits)
}

private struct GIFReader {
    private let bytes: [UInt8]
    private var at = 6
    private var transparent: Int?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private var early: PictureError { .damaged(.gif, reason: "the file ends early") }

    private mutating func byte() throws(PictureError) -> Int {
        guard at < bytes.count else { throw early }
        at += 1
        return Int(bytes[at - 1])
    }

    private mutating func word() throws(PictureError) -> Int { try byte() | byte() << 8 }

    private mutating func palette(_ flags: Int) throws(PictureError) -> [SIMD3<UInt8>]? {
        guard flags & 0x80 != 0 else { return nil }
        var colors: [SIMD3<UInt8>] = []
        for _ in 0..<(2 << (flags & 7)) { colors.append(SIMD3(UInt8(try byte()), UInt8(try byte()), UInt8(try byte()))) }
        return colors
    }

    /// The contents of sub-blocks, joined.
    private mutating func blocks() throws(PictureError) -> [UInt8] {
        var joined: [UInt8] = []
        while true {
            let count = try byte()
            if count == 0 { return joined }
            guard at + count <= bytes.count else { throw early }
            joined += bytes[at..<at + count]
            at += count
        }
    }

    mutating func read(_ limits: PictureLimits) throws(PictureError) -> DecodedPicture {
        let (width, height) = (try word(), try word())
        guard width > 0, height > 0 else { throw .empty(width: width, height: height) }
        guard width <= limits.maxPixels / height else { throw .tooLarge(width: width, height: height, limit: limits.maxPixels) }
        let flags = try byte()
        at += 2
        let shared = try palette(flags)
        while true {
            switch try byte() {
            case 0x21:
                let label = try byte()
                let content = try blocks()
                if label == 0xF9, content.count >= 4, content[0] & 1 != 0 { transparent = Int(content[3]) }
            case 0x2C: return try frame(width, height, shared)
            case 0x3B: throw .damaged(.gif, reason: "it holds no picture")
            default: throw .damaged(.gif, reason: "an unknown block")
            }
        }
    }

    private mutating func frame(_ width: Int, _ height: Int, _ shared: [SIMD3<UInt8>]?) throws(PictureError) -> DecodedPicture {
        let (left, top, columns, rows) = (try word(), try word(), try word(), try word())
        guard columns > 0, rows > 0, columns <= limitSide / rows else { throw .empty(width: columns, height: rows) }
        let flags = try byte()
        guard let colors = try palette(flags) ?? shared else { throw .damaged(.gif, reason: "it has no palette") }
        let depth = try byte()
        guard (2...8).contains(depth) else { throw .damaged(.gif, reason: "codes of \(depth) bits") }
        let codes = lzw(try blocks(), depth: depth, count: columns * rows)
        guard codes.count == columns * rows else { throw early }
        var samples = [UInt8](repeating: 0, count: width * height * 4)
        for (line, y) in (flags & 0x40 != 0 ? Self.interlaced(rows) : Array(0..<rows)).enumerated() where top + y < height {
            for x in 0..<min(columns, width - left) {
                let code = Int(codes[line * columns + x])
                guard code != transparent, code < colors.count else { continue }
                let i = ((top + y) * width + left + x) * 4
                (samples[i], samples[i + 1], samples[i + 2], samples[i + 3]) = (colors[code].x, colors[code].y, colors[code].z, 255)
            }
        }
        return picture(samples, width, height)
    }

    private func picture(_ samples: [UInt8], _ width: Int, _ height: Int) -> DecodedPicture {
        let light = Light(layout: .rgb, hasAlpha: true, sampleBytes: 1)
        var canvas = PictureCanvas(width: width, height: height)
        samples.withUnsafeBytes { all in
            for y in 0..<height { canvas.add(UnsafeRawBufferPointer(rebasing: all[y * width * 4..<(y + 1) * width * 4]), y: y, by: light) }
        }
        return DecodedPicture(picture: canvas.finish(), format: .gif, bitDepth: 8, isGray: false, hasAlpha: transparent != nil, colour: .assumedSRGB, pixelsPerMillimetre: nil)
    }

    private static func interlaced(_ rows: Int) -> [Int] {
        [(0, 8), (4, 8), (2, 4), (1, 2)].flatMap { start, step in Array(stride(from: start, to: rows, by: step)) }
    }
}

/// Greatest number of pixels of a frame; the screen's own bound is the caller's.
private let limitSide = 1 << 28

/// Unpacks codes that grow from `depth` + 1 to 12 bits. What follows the wanted count is passed over; a broken code ends it.
private func lzw(_ data: [UInt8], depth: Int, count: Int) -> [UInt8] {
    let clear = 1 << depth, end = clear + 1
    var prefix = [Int](repeating: -1, count: 4096), last = [UInt8](repeating: 0, count: 4096), length = [Int](repeating: 1, count: 4096)
    for i in 0..<clear { last[i] = UInt8(i) }
    var out: [UInt8] = []
    var (next, size, previous, buffer, bits) = (end + 1, depth + 1, -1, 0, 0)
    func first(_ code: Int) -> UInt8 {
        var code = code
        while prefix[code] >= 0 { code = prefix[code] }
        return last[code]
    }
    for byte in data {
        buffer |= Int(byte) << bits
        bits += 8
        while bits >= size {
            let code = buffer & (1 << size - 1)
            buffer >>= size
            bits -= size
            if code == clear {
                (next, size, previous) = (end + 1, depth + 1, -1)
                continue
            }
            guard code != end, out.count < count, code < next || code == next && previous >= 0, code < 4096 else { return out }
            if previous >= 0, next < 4096 {
                (prefix[next], last[next], length[next]) = (previous, first(code == next ? previous : code), length[previous] + 1)
                next += 1
                if next == 1 << size, size < 12 { size += 1 }
            }
            var (at, i) = (code, out.count + length[code])
            out += repeatElement(0, count: length[code])
            while at >= 0, i > 0 {
                i -= 1
                out[i] = last[at]
                at = prefix[at]
            }
            previous = code
        }
    }
    if out.count > count { out.removeLast(out.count - count) }
    return out
}
