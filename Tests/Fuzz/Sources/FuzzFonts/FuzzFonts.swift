import ImpressionCanvas

/// Bytes as a font: opened, shaped, outlined and painted. It must end in an error or in finite paths.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFonts(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let font = try? FontFile(bytes: bytes) else { return 0 }
    precondition(font.outline(of: "Ada fi الويب 日本 😀", size: 12).isFinite, "an outline has a coordinate that is no number")
    for glyph in 0..<16 { _ = font.layers(ofGlyph: UInt32(glyph)) }
    return 0
}
