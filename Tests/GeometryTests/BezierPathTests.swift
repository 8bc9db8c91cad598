import ImpressionGeometry
import Testing

@Suite struct BezierPathTests {
    @Test func `a transform and its inverse bring every point back`() {
        var random = SplitMix64(seed: 11)
        func number() -> Double { Double.random(in: -5...5, using: &random) }
        for _ in 0..<500 {
            let map = Transform(number(), number(), number(), number(), number(), number())
            guard map.determinant.magnitude > 0.1, let back = map.inverse else { continue }
            let p = Point(number(), number())
            #expect(back(map(p)).distance(to: p) < 1e-9)
            #expect((back * map)(p).distance(to: p) < 1e-9)
            // No length grows by more than the greatest scale, and one does.
            let grown = (0..<360).map { map.displaced(Transform.rotation(.degrees(Double($0)))(Point(1, 0))).length }.max() ?? 0
            #expect(grown <= map.greatestScale + 1e-9 && grown > map.greatestScale * 0.999)
        }
    }

    @Test func `an ellipse of cubics stays near the true one`() {
        for line in BezierPath(ellipse: Point(3, -2), radii: Point(5, 2)).flattened(tolerance: 1e-5) {
            #expect(line.isClosed)
            for p in line.points {
                let unit = Point((p.x - 3) / 5, (p.y + 2) / 2)
                #expect(abs(unit.length - 1) < 0.0003)
            }
            #expect(abs(line.signedArea - .pi * 10) < 0.03)
        }
    }

    @Test func `runs put together again are the same path`() {
        var path = BezierPath(Box(min: .zero, max: Point(2, 1)))
        path.line(to: Point(5, 5))
        path.cubic(Point(6, 6), Point(7, 5), to: Point(8, 4))
        path.move(to: Point(9, 9))
        var again = BezierPath()
        for run in path.runs { again.append(run) }
        #expect(again.verbs == path.verbs && again.points == path.points)
        // After a close the next run starts where the closed one did.
        #expect(path.runs.map(\.start) == [.zero, .zero, Point(9, 9)])
        #expect(path.runs.map(\.isClosed) == [true, false, false])
    }

    @Test func `a path that starts without a move starts at its first point`() {
        var path = BezierPath()
        path.line(to: Point(1, 1))
        path.line(to: Point(2, 1))
        path.close()
        path.close()
        #expect(path.verbs == [.move, .line, .close])
    }
}
