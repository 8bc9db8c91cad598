import ImpressionGeometry

/// One evaluation of a piece of custom G-code.
struct MacroRun {
    let scope: MacroScope
    var globals: [String: MacroValue]
    var random: SplitMix64
    private(set) var output = ""
    private var locals: [String: MacroValue] = [:]
    private var steps = 0
    var matching = MacroLimits.matching

    init(scope: MacroScope, globals: [String: MacroValue], seed: UInt64) {
        (self.scope, self.globals) = (scope, globals)
        random = SplitMix64(seed: seed)
    }

    // MARK: - Steps

    mutating func perform(_ list: [MacroStep]) throws(MacroFault) {
        for step in list {
            switch step {
            case .text(let text): try put(text, at: 0)
            case .written(let name, let element, let offset): try put(try written(name, element, offset), at: offset)
            case .output(let node, let offset): try put(try value(of: node).written, at: offset)
            case .assignment(let assignment): try assign(assignment)
            case .branch(let branches, let otherwise):
                var chosen = otherwise
                for branch in branches where try condition(branch.condition, at: branch.offset) {
                    chosen = branch.steps
                    break
                }
                try perform(chosen)
            }
        }
    }

    private mutating func put(_ text: String, at offset: Int) throws(MacroFault) {
        try checkLength(output.utf8.count + text.utf8.count, at: offset)
        output += text
    }

    private func checkLength(_ length: Int, at offset: Int) throws(MacroFault) {
        guard length <= MacroLimits.length else { throw MacroFault(offset, .tooMuch("bytes of text", limit: MacroLimits.length)) }
    }

    /// Long texts and lists are dearer than numbers: they count as many steps as their bytes and elements take.
    mutating func charge(_ value: MacroValue, at offset: Int) throws(MacroFault) {
        switch value {
        case .text(let text):
            try checkLength(text.utf8.count, at: offset)
            steps += text.utf8.count / 32
        case .list(let list): steps += list.count / 8
        default: steps += 1
        }
        guard steps <= MacroLimits.steps else { throw MacroFault(offset, .tooMuch("steps", limit: MacroLimits.steps)) }
    }

    private mutating func assign(_ assignment: MacroAssignment) throws(MacroFault) {
        let name = assignment.name, offset = assignment.offset
        guard scope.binding(name) == nil else { throw MacroFault(offset, .readOnly(name)) }
        var value = try value(of: assignment.value)
        if case .existing = assignment.reach {
            guard let present = locals[name] ?? globals[name] else { throw unknown(name, offset) }
            if let element = assignment.element {
                try charge(present, at: offset)
                guard case .list(var list) = present else { throw MacroFault(offset, .wrongKind(found: present.kind, wanted: "a list")) }
                let index = try index(element, count: list.count, at: offset)
                list[index] = value
                value = .list(list)
            }
        }
        let isLocal = switch assignment.reach {
        case .local: true
        case .global: false
        case .existing: locals[name] != nil
        }
        if isLocal { locals[name] = value } else { globals[name] = value }
    }

    // MARK: - Values

    mutating func condition(_ node: MacroNode, at offset: Int) throws(MacroFault) -> Bool {
        let value = try value(of: node).single
        guard case .flag(let flag) = value else { throw MacroFault(offset, .wrongKind(found: value.kind, wanted: "a condition")) }
        return flag
    }

    mutating func value(of node: MacroNode) throws(MacroFault) -> MacroValue {
        steps += 1
        guard steps <= MacroLimits.steps else { throw MacroFault(0, .tooMuch("steps", limit: MacroLimits.steps)) }
        switch node {
        case .constant(let value): return value
        case .name(let name, let offset):
            let value = try value(named: name, at: offset)
            try charge(value, at: offset)
            return value
        case .element(let list, let index, let offset): return try element(try value(of: list), index, at: offset)
        case .unary(let sign, let operand, let offset): return try applied(sign, try value(of: operand).single, at: offset)
        case .chain(let first, let links): return try chain(first, links)
        case .match(let subject, let pattern, let isWanted, let offset): return try match(try value(of: subject).single, pattern, isWanted, at: offset)
        case .either(let test, let yes, let no, let offset): return try condition(test, at: offset) ? value(of: yes) : value(of: no)
        case .list(let nodes): return .list(try values(of: nodes))
        case .call(let function, let nodes, let offset):
            let values = try values(of: nodes)
            do throws(MacroError.Problem) { return try function.value(of: values, in: &self) } catch { throw MacroFault(offset, error) }
        }
    }

    private mutating func values(of nodes: [MacroNode]) throws(MacroFault) -> [MacroValue] {
        var values: [MacroValue] = []
        values.reserveCapacity(nodes.count)
        for node in nodes { values.append(try value(of: node)) }
        return values
    }

    private func value(named name: String, at offset: Int) throws(MacroFault) -> MacroValue {
        if let value = locals[name] ?? globals[name] ?? scope.binding(name)?.value { return value }
        throw unknown(name, offset)
    }

    private func unknown(_ name: String, _ offset: Int) -> MacroFault {
        if scope.later.contains(name) { return MacroFault(offset, .notYetKnown(name)) }
        return MacroFault(offset, .unknownName(String(name.prefix(60)), suggestion: nearestWord(to: name, among: scope.names + globals.keys.sorted() + locals.keys.sorted())))
    }

    private mutating func index(_ node: MacroNode, count: Int, at offset: Int) throws(MacroFault) -> Int {
        let value = try value(of: node).single
        guard case .whole(let index) = value else { throw MacroFault(offset, .wrongKind(found: value.kind, wanted: "a whole number")) }
        guard (0..<count).contains(index) else { throw MacroFault(offset, .outOfRange(index: index, count: count)) }
        return index
    }

    private mutating func element(_ value: MacroValue, _ node: MacroNode, at offset: Int) throws(MacroFault) -> MacroValue {
        guard case .list(let list) = value else { throw MacroFault(offset, .wrongKind(found: value.kind, wanted: "a list")) }
        return list[try index(node, count: list.count, at: offset)]
    }

    /// What a file says of a setting. Of several tools' values the present tool's; `name_1` is an old way to write `name[1]`.
    private mutating func written(_ name: String, _ element: MacroNode?, _ offset: Int) throws(MacroFault) -> String {
        if let element { return try self.element(try value(named: name, at: offset), element, at: offset).written }
        if locals[name] == nil, globals[name] == nil, let binding = scope.binding(name) {
            guard case .list(let list) = binding.value, list.count > 1 else { return binding.written }
            let tool = if case .whole(let tool)? = scope.binding("current_extruder")?.value { tool } else { 0 }
            return (list.indices.contains(tool) ? list[tool] : list[0]).written
        }
        if let line = name.utf8.lastIndex(of: UInt8(ascii: "_")), let index = Int(name[name.index(after: line)...]), locals[name] == nil, globals[name] == nil,
           case .list(let list)? = scope.binding(String(name[..<line]))?.value {
            guard list.indices.contains(index) else { throw MacroFault(offset, .outOfRange(index: index, count: list.count)) }
            return list[index].written
        }
        return try value(named: name, at: offset).written
    }
}
