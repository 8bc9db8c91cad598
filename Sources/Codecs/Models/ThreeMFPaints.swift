import ImpressionCanvas

/// The colours that a part of a package names, and how triangles refer to them: base materials of the core, colour groups of the materials
/// extension, and the paint of PrusaSlicer, OrcaSlicer and Bambu Studio where it covers whole triangles.
struct ThreeMFPaints {
    private var groups: [Int: [Color]] = [:]
    private var open: Int?
    /// Triangles whose paint divides them.
    private(set) var divided = 0

    /// Takes note of a resource element.
    mutating func start(_ xml: XMLCursor) {
        if xml.isNamed("basematerials") || xml.isNamed("colorgroup") {
            open = xml.number("id").flatMap { Int(exactly: $0) }
            if let open { groups[open] = [] }
        } else if let open, xml.isNamed("base") || xml.isNamed("color"), let text = xml.attribute("displaycolor") ?? xml.attribute("color") {
            groups[open, default: []].append(Color(hexadecimal: text) ?? .white)
        }
    }

    mutating func end(_ xml: XMLCursor) {
        if xml.isNamed("basematerials") || xml.isNamed("colorgroup") { open = nil }
    }

    /// Of an object: `pid` and `pindex`.
    func object(_ xml: XMLCursor) -> PartPaint? { groups.isEmpty ? nil : color(xml, "pindex", xml.number("pid")).map { .color($0) } }

    /// Of a triangle; its first corner's where corners differ. Nil takes the object's.
    mutating func triangle(_ xml: XMLCursor) -> PartPaint? {
        guard xml.attributeCount > 3 else { return nil }
        if let code = xml.attribute("mmu_segmentation", anyPrefix: true) ?? xml.attribute("paint_color") {
            if let extruder = Self.extruder(code) { return extruder > 0 ? .extruder(extruder) : nil }
            divided += 1
        }
        return groups.isEmpty ? nil : color(xml, "p1", xml.number("pid")).map { .color($0) }
    }

    private func color(_ xml: XMLCursor, _ name: StaticString, _ group: Double?) -> Color? {
        guard let colors = group.flatMap({ Int(exactly: $0) }).flatMap({ groups[$0] }), let at = xml.number(name).flatMap({ Int(exactly: $0) }), colors.indices.contains(at) else { return nil }
        return colors[at]
    }

    /// A triangle's tree of halves in hexadecimal: one leaf is its extruder times four, or C with what it is beyond three before it. 0 is none.
    ///
    /// - Returns: nil where the triangle is divided.
    static func extruder(_ code: String) -> Int? {
        let digits = code.compactMap(\.hexDigitValue)
        guard digits.count == code.count else { return nil }
        switch digits.count {
        case 0: return 0
        case 1: return digits[0] & 3 == 0 && digits[0] < 12 ? digits[0] >> 2 : nil
        case 2: return digits[1] == 12 ? digits[0] + 3 : nil
        default: return nil
        }
    }
}
