import ImpressionGeometry

/// Reads expressions by recursive descent, each rank of operators as a flat chain.
struct MacroExpressionParser {
    var lexer: MacroLexer
    private var depth = 0

    init(_ text: [UInt8], at offset: Int = 0) throws(MacroFault) { lexer = try MacroLexer(text, at: offset) }

    /// `a ? b : c` binds loosest and to the right.
    mutating func expression() throws(MacroFault) -> MacroNode {
        try descend()
        defer { depth -= 1 }
        let offset = lexer.start
        let condition = try chain(rank: 0)
        guard try take(sign: "?") else { return condition }
        let yes = try expression()
        try expect(":")
        return .either(condition, yes, try expression(), at: offset)
    }

    private mutating func descend() throws(MacroFault) {
        depth += 1
        guard depth <= MacroLimits.depth else { throw MacroFault(lexer.start, .tooMuch("nested brackets", limit: MacroLimits.depth)) }
    }

    private mutating func chain(rank: Int) throws(MacroFault) -> MacroNode {
        guard rank < MacroOperator.ranks.count else { return try unary() }
        var first = try chain(rank: rank + 1)
        var links: [MacroLink] = []
        while true {
            let offset = lexer.start
            if rank == MacroOperator.equality, lexer.token == .sign("=~") || lexer.token == .sign("!~") {
                let isWanted = lexer.token == .sign("=~")
                try lexer.advance()
                if !links.isEmpty { (first, links) = (.chain(first, links), []) }
                guard !isMatch(first) else { throw MacroFault(offset, .unexpected("a second match", expected: "'and', 'or' or the end")) }
                first = .match(first, try pattern(), isWanted: isWanted, at: offset)
            } else if let operation = operation(of: rank) {
                try lexer.advance()
                links.append(MacroLink(operation: operation, operand: try chain(rank: rank + 1), offset: offset))
            } else {
                return links.isEmpty ? first : .chain(first, links)
            }
        }
    }

    private func isMatch(_ node: MacroNode) -> Bool {
        if case .match = node { return true }
        return false
    }

    private func operation(of rank: Int) -> MacroOperator? {
        switch lexer.token {
        case .sign(let sign): MacroOperator.ranks[rank][sign]
        case .name(let name): MacroOperator.ranks[rank][name]
        default: nil
        }
    }

    private mutating func pattern() throws(MacroFault) -> RegularExpression {
        let (text, offset) = try lexer.regularExpression()
        do throws(RegularExpressionError) { return try RegularExpression(text) } catch { throw MacroFault(offset, .pattern(error.description)) }
    }

    private mutating func unary() throws(MacroFault) -> MacroNode {
        let offset = lexer.start
        let sign: MacroUnary? = switch lexer.token {
        case .sign("-"): .minus
        case .sign("+"): .plus
        case .sign("!"), .name("not"): .not
        default: nil
        }
        guard let sign else { return try postfix() }
        try descend()
        defer { depth -= 1 }
        try lexer.advance()
        return .unary(sign, try unary(), at: offset)
    }

    private mutating func postfix() throws(MacroFault) -> MacroNode {
        var node = try primary()
        var count = 0
        while lexer.token == .sign("[") {
            let offset = lexer.start
            count += 1
            guard count <= MacroLimits.depth else { throw MacroFault(offset, .tooMuch("brackets", limit: MacroLimits.depth)) }
            try lexer.advance()
            node = .element(node, try expression(), at: offset)
            try expect("]")
        }
        return node
    }

    private mutating func primary() throws(MacroFault) -> MacroNode {
        let offset = lexer.start
        switch lexer.token {
        case .value(let value):
            try lexer.advance()
            return .constant(value)
        case .sign("("):
            try lexer.advance()
            let node = try expression()
            guard lexer.token == .sign(",") else {
                try expect(")")
                return node
            }
            var nodes = [node]
            while try take(sign: ",") { nodes.append(try expression()) }
            try expect(")")
            return .list(nodes)
        case .name(let name) where !Self.reserved.contains(name):
            try lexer.advance()
            if name == "true" || name == "false" { return .constant(.flag(name == "true")) }
            return lexer.token == .sign("(") ? try call(name, at: offset) : .name(name, at: offset)
        default:
            throw MacroFault(offset, .unexpected(lexer.token.shown, expected: "a value"))
        }
    }

    private static let reserved: Set<String> = ["if", "elsif", "else", "endif", "then", "and", "or", "not", "local", "global"]

    private mutating func call(_ name: String, at offset: Int) throws(MacroFault) -> MacroNode {
        if name == "one_of" { return try oneOf(at: offset) }
        guard let function = MacroFunctions.named(name) else {
            throw MacroFault(offset, .unknownFunction(name, suggestion: nearestWord(to: name, among: MacroFunctions.names + ["one_of"])))
        }
        try lexer.advance()
        var nodes: [MacroNode] = []
        if lexer.token != .sign(")") {
            repeat { nodes.append(try expression()) } while try take(sign: ",")
        }
        try expect(")")
        guard function.counts.contains(nodes.count) else {
            throw MacroFault(offset, .wrongCount(function: name, found: nodes.count, wanted: function.countText))
        }
        return .call(function, nodes, at: offset)
    }

    /// `one_of(x, "a", /b.*/)` is `x == "a" or x =~ /b.*/`.
    private mutating func oneOf(at offset: Int) throws(MacroFault) -> MacroNode {
        try lexer.advance()
        let sought = try expression()
        var links: [MacroLink] = []
        while try take(sign: ",") {
            let place = lexer.start
            let test: MacroNode = lexer.token == .sign("/") ? .match(sought, try pattern(), isWanted: true, at: place)
                : .chain(sought, [MacroLink(operation: .equal, operand: try expression(), offset: place)])
            links.append(MacroLink(operation: .or, operand: test, offset: place))
        }
        try expect(")")
        return .chain(.constant(.flag(false)), links)
    }

    mutating func take(sign: String) throws(MacroFault) -> Bool {
        guard lexer.token == .sign(sign) else { return false }
        try lexer.advance()
        return true
    }

    mutating func expect(_ sign: String) throws(MacroFault) {
        guard try take(sign: sign) else { throw MacroFault(lexer.start, .unexpected(lexer.token.shown, expected: "'\(sign)'")) }
    }
}
