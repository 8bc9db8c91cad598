/// A piece of custom G-code, read once and filled in as often as needed.
///
///     M104 S[first_layer_temperature]
///     {if layer_z > 5 and filament_type != "ABS"}M106 S{int(2.55 * max_fan_speed)}{endif}
///
/// Brackets that hold no macro, such as the JSON of Klipper's own macros, stay as they are.
public struct MacroTemplate: Sendable {
    let steps: [MacroStep]
    let source: [UInt8]

    /// O(n).
    public init(_ text: String) throws(MacroError) {
        source = Array(text.utf8)
        do throws(MacroFault) {
            guard source.count <= MacroLimits.length else { throw MacroFault(0, .tooMuch("bytes of G-code", limit: MacroLimits.length)) }
            var reader = MacroTemplateReader(source)
            steps = try reader.template()
        } catch { throw error.error(in: source) }
    }
}

/// A condition on its own, as profiles use to say which printers they fit.
public struct MacroCondition: Sendable {
    private let node: MacroNode
    private let source: [UInt8]

    public init(_ text: String) throws(MacroError) {
        source = Array(text.utf8)
        do throws(MacroFault) {
            guard source.count <= MacroLimits.length else { throw MacroFault(0, .tooMuch("bytes of a condition", limit: MacroLimits.length)) }
            var parser = try MacroExpressionParser(source)
            node = try parser.expression()
            guard parser.lexer.token == .end else { throw MacroFault(parser.lexer.start, .unexpected(parser.lexer.token.shown, expected: "the end")) }
        } catch { throw error.error(in: source) }
    }

    public func isTrue(in scope: MacroScope) throws(MacroError) -> Bool {
        var run = MacroRun(scope: scope, globals: [:], seed: 0)
        do throws(MacroFault) { return try run.condition(node, at: 0) } catch { throw error.error(in: source) }
    }
}

/// Divides G-code into text and macros.
struct MacroTemplateReader {
    private let text: [UInt8]
    /// Up to where the text is read.
    private var at = 0

    init(_ text: [UInt8]) { self.text = text }

    /// What ended a run of steps.
    private enum End: Equatable { case text, elsif, otherwise, endif }

    mutating func template() throws(MacroFault) -> [MacroStep] {
        let (steps, end, offset) = try run(depth: 0)
        guard end == .text else { throw MacroFault(offset, .unexpected("a condition's end", expected: "'{if'")) }
        return steps
    }

    private mutating func run(depth: Int) throws(MacroFault) -> (steps: [MacroStep], end: End, offset: Int) {
        guard depth <= MacroLimits.depth else { throw MacroFault(at, .tooMuch("nested conditions", limit: MacroLimits.depth)) }
        var steps: [MacroStep] = []
        var plain = at
        func flush(_ end: Int) { if end > plain { steps.append(.text(String(decoding: text[plain..<end], as: UTF8.self))) } }
        while at < text.count {
            let open = at
            if text[at] == UInt8(ascii: "["), let (step, end) = bracket(at: open) {
                flush(open)
                steps.append(step)
                (at, plain) = (end, end)
            } else if text[at] == UInt8(ascii: "{"), opensMacro(at: open) {
                flush(open)
                var parser = try MacroExpressionParser(text, at: open + 1)
                if let end = try clauseEnd(&parser) { return (steps, end, open) }
                steps += try block(&parser, depth: depth)
                plain = at
            } else {
                // Two braces are another language's.
                at += text[at] == UInt8(ascii: "{") && at + 1 < text.count && text[at + 1] == UInt8(ascii: "{") ? 2 : 1
            }
        }
        flush(at)
        return (steps, .text, at)
    }

    /// `{elsif`, `{else}` or `{endif}`; after the latter two, reading goes on behind the brace.
    private mutating func clauseEnd(_ parser: inout MacroExpressionParser) throws(MacroFault) -> End? {
        guard case .name(let word) = parser.lexer.token, let end = ["elsif": End.elsif, "else": .otherwise, "endif": .endif][word] else { return nil }
        if end == .elsif {
            at = parser.lexer.start
        } else {
            try parser.lexer.advance()
            try close(parser)
        }
        return end
    }

