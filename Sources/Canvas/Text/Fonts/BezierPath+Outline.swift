internal import CFreeType
internal import ImpressionGeometry

extension BezierPath {
    /// An outline of FreeType; all its runs are closed.
    init(outline: inout FT_Outline, scale: Double) {
        self.init()
        var funcs = FT_Outline_Funcs(move_to: moveTo, line_to: lineTo, conic_to: conicTo, cubic_to: cubicTo, shift: 0, delta: 0)
        var sink = OutlineSink(scale: scale)
        withUnsafeMutablePointer(to: &sink) { _ = FT_Outline_Decompose(&outline, &funcs, $0) }
        sink.path.close()
        self = sink.path
    }
}

private struct OutlineSink {
    var path = BezierPath()
    let scale: Double

    func point(_ v: UnsafePointer<FT_Vector>) -> Point { Point(Double(v.pointee.x) * scale, Double(v.pointee.y) * scale) }
}

private func add(to user: UnsafeMutableRawPointer?, _ body: (inout OutlineSink) -> Void) -> Int32 {
    guard let user else { return 1 }
    body(&user.assumingMemoryBound(to: OutlineSink.self).pointee)
    return 0
}

private let moveTo: FT_Outline_MoveToFunc = { to, user in
    guard let to else { return 1 }
    return add(to: user) { sink in
        sink.path.close()
        sink.path.move(to: sink.point(to))
    }
}

private let lineTo: FT_Outline_LineToFunc = { to, user in
    guard let to else { return 1 }
    return add(to: user) { $0.path.line(to: $0.point(to)) }
}

private let conicTo: FT_Outline_ConicToFunc = { control, to, user in
    guard let control, let to else { return 1 }
    return add(to: user) { $0.path.quadratic($0.point(control), to: $0.point(to)) }
}

private let cubicTo: FT_Outline_CubicToFunc = { control1, control2, to, user in
    guard let control1, let control2, let to else { return 1 }
    return add(to: user) { $0.path.cubic($0.point(control1), $0.point(control2), to: $0.point(to)) }
}
