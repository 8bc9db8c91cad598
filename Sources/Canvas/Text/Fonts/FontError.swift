/// Why a font cannot be used.
public enum FontError: Error, Equatable, CustomStringConvertible {
    /// The file cannot be opened.
    case unreadable(path: String)
    /// The file is no font, or one that contradicts itself.
    case notAFont(path: String)
    /// The file is longer than any font.
    case tooLong(path: String, bytes: Int, limit: Int)
    /// The font has no outlines.
    case withoutOutlines(path: String)
    /// There is no font at all.
    case noFonts

    public var description: String {
        switch self {
        case .unreadable(let path): "\(path): the font cannot be opened"
        case .notAFont(let path): "\(path): not a font, or a damaged one"
        case .tooLong(let path, let bytes, let limit): "\(path): a font of \(bytes) bytes; the limit is \(limit)"
        case .withoutOutlines(let path): "\(path): the font has no outlines"
        case .noFonts: "there is no font: fontconfig finds none, and no file was named"
        }
    }
}
