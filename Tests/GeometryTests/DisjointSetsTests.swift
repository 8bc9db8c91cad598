import ImpressionGeometry
import Testing

@Test func `joined numbers have the least of their set for a root`() {
    var random = SplitMix64(seed: 31)
    for _ in 0..<200 {
        let count = Int.random(in: 1...30, using: &random)
        var sets = DisjointSets(), labels = Array(0..<count)
        sets.grow(to: count)
        for _ in 0..<Int.random(in: 0...20, using: &random) {
            let (a, b) = (labels[Int.random(in: 0..<count, using: &random)], Int.random(in: 0..<count, using: &random))
            let (low, high) = (min(a, labels[b]), max(a, labels[b]))
            #expect(sets.join(a, b) == (low != high))
            labels = labels.map { $0 == high ? low : $0 }
        }
        #expect((0..<count).map { sets.root(of: $0) } == labels)
    }
}
