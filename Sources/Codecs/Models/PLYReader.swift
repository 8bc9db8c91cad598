import ImpressionMeshing

/// Reads the vertices and polygons of PLY, text and both binary orders; other elements and properties are passed over.
///
/// Source: Greg Turk, "The PLY Polygon File Format", 1994.
public enum PLYReader {
    public static func read(_ bytes: [UInt8]) throws(ModelError) -> Model {
        var scanner = TextScanner(bytes)
        guard scanner.word().means("ply") else { throw .malformed(part: "the first line", line: 1) }
        scanner.skipLine()
        let head = try PLYHead(&scanner)
        var source = PLYSource(bytes: bytes, scanner: scanner, encoding: head.encoding)
        var vertices: [SIMD3<Float>] = []
        var builder = MeshBuilder()
        for element in head.elements {
            // A file cannot hold more of an element than it has bytes.
            guard element.count <= bytes.count || element.properties.isEmpty else {
                throw .truncated(part: "\(element.count) of \(element.name)", needed: element.count, present: bytes.count)
            }
            for _ in 0..<element.count {
                let row = try source.row(of: element)
                if element.name == "vertex" { vertices.append(row.place) }
                if element.name == "face" { try add(row.corners, vertices, to: &builder) }
            }
        }
        var model = Model(builder.mesh())
        if builder.degenerate > 0 { model.findings.append(.degenerate(count: builder.degenerate)) }
        return model
    }

    private static func add(_ corners: [Int], _ vertices: [SIMD3<Float>], to builder: inout MeshBuilder) throws(ModelError) {
        for corner in corners where corner < 0 || corner >= vertices.count { throw .noSuchVertex(index: corner, count: vertices.count) }
        try builder.add(polygon: corners.map { vertices[$0] })
    }
}

/// The announced elements and their properties.
private struct PLYHead {
    enum Encoding { case text, little, big }

    struct Property {
        var name: String
        var kind: PLYKind
        /// Of a list's length; nil for a single value.
        var countKind: PLYKind?
    }

    struct Element {
        var name: String
        var count: Int
        var properties: [Property] = []
    }

    var encoding = Encoding.text
    var elements: [Element] = []

    init(_ scanner: inout TextScanner) throws(ModelError) {
        while true {
            guard !scanner.isAtEnd else { throw .truncated(part: "the header", needed: scanner.at + 10, present: scanner.at) }
            let words = scanner.rest().split(whereSeparator: \.isWhitespace).map(String.init)
            let line = scanner.line
            scanner.skipLine()
            switch words.first {
            case "end_header": return
            case "format" where words.count > 1:
                switch words[1] {
                case "ascii": encoding = .text
                case "binary_little_endian": encoding = .little
                case "binary_big_endian": encoding = .big
                default: throw .unsupported(part: "the header", feature: "the format \(words[1])")
                }
            case "element":
                guard words.count == 3, let count = Int(words[2]), count >= 0 else { throw .malformed(part: "an element", line: line) }
                elements.append(Element(name: words[1], count: count))
            case "property":
                guard !elements.isEmpty, let property = Self.property(words) else { throw .malformed(part: "a property", line: line) }
                elements[elements.count - 1].properties.append(property)
            default: break
            }
        }
    }

    private static func property(_ words: [String]) -> Property? {
        if words.count == 5, words[1] == "list", let count = PLYKind(words[2]), let kind = PLYKind(words[3]) {
            return Property(name: words[4], kind: kind, countKind: count)
        }
        guard words.count == 3, let kind = PLYKind(words[1]) else { return nil }
        return Property(name: words[2], kind: kind, countKind: nil)
    }
}

/// The scalar types, by their width and meaning.
private enum PLYKind {
    case signed(Int), unsigned(Int), float, double

    init?(_ word: String) {
        switch word {
        case "char", "int8": self = .signed(1)
        case "uchar", "uint8": self = .unsigned(1)
        case "short", "int16": self = .signed(2)
        case "ushort", "uint16": self = .unsigned(2)
        case "int", "int32": self = .signed(4)
        case "uint", "uint32": self = .unsigned(4)
        case "float", "float32": self = .float
        case "double", "float64": self = .double
        default: return nil
        }
    }

    var width: Int {
        switch self {
        case .signed(let n), .unsigned(let n): n
        case .float: 4
        case .double: 8
        }
    }
}

/// Takes values from the body, in whichever encoding.
private struct PLYSource {
    let bytes: [UInt8]
    var scanner: TextScanner
    let encoding: PLYHead.Encoding
    private var at: Int

    init(bytes: [UInt8], scanner: TextScanner, encoding: PLYHead.Encoding) {
        (self.bytes, self.scanner, self.encoding, at) = (bytes, scanner, encoding, scanner.at)
    }

    /// The place of a vertex and the corners of a face, as far as the element has them.
    mutating func row(of element: PLYHead.Element) throws(ModelError) -> (place: SIMD3<Float>, corners: [Int]) {
        var place = SIMD3<Float>.zero
        var corners: [Int] = []
        for property in element.properties {
            if let countKind = property.countKind {
                let count = try value(countKind)
                guard count >= 0, count <= Double(bytes.count) else { throw .malformed(part: "a list of \(element.name)", line: scanner.line) }
                let isCorners = property.name == "vertex_indices" || property.name == "vertex_index"
                for _ in 0..<Int(count) {
                    let item = try value(property.kind)
                    if isCorners { corners.append(Int(exactly: item.rounded()) ?? -1) }
                }
            } else {
                let item = Float(try value(property.kind))
                switch property.name {
                case "x": place.x = item
                case "y": place.y = item
                case "z": place.z = item
                default: break
                }
            }
        }
        return (place, corners)
    }

    private mutating func value(_ kind: PLYKind) throws(ModelError) -> Double {
        if encoding == .text {
            scanner.skipSpace()
            guard let value = scanner.number() else { throw .malformed(part: "a number", line: scanner.line) }
            return value
        }
        guard at + kind.width <= bytes.count else { throw .truncated(part: "the body", needed: at + kind.width, present: bytes.count) }
        var bits: UInt64 = 0
        for i in 0..<kind.width {
            let byte = UInt64(bytes[at + i])
            bits |= byte << UInt64(8 * (encoding == .little ? i : kind.width - 1 - i))
        }
        at += kind.width
        switch kind {
        case .unsigned: return Double(bits)
        case .signed(let n): return Double(Int64(bitPattern: bits << UInt64(64 - 8 * n)) >> Int64(64 - 8 * n))
        case .float: return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
        case .double: return Double(bitPattern: bits)
        }
    }
}
