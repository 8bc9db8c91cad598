/// Lets every setting of a technique be written as an option of its own: `--width 120mm` is short for `--set width=120mm`.
///
/// The command line's parser knows only `--set`; a new technique therefore needs no line here.
struct ShortSettings {
    /// Setting names as they are written after `--`, and whether they are switches that take no value.
    var settings: [String: Bool]

    /// `words` with every known setting rewritten. What follows `--` is left alone.
    func expanded(_ words: [String]) -> [String] {
        var result: [String] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                return result + [word] + rest
            }
            guard word.hasPrefix("--"), word.count > 2 else {
                result.append(word)
                continue
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let name = parts[0]
            if let isSwitch = settings[name] {
                if parts.count == 2 {
                    result += ["--set", "\(name)=\(parts[1])"]
                } else if isSwitch {
                    result += ["--set", "\(name)=true"]
                } else if let value = rest.popFirst() {
                    result += ["--set", "\(name)=\(value)"]
                } else {
                    result.append(word)
                }
            } else if name.hasPrefix("no-"), settings[String(name.dropFirst(3))] == true, parts.count == 1 {
                result += ["--set", "\(name.dropFirst(3))=false"]
            } else {
                result.append(word)
            }
        }
        return result
    }
}
