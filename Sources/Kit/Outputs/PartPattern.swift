/// A path with a file for each part: `{n}` stands for the part's number from 1, `{part}` for its name.
struct PartPattern {
    private let path: String

    /// nil where the path names one file.
    init?(_ path: String) {
        guard path.firstRange(of: "{n}") != nil || path.firstRange(of: "{part}") != nil else { return nil }
        self.path = path
    }

    /// One path a name. Names become words of letters, digits, `-` and `_`; a word that came before gets its number.
    func paths(_ names: [String]) -> [String] {
        var taken = Set<String>()
        return names.enumerated().map { i, name in
            var word = String(String.UnicodeScalarView(name.unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "-" || scalar == "_" ? scalar : scalar == " " ? "-" : nil
            }))
            if word.isEmpty { word = "part" }
            if taken.contains(word) { word += "-\(i + 1)" }
            taken.insert(word)
            return path.replacing("{part}", with: word).replacing("{n}", with: "\(i + 1)")
        }
    }
}
