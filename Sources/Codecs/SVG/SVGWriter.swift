public import ImpressionCanvas
internal import ImpressionGeometry

/// Artwork as SVG: a page in mm whose user unit is a millimetre. The same artwork gives the same bytes.
///
/// Coordinates are rounded once, to the page's longer side over 2¹⁸ or finer, and written relative to each other as
/// whole numbers of that step: curves that were shared stay shared.
///
/// Source: W3C, Scalable Vector Graphics 2, with `mix-blend-mode` of Compositing and Blending Level 1 and masks of CSS Masking Level 1.
public func encodeSVG(_ artwork: Artwork) -> [UInt8] {
    var writer = SVGWriter(artwork)
    writer.write(artwork)
    return writer.sink.bytes
}

struct SVGWriter {
    var sink = ByteSink()
    /// Digits after the point of coordinates on the page.
    let decimals: Int
    /// Identifiers given so far.
    private var identifiers = 0

    init(_ artwork: Artwork) {
        let size = max(artwork.width, artwork.height)
        var (digits, step) = (0, 1.0)
        while digits < 6, step * 262_144 > size { (digits, step) = (digits + 1, step / 10) }
        decimals = digits
    }

    fileprivate mutating func write(_ artwork: Artwork) {
        sink.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
        number(artwork.width)
        sink.append("mm\" height=\"")
        number(artwork.height)
        sink.append("mm\" viewBox=\"0 0 ")
        number(artwork.width)
        sink.append(" ")
        number(artwork.height)
        sink.append("\">\n")
        let page = Transform(1, 0, 0, -1, 0, artwork.height)
        for element in artwork.elements { write(element, page) }
        sink.append("</svg>\n")
    }

    /// - Parameter base: From the space of the elements' transforms to user space.
    mutating func write(_ element: Artwork.Element, _ base: Transform) {
        switch element {
        case .path(let path): write(path, base)
        case .picture(let picture): write(picture, base)
        case .group(let group): write(group, base)
        }
    }

    mutating func identifier() -> Int {
        identifiers += 1
        return identifiers
    }
}

// MARK: - Words and numbers

extension SVGWriter {
    /// A coordinate or length, bounded so that a broken one still makes a readable file.
    mutating func number(_ value: Double, extraDecimals: Int = 0) {
        sink.append(value.isFinite ? max(-1e8, min(1e8, value)) : 0, decimals: min(9, decimals + extraDecimals))
    }

    mutating func attribute(_ name: StaticString, _ value: Double, extraDecimals: Int = 0) {
        sink.append(" ")
        sink.append(name)
        sink.append("=\"")
        number(value, extraDecimals: extraDecimals)
        sink.append("\"")
    }

    mutating func attribute(_ name: StaticString, _ value: String) {
        sink.append(" ")
        sink.append(name)
        sink.append("=\"")
        text(value)
        sink.append("\"")
    }

    /// A share, to three digits.
    mutating func share(_ name: StaticString, _ value: Float) {
        sink.append(" ")
        sink.append(name)
        sink.append("=\"")
        sink.append(value.isFinite ? Double(max(0, min(1, value))) : 0, decimals: 4)
        sink.append("\"")
    }

    mutating func matrix(_ name: StaticString, _ t: Transform) {
        if t == .identity { return }
        sink.append(" ")
        sink.append(name)
        sink.append("=\"matrix(")
        for (i, value) in [t.a, t.b, t.c, t.d, t.e, t.f].enumerated() {
            if i > 0 { sink.append(" ") }
            sink.append(value.isFinite ? max(-1e8, min(1e8, value)) : 0, decimals: 9)
        }
        sink.append(")\"")
    }

    /// Escaped; characters that XML cannot hold are left out.
    mutating func text(_ value: String) {
        for scalar in value.unicodeScalars {
            switch scalar {
            case "&": sink.append("&amp;")
            case "<": sink.append("&lt;")
            case ">": sink.append("&gt;")
            case "\"": sink.append("&quot;")
            case "\u{0}"..<"\u{20}" where scalar != "\t" && scalar != "\n", "\u{FFFE}", "\u{FFFF}": break
            default: sink.append(string: String(scalar))
            }
        }
    }

    /// `>` with a name as the title, and the end of the element; or `/>`.
    mutating func end(_ element: StaticString, name: String) {
        guard !name.isEmpty else { return sink.append("/>\n") }
        sink.append("><title>")
        text(name)
        sink.append("</title></")
        sink.append(element)
        sink.append(">\n")
    }
}
