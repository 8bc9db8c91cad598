#if canImport(Glibc)
internal import Glibc
#endif

/// Asks for memory in large pages, so that filling a picture for the first time does not stop at every fourth kilobyte. Says nothing elsewhere than on Linux.
func adviseLargePages(_ memory: UnsafeMutableRawBufferPointer) {
    #if canImport(Glibc)
    let page = 2 << 20
    guard let base = memory.baseAddress, memory.count >= 2 * page else { return }
    let skipped = (page - Int(bitPattern: base) % page) % page
    _ = madvise(base + skipped, (memory.count - skipped) / page * page, MADV_HUGEPAGE)
    #endif
}
