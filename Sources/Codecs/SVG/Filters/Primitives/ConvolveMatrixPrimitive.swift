internal import ImpressionCanvas
internal import ImpressionGeometry

struct ConvolveMatrixPrimitive: FilterPrimitiveReader {
    let name = "feConvolveMatrix"

    /// Values that do not fit together leave nothing.
    func read(_ node: SVGNode, in frame: FilterFrame, _ reader: inout SVGReader) -> ReadPrimitive {
        let order = node["order"] == nil ? Point(3, 3) : frame.pair(node, "order") ?? .zero
        guard order.x > 0, order.y > 0, order.x * order.y <= 10_000, order.x == order.x.rounded(), order.y == order.y.rounded() else { return .empty }
        let (columns, rows) = (Int(order.x), Int(order.y))
        guard let kernel = FilterFrame.numbers(node["kernelMatrix"]), kernel.count == columns * rows else { return .empty }
        let sum = kernel.reduce(0, +)
        // Numbers that should cancel leave what their rounding does.
        let divisor = node["divisor"].flatMap { Double($0) } ?? (sum.magnitude < 1e-6 ? 1 : sum)
        guard divisor != 0 else { return .empty }
        guard let x = target(node["targetX"], columns), let y = target(node["targetY"], rows) else { return .empty }
        let edge = ConvolutionEffect.Edge(rawValue: node["edgeMode"] ?? "duplicate") ?? .duplicate
        return .effect(ConvolutionEffect(columns: columns, rows: rows, kernel: kernel.map(Float.init), divisor: Float(divisor),
                                         bias: Float(frame.number(node, "bias", 0)), targetX: x, targetY: y, edge: edge, keepsAlpha: node["preserveAlpha"] == "true"),
                       inputs: [node["in"]])
    }

    /// nil outside of the kernel.
    private func target(_ text: String?, _ count: Int) -> Int? {
        guard let text else { return count / 2 }
        guard let value = Int(trimmed(text)), (0..<count).contains(value) else { return nil }
        return value
    }
}
