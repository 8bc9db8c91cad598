/// What libFuzzer calls for each input: the first byte picks a family of operations, the rest is geometry.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafeRawPointer?, _ count: Int) -> CInt {
    var reader = ByteReader(UnsafeRawBufferPointer(start: start, count: count))
    Check.allCases[reader.choice(Check.allCases.count)].run(&reader)
    return 0
}
