internal import ImpressionCodecs
internal import ImpressionGeometry

/// Prusa's block format: metadata apart from commands, everything packed and with checksums.
///
/// Source: Prusa Research, "Binary G-code specifications", version 1.
enum BinaryGCode {
    static let magic = Array("GCDE".utf8)

    enum Block: UInt16 {
        case file, gcode, slicer, printer, print, thumbnail
    }

    enum Packing: UInt16 {
        case none, deflate, heatshrink11, heatshrink12
    }

    /// Commands are cut into pieces of this size at most, bytes.
    static let pieceSize = 65_536

    /// A block with its checksum.
    static func block(_ kind: Block, _ packing: Packing, parameters: [UInt16], _ content: [UInt8]) -> [UInt8] {
        var packing = packing
        let packed: [UInt8]
        switch packing {
        case .none: packed = content
        case .deflate: packed = zlibPacked(content) ?? content
        case .heatshrink11: packed = Heatshrink.narrow.packed(content)
        case .heatshrink12: packed = Heatshrink.wide.packed(content)
        }
        if packed.count >= content.count { packing = .none }
        var sink = ByteSink(reserving: packed.count + 32)
        sink.append(littleEndian: kind.rawValue)
        sink.append(littleEndian: packing.rawValue)
        sink.append(littleEndian: UInt32(clamping: content.count))
        if packing != .none { sink.append(littleEndian: UInt32(clamping: packed.count)) }
        for parameter in parameters { sink.append(littleEndian: parameter) }
        sink.bytes += packing == .none ? content : packed
        sink.append(littleEndian: crc32(sink.bytes))
        return sink.bytes
    }

    static func pairs(_ list: [(key: String, value: String)]) -> [UInt8] {
        Array(list.map { "\($0.key)=\($0.value)\n" }.joined().utf8)
    }
}

/// Writes binary G-code; holds as many pieces of commands as there are workers.
struct BinaryContainer: GCodeContainer {
    let workers: Workers
    private var pending: [UInt8] = []

    init(workers: Workers) { self.workers = workers }

    mutating func begin(_ parts: GCodeParts) -> [UInt8] {
        var sink = ByteSink(reserving: 1 << 16)
        sink.bytes += BinaryGCode.magic
        sink.append(littleEndian: 1 as UInt32)
        sink.append(littleEndian: 1 as UInt16)
        let program = [(key: "Producer", value: parts.program)]
        sink.bytes += BinaryGCode.block(.file, .none, parameters: [0], BinaryGCode.pairs(program))
        sink.bytes += BinaryGCode.block(.printer, .none, parameters: [0], BinaryGCode.pairs(Self.printer(parts) + parts.statistics))
        for thumbnail in parts.thumbnails {
            let size = [UInt16(clamping: thumbnail.width), UInt16(clamping: thumbnail.height)]
            sink.bytes += BinaryGCode.block(.thumbnail, .none, parameters: [thumbnail.format.number] + size, thumbnail.bytes)
        }
        sink.bytes += BinaryGCode.block(.print, .deflate, parameters: [0], BinaryGCode.pairs(parts.statistics))
        sink.bytes += BinaryGCode.block(.slicer, .deflate, parameters: [0], BinaryGCode.pairs(parts.settings))
        return sink.bytes + add(Array(parts.start.utf8))
    }

    /// What a printer checks and shows before it prints.
    private static func printer(_ parts: GCodeParts) -> [(key: String, value: String)] {
        let names = ["printer_model", "filament_type", "nozzle_diameter", "bed_temperature", "brim_width", "fill_density", "layer_height", "temperature", "ironing",
                     "support_material", "extruder_colour", "filament_abrasive"]
        return parts.settings.filter { names.contains($0.key) } + [(key: "max_layer_z", value: fixed(parts.report.height))]
    }

    mutating func add(_ text: [UInt8]) -> [UInt8] {
        pending += text
        return pending.count >= BinaryGCode.pieceSize * (workers.count + 1) ? flushed(whole: false) : []
    }

    mutating func end(_ parts: GCodeParts) -> [UInt8] {
        pending += Array(parts.end.utf8)
        return flushed(whole: true)
    }

    /// Packs full pieces side by side; where they are cut does not depend on how many workers there are.
    private mutating func flushed(whole: Bool) -> [UInt8] {
        var pieces: [ArraySlice<UInt8>] = [], start = 0
        while start < pending.count, whole || pending.count - start >= BinaryGCode.pieceSize {
            let limit = min(pending.count, start + BinaryGCode.pieceSize)
            let end = limit == pending.count && whole ? limit : (pending[start..<limit].lastIndex(of: 10).map { $0 + 1 } ?? limit)
            pieces.append(pending[start..<end])
            start = end
        }
        let blocks = workers.map(pieces.count) { BinaryGCode.block(.gcode, .heatshrink12, parameters: [2], MeatPack.packed(pieces[$0])) }
        pending.removeSubrange(0..<start)
        return blocks.flatMap { $0 }
    }
}

extension Thumbnail.Format {
    /// In binary G-code.
    fileprivate var number: UInt16 {
        switch self {
        case .png: 0
        case .jpeg: 1
        case .qoi: 2
        }
    }
}
