/// An expression, read.
///
/// Operators of one rank stand in a flat chain, so that only brackets make a tree deep.
indirect enum MacroNode: Sendable {
    case constant(MacroValue)
    case name(String, at: Int)
    case element(MacroNode, MacroNode, at: Int)
    case unary(MacroUnary, MacroNode, at: Int)
    case chain(MacroNode, [MacroLink])
    case match(MacroNode, RegularExpression, isWanted: Bool, at: Int)
    case either(MacroNode, MacroNode, MacroNode, at: Int)
    case list([MacroNode])
    case call(any MacroFunction.Type, [MacroNode], at: Int)
}

/// An operator and what stands at its right.
struct MacroLink: Sendable {
    var operation: MacroOperator
    var operand: MacroNode
    var offset: Int
}

enum MacroUnary: Sendable { case minus, plus, not }

enum MacroOperator: String, Sendable {
    case or, and
    case equal = "==", different = "!="
    case less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
    case plus = "+", minus = "-"
    case times = "*", over = "/", modulo = "%"

    /// Binding loosest first; regular expressions match at the rank of equality.
    static let ranks: [[String: MacroOperator]] = [
        ["or": .or, "||": .or], ["and": .and, "&&": .and], ["==": .equal, "!=": .different, "<>": .different],
        ["<": .less, "<=": .lessOrEqual, ">": .greater, ">=": .greaterOrEqual], ["+": .plus, "-": .minus], ["*": .times, "/": .over, "%": .modulo],
    ]
    static let equality = 2
}

/// A piece of custom G-code, read.
enum MacroStep: Sendable {
    case text(String)
    /// `[name]` or `[name[i]]`: what a file would say.
    case written(String, element: MacroNode?, at: Int)
    case output(MacroNode, at: Int)
    case assignment(MacroAssignment)
    case branch([MacroBranch], otherwise: [MacroStep])
}

struct MacroBranch: Sendable {
    var condition: MacroNode
    var offset: Int
    var steps: [MacroStep]
}

struct MacroAssignment: Sendable {
    enum Reach: Sendable { case local, global, existing }

    var reach: Reach
    var name: String
    var element: MacroNode?
    var value: MacroNode
    var offset: Int
}
