#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif
internal import ImpressionKit
internal import Synchronization

/// How the work is told while it goes on, always on standard error.
enum ProgressStyle {
    case none
    /// One line that is drawn again; only on a terminal.
    case bar
    /// A JSON object a line.
    case json

    /// The style that `--progress` and the terminal ask for.
    static func chosen(_ option: String?, quiet: Bool) -> ProgressStyle {
        if option == "json" { return .json }
        if quiet || option == "none" { return .none }
        return isatty(2) == 1 ? .bar : .none
    }

    func stages() -> Stages {
        switch self {
        case .none: return .silent
        case .json: return Stages { stage, share in Self.say(JSON.object([("stage", .string(stage)), ("share", .number(share))]).text + "\n") }
        case .bar:
            let line = ProgressLine(colour: getenv("NO_COLOR") == nil)
            return Stages { stage, share in line.draw(stage, share) }
        }
    }

    /// Removes the bar so that what follows starts on a clean line.
    func finish() {
        if case .bar = self { Self.say("\r\u{1B}[K") }
    }

    static func say(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
            guard written > 0 else { return }
            bytes = bytes.dropFirst(written)
        }
    }
}

/// One line of a terminal: a bar, a percentage and the stage's name, drawn again when the percentage changes.
private final class ProgressLine: Sendable {
    private let colour: Bool
    private let last = Mutex("")

    init(colour: Bool) { self.colour = colour }

    func draw(_ stage: String, _ share: Double) {
        let percent = Int((min(max(share, 0), 1) * 100).rounded())
        let filled = percent * 24 / 100
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
        let text = (colour ? "\u{1B}[36m\(bar)\u{1B}[0m" : bar) + " \(percent) %  \(stage)"
        last.withLock { shown in
            guard shown != text else { return }
            shown = text
            ProgressStyle.say("\r\u{1B}[K" + text)
        }
    }
}
