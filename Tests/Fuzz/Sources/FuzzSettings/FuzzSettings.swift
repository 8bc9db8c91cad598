import ImpressionMachines

/// The first byte says which file the rest is taken for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSettings(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let data, size > 1 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
    let files = ["a.ini", "a.json", "a.gcode", "a.3mf"]
    if data[0] % 5 == 4 {
        single(String(decoding: bytes, as: UTF8.self))
        return 0
    }
    guard let read = try? SettingsImport().settings(in: bytes, file: files[Int(data[0] % 5)], over: PrintProfile(), find: { _ in nil }) else { return 0 }
    _ = read.profile.sharedPairs
    _ = read.profile.sliceSettings
    return 0
}

/// Lines of `key=value` as they come after `--set`.
private func single(_ text: String) {
    var profile = PrintProfile()
    for line in text.split(separator: "\n").prefix(40) {
        let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
        if parts.count == 2 { try? profile.set(parts[0], parts[1]) }
    }
    _ = profile.sharedPairs
}
