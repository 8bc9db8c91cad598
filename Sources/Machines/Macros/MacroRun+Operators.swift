/// What operators do to values.
extension MacroRun {
    func applied(_ sign: MacroUnary, _ value: MacroValue, at offset: Int) throws(MacroFault) -> MacroValue {
        switch (sign, value) {
        case (.not, .flag(let flag)): return .flag(!flag)
        case (.plus, .whole), (.plus, .number): return value
        case (.minus, .whole(let whole)): return try exact(Int(0).subtractingReportingOverflow(whole), offset)
        case (.minus, .number(let number)): return .number(-number)
        case (.not, _): throw MacroFault(offset, .wrongKind(found: value.kind, wanted: "a condition"))
        default: throw MacroFault(offset, .wrongKind(found: value.kind, wanted: "a number"))
        }
    }

    mutating func match(_ value: MacroValue, _ pattern: RegularExpression, _ isWanted: Bool, at offset: Int) throws(MacroFault) -> MacroValue {
        guard case .text(let text) = value else { throw MacroFault(offset, .wrongKind(found: value.kind, wanted: "a text")) }
        guard let matches = pattern.matches(text, steps: &matching) else { throw MacroFault(offset, .tooMuch("steps of matching", limit: MacroLimits.matching)) }
        return .flag(matches == isWanted)
    }

    mutating func chain(_ first: MacroNode, _ links: [MacroLink]) throws(MacroFault) -> MacroValue {
        var result = try value(of: first).single
        for link in links {
            switch (link.operation, result) {
            case (.or, .flag(true)), (.and, .flag(false)): continue
            case (.or, .flag), (.and, .flag): result = .flag(try condition(link.operand, at: link.offset))
            case (.or, _), (.and, _): throw MacroFault(link.offset, .wrongKind(found: result.kind, wanted: "a condition"))
            default:
                result = try joined(result, link.operation, try value(of: link.operand).single, at: link.offset)
                try charge(result, at: link.offset)
            }
        }
        return result
    }

    private func joined(_ a: MacroValue, _ operation: MacroOperator, _ b: MacroValue, at offset: Int) throws(MacroFault) -> MacroValue {
        switch operation {
        case .equal: return .flag(try compared(a, b, at: offset) == 0)
        case .different: return .flag(try compared(a, b, at: offset) != 0)
        case .less: return .flag(try compared(a, b, at: offset) < 0)
        case .lessOrEqual: return .flag(try compared(a, b, at: offset) <= 0)
        case .greater: return .flag(try compared(a, b, at: offset) > 0)
        case .greaterOrEqual: return .flag(try compared(a, b, at: offset) >= 0)
        default: break
        }
        if operation == .plus {
            if case .text(let text) = a { return .text(text + b.written) }
            if case .text(let text) = b { return .text(a.written + text) }
        }
        if case .whole(let x) = a, case .whole(let y) = b { return try whole(x, operation, y, at: offset) }
        guard let x = a.double else { throw MacroFault(offset, .wrongKind(found: a.kind, wanted: "a number")) }
        guard let y = b.double else { throw MacroFault(offset, .wrongKind(found: b.kind, wanted: "a number")) }
        guard y != 0 || operation != .over && operation != .modulo else { throw MacroFault(offset, .divisionByZero) }
        let result = switch operation {
        case .plus: x + y
        case .minus: x - y
        case .times: x * y
        case .over: x / y
        default: x.truncatingRemainder(dividingBy: y)
        }
        guard result.isFinite else { throw MacroFault(offset, .overflow) }
        return .number(result)
    }

    /// Whole numbers stay whole: 7 / 2 is 3.
    private func whole(_ x: Int, _ operation: MacroOperator, _ y: Int, at offset: Int) throws(MacroFault) -> MacroValue {
        guard y != 0 || operation != .over && operation != .modulo else { throw MacroFault(offset, .divisionByZero) }
        return switch operation {
        case .plus: try exact(x.addingReportingOverflow(y), offset)
        case .minus: try exact(x.subtractingReportingOverflow(y), offset)
        case .times: try exact(x.multipliedReportingOverflow(by: y), offset)
        case .over: try exact(x.dividedReportingOverflow(by: y), offset)
        default: try exact(x.remainderReportingOverflow(dividingBy: y), offset)
        }
    }

    private func exact(_ result: (partialValue: Int, overflow: Bool), _ offset: Int) throws(MacroFault) -> MacroValue {
        guard !result.overflow else { throw MacroFault(offset, .overflow) }
        return .whole(result.partialValue)
    }

    /// -1, 0 or 1. Numbers go by value, texts by their characters, yes and no by no before yes; only like compares with like.
    private func compared(_ a: MacroValue, _ b: MacroValue, at offset: Int) throws(MacroFault) -> Int {
        switch (a, b) {
        case (.text(let x), .text(let y)): return x == y ? 0 : x < y ? -1 : 1
        case (.flag(let x), .flag(let y)): return x == y ? 0 : y ? -1 : 1
        case (.whole(let x), .whole(let y)): return x == y ? 0 : x < y ? -1 : 1
        default:
            guard let x = a.double else { throw MacroFault(offset, .wrongKind(found: a.kind, wanted: b.kind)) }
            guard let y = b.double else { throw MacroFault(offset, .wrongKind(found: b.kind, wanted: a.kind)) }
            return x == y ? 0 : x < y ? -1 : 1
        }
    }
}
