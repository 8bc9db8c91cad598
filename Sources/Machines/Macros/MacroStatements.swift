/// What stands between braces: statements with `;` between them.
extension MacroExpressionParser {
    /// Reads up to one of `ends`, which becomes the present token.
    mutating func statements(until ends: [MacroToken], depth: Int = 0) throws(MacroFault) -> [MacroStep] {
        guard depth <= MacroLimits.depth else { throw MacroFault(lexer.start, .tooMuch("nested conditions", limit: MacroLimits.depth)) }
        var steps: [MacroStep] = []
        while !ends.contains(lexer.token) {
            if try take(sign: ";") { continue }
            steps.append(try statement(depth: depth))
            let isCondition = if case .branch = steps[steps.count - 1] { true } else { false }
            guard isCondition || lexer.token == .sign(";") || ends.contains(lexer.token) else {
                throw MacroFault(lexer.start, .unexpected(lexer.token.shown, expected: "';' or '}'"))
            }
        }
        return steps
    }

    private mutating func statement(depth: Int) throws(MacroFault) -> MacroStep {
        let offset = lexer.start
        switch lexer.token {
        case .name("if"):
            try lexer.advance()
            return try condition(depth: depth)
        case .name("local"), .name("global"):
            let reach: MacroAssignment.Reach = lexer.token == .name("local") ? .local : .global
            try lexer.advance()
            guard case .name(let name) = lexer.token else { throw MacroFault(lexer.start, .unexpected(lexer.token.shown, expected: "a name")) }
            try lexer.advance()
            try expect("=")
            return .assignment(MacroAssignment(reach: reach, name: name, value: try expression(), offset: offset))
        default:
            let node = try expression()
            guard lexer.token == .sign("=") else { return .output(node, at: offset) }
            let (name, element) = try place(node)
            try lexer.advance()
            return .assignment(MacroAssignment(reach: .existing, name: name, element: element, value: try expression(), offset: offset))
        }
    }

    private func place(_ node: MacroNode) throws(MacroFault) -> (name: String, element: MacroNode?) {
        switch node {
        case .name(let name, _): return (name, nil)
        case .element(.name(let name, _), let element, _): return (name, element)
        default: throw MacroFault(lexer.start, .unexpected("'='", expected: "';' or '}'"))
        }
    }

    /// After `if`: `a then … elsif b then … else … endif`, all between one pair of braces.
    private mutating func condition(depth: Int) throws(MacroFault) -> MacroStep {
        var branches: [MacroBranch] = [], otherwise: [MacroStep] = []
        repeat {
            let offset = lexer.start
            let condition = try expression()
            try expect(word: "then")
            branches.append(MacroBranch(condition: condition, offset: offset, steps: try statements(until: Self.clauseEnds, depth: depth + 1)))
        } while try take(word: "elsif")
        if try take(word: "else") { otherwise = try statements(until: Self.clauseEnds, depth: depth + 1) }
        try expect(word: "endif")
        return .branch(branches, otherwise: otherwise)
    }

    private static let clauseEnds: [MacroToken] = [.name("elsif"), .name("else"), .name("endif"), .sign("}"), .end]

    mutating func take(word: String) throws(MacroFault) -> Bool {
        guard lexer.token == .name(word) else { return false }
        try lexer.advance()
        return true
    }

    private mutating func expect(word: String) throws(MacroFault) {
        guard try take(word: word) else { throw MacroFault(lexer.start, .unexpected(lexer.token.shown, expected: "'\(word)'")) }
    }
}