    private mutating func close(_ parser: MacroExpressionParser) throws(MacroFault) {
        guard parser.lexer.token == .sign("}") else { throw MacroFault(parser.lexer.start, .unexpected(parser.lexer.token.shown, expected: "'}'")) }
        at = parser.lexer.end
    }

    private mutating func block(_ parser: inout MacroExpressionParser, depth: Int) throws(MacroFault) -> [MacroStep] {
        guard parser.lexer.token == .name("if") else { return try statements(&parser) }
        // `{if a}text` or `{if a then …}`: the word after the condition tells.
        var probe = parser
        try probe.lexer.advance()
        let offset = probe.lexer.start
        let condition = try probe.expression()
        if probe.lexer.token == .name("then") { return try statements(&parser) }
        try close(probe)
        return [try branches(condition, offset, depth: depth)]
    }

    private mutating func statements(_ parser: inout MacroExpressionParser) throws(MacroFault) -> [MacroStep] {
        let steps = try parser.statements(until: [.sign("}"), .end])
        try close(parser)
        return steps
    }

    private mutating func branches(_ first: MacroNode, _ offset: Int, depth: Int) throws(MacroFault) -> MacroStep {
        var branches: [MacroBranch] = [], otherwise: [MacroStep] = []
        var (condition, place) = (first, offset)
        while true {
            let part = try run(depth: depth + 1)
            branches.append(MacroBranch(condition: condition, offset: place, steps: part.steps))
            if part.end == .elsif {
                var parser = try MacroExpressionParser(text, at: at)
                try parser.lexer.advance()
                place = parser.lexer.start
                condition = try parser.expression()
                try close(parser)
                continue
            }
            var end = part
            if part.end == .otherwise {
                end = try run(depth: depth + 1)
                otherwise = end.steps
            }
            guard end.end == .endif else { throw MacroFault(end.offset, .unexpected(end.end == .text ? "the end" : "another clause", expected: "'{endif}'")) }
            return .branch(branches, otherwise: otherwise)
        }
    }
}

// MARK: - What is a macro

extension MacroTemplateReader {
    /// `[name]` or `[name[i]]`, and where it ends.
    private func bracket(at open: Int) -> (MacroStep, Int)? {
        guard var lexer = try? MacroLexer(text, at: open + 1), case .name(let name) = lexer.token, name.utf8.first.map({ $0 >= UInt8(ascii: "_") }) == true,
              !["true", "false", "null"].contains(name), (try? lexer.advance()) != nil else { return nil }
        if lexer.token == .sign("]") { return (.written(name, element: nil, at: open + 1), lexer.end) }
        guard lexer.token == .sign("["), var parser = try? MacroExpressionParser(text, at: lexer.end), let element = try? parser.expression(),
              (try? parser.expect("]")) != nil, parser.lexer.token == .sign("]") else { return nil }
        return (.written(name, element: element, at: open + 1), parser.lexer.end)
    }

    /// Whether what follows a brace begins as an expression does, and not as JSON does.
    private func opensMacro(at open: Int) -> Bool {
        let first = skippingBlanks(from: open + 1)
        guard first < text.count else { return false }
        var end = first
        switch text[first] {
        case UInt8(ascii: "("), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "!"): return true
        case UInt8(ascii: "\""):
            end += 1
            while end < text.count, text[end] != UInt8(ascii: "\"") { end += text[end] == UInt8(ascii: "\\") ? 2 : 1 }
            end += 1
        case let byte where isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "."):
            while end < text.count, isLetter(text[end]) || isDigit(text[end]) || text[end] == UInt8(ascii: ".") { end += 1 }
        default: return false
        }
        let next = skippingBlanks(from: end)
        guard next < text.count else { return isLetter(text[first]) }
        // A name in capitals alone is somebody else's.
        if text[next] == UInt8(ascii: "}"), isLetter(text[first]), !text[first..<end].contains(where: { $0 >= UInt8(ascii: "a") }) { return false }
        return text[next] != UInt8(ascii: ":") && text[next] != UInt8(ascii: ",")
    }

    private func skippingBlanks(from start: Int) -> Int {
        var at = start
        while at < text.count, text[at] <= 0x20 { at += 1 }
        return at
    }
}
