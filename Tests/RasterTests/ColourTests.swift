import ImpressionRaster
import Testing

/// Pairs and differences from Sharma, Wu and Dalal (2005), table 1.
private let published: [(Lab, Lab, Double)] = [
    (Lab(l: 50, a: 2.6772, b: -79.7751), Lab(l: 50, a: 0, b: -82.7485), 2.0425),
    (Lab(l: 50, a: 3.1571, b: -77.2803), Lab(l: 50, a: 0, b: -82.7485), 2.8615),
    (Lab(l: 50, a: -1.3802, b: -84.2814), Lab(l: 50, a: 0, b: -82.7485), 1.0000),
    (Lab(l: 50, a: 0, b: 0), Lab(l: 50, a: -1, b: 2), 2.3669),
    (Lab(l: 50, a: 2.49, b: -0.001), Lab(l: 50, a: -2.49, b: 0.0009), 7.1792),
    (Lab(l: 50, a: 2.49, b: -0.001), Lab(l: 50, a: -2.49, b: 0.0011), 7.2195),
    (Lab(l: 50, a: -0.001, b: 2.49), Lab(l: 50, a: 0.0009, b: -2.49), 4.8045),
    (Lab(l: 50, a: 2.5, b: 0), Lab(l: 73, a: 25, b: -18), 27.1492),
    (Lab(l: 50, a: 2.5, b: 0), Lab(l: 58, a: 24, b: 15), 19.4535),
    (Lab(l: 60.2574, a: -34.0099, b: 36.2677), Lab(l: 60.4626, a: -34.1751, b: 39.4387), 1.2644),
    (Lab(l: 22.7233, a: 20.0904, b: -46.6940), Lab(l: 23.0331, a: 14.9730, b: -42.5619), 2.0373),
    (Lab(l: 90.8027, a: -2.0831, b: 1.4410), Lab(l: 91.1528, a: -1.6435, b: 0.0447), 1.4441),
    (Lab(l: 2.0776, a: 0.0795, b: -1.1350), Lab(l: 0.9033, a: -0.0636, b: -0.5514), 0.9082),
]

@Test func `colour differences are those that Sharma, Wu and Dalal publish, both ways`() {
    for (p, q, expected) in published {
        #expect(abs(deltaE00(p, q) - expected) < 5e-5)
        #expect(abs(deltaE00(q, p) - expected) < 5e-5)
    }
}

@Test func `white is L 100 without chroma, and the sRGB curve turns back`() {
    let white = Lab(linear: SIMD4(1, 1, 1, 1))
    #expect(abs(white.l - 100) < 1e-3 && abs(white.a) < 1e-2 && abs(white.b) < 1e-2)
    for code in 0...255 {
        let value = Float(code) / 255
        #expect(abs(SRGB.encoded(SRGB.decoded(value)) - value) < 1e-6)
    }
}
