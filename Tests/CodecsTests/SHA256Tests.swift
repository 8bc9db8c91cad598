import Testing
import ImpressionCodecs

/// The examples that NIST publishes for FIPS 180-4.
@Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
])
func `digests are those of the standard, however the bytes arrive`(text: String, expected: String) {
    for piece in [1, 7, 64, 1000] {
        var digest = SHA256()
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: piece) { digest.update(Array(bytes[start..<min(start + piece, bytes.count)])) }
        #expect(digest.finish() == expected)
    }
}
