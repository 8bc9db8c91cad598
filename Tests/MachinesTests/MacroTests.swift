@testable import ImpressionMachines
import Testing

private let scope = MacroScope([
    "layer_z": .number(1.2), "layer_num": .whole(5), "temperature": .list([.whole(215)]), "both": .list([.whole(215), .whole(240)]), "filament_type": .list([.text("PLA")]),
    "notes": .text("first\nPRINTER_MODEL_MK4\nlast"), "cooling": .list([.flag(true)]), "open": .list([.absent]), "none": .list([]), "current_extruder": .whole(1),
])

private func filled(_ text: String, seed: UInt64 = 0) throws -> String {
    var session = MacroSession()
    return try MacroTemplate(text).filled(in: scope, session: &session, seed: seed)
}

private func problem(_ text: String) -> MacroError? {
    do {
        _ = try filled(text)
        return nil
    } catch { return error as? MacroError }
}

@Suite struct MacroTests {
    @Test(arguments: [
        ("M104 S[temperature]", "M104 S215"), ("[both]", "240"), ("[both_0] [both_1]", "215 240"), ("[both[0]]", "215"), ("{both[current_extruder]}", "240"),
        ("{1 + 2 * 3}", "7"), ("{(1 + 2) * 3}", "9"), ("{7 / 2}", "3"), ("{7 / 2.0}", "3.5"), ("{7 % 4}", "3"), ("{-layer_z + 0.2}", "-1"), ("{2 - 3 - 4}", "-5"),
        ("{temperature[0] - 10}", "205"), ("{temperature + 1}", "216"), ("{\"a\" + 1 + \"b\"}", "a1b"), ("{\"q\\\"\\n\"}", "q\"\n"),
        ("{min(3, 2.5)} {max(3, 2)} {round(2.5)} {round(-2.5)} {int(2.9)} {int(-2.9)}", "2.5 3 3 -3 2 -2"),
        ("{digits(3.14159, 7, 2)}|{zdigits(3.14159, 7, 2)}|{digits(42, 4)}|{zdigits(-1.5, 6, 1)}", "   3.14|0003.14|  42|-001.5"),
        ("{size(both)} {size(none)} {empty(none)} {empty(both)} {is_nil(open)} {is_nil(open[0])} {is_nil(temperature)}", "2 0 true false true true false"),
        ("{interpolate_table(1.5, (0, 10), (1, 20), (2, 40))} {interpolate_table(-1, (0, 10), (1, 20))} {interpolate_table(9, (0, 10), (1, 20))}", "30 10 20"),
        ("{layer_z > 1 ? \"high\" : \"low\"} {false ? 1 : true ? 2 : 3}", "high 2"),
        ("{if layer_num == 5}five{elsif layer_num == 6}six{else}other{endif}", "five"), ("{if layer_num < 5}a{elsif layer_num <> 5}b{else}c{endif}", "c"),
        ("{if layer_num > 4}{if layer_z < 1}x{else}y{endif}{endif}!", "y!"), ("{if layer_num == 4 then \"a\" elsif layer_num == 5 then \"b\"; \"c\" else \"d\" endif}", "bc"),
        ("{not true} {!false} {not (1 > 2) and true}", "false true true"), ("{1 == 1.0} {\"a\" < \"b\"} {true != false}", "true true true"),
        ("{notes =~ /.*PRINTER_MODEL_MK4.*/} {notes !~ /.*MINI.*/} {filament_type[0] =~ /P(LA|ETG)/} {filament_type =~ /PL/}", "true true true false"),
        ("{one_of(filament_type[0], \"ABS\", /P.A/)} {one_of(\"x\", \"y\")}", "true false"), ("{\"a/b\" =~ /a\\/b/}", "true"),
        ("{local a = 2}{a * a}{a = a + 1}{a}", "43"), ("{local a = (1, 2, 3); a[1] = 7; a[0] + a[1]}", "8"), ("{global g = \"x\"; g}", "x"),
        ("{cooling} [cooling]", "true true"), ("{  layer_num  }", "5"), ("{\n  if layer_num == 5 then\n    1 +\n    1\n  endif\n}", "2"), ("{}{ }[]", "{}{ }[]"),
    ])
    func `macros are put out`(code: String, text: String) throws { #expect(try filled(code) == text) }

    @Test(arguments: [
        "SET_MACRO VARIABLE=x VALUE='{\"a\": 1, \"b\": [1, 2]}'", "G1 X[1] Y[a, b] Z[ 3 ]", "{'single': 2}", "{a: 1}", "{%if x%}", "{{ x }}", "[true] [null]", "{1, 2}", "{\"open", "{ PARAM }",
        "[Name] [9]", "} ] }",
    ])
    func `brackets that are no macros stay`(code: String) throws { #expect(try filled(code) == code) }

    @Test func `macros inside JSON are put out`() throws {
        #expect(try filled("{\"z\": [layer_z], \"t\": {temperature[0]}}") == "{\"z\": 1.2, \"t\": 215}")
    }

    @Test(arguments: [
        ("{layer_nun}", 1, 2, MacroError.Problem.unknownName("layer_nun", suggestion: "layer_num")), ("G28\nM104 S[temprature]", 2, 8, .unknownName("temprature", suggestion: "temperature")),
        ("{rund(2)}", 1, 2, .unknownFunction("rund", suggestion: "round")), ("{min(2)}", 1, 2, .wrongCount(function: "min", found: 1, wanted: "2")),
        ("{1 / 0}", 1, 4, .divisionByZero), ("{1.5 % 0}", 1, 6, .divisionByZero), ("{both[2]}", 1, 6, .outOfRange(index: 2, count: 2)), ("{layer_num[0]}", 1, 11, .wrongKind(found: "a number", wanted: "a list")),
        ("{both + 1}", 1, 7, .wrongKind(found: "a list of 2", wanted: "a number")), ("{if layer_num}x{endif}", 1, 5, .wrongKind(found: "a number", wanted: "a condition")),
        ("{layer_num = 3}", 1, 2, .readOnly("layer_num")), ("{counter = 3}", 1, 2, .unknownName("counter", suggestion: nil)), ("{9223372036854775807 + 1}", 1, 22, .overflow),
        ("é{1 +}", 1, 6, .unexpected("'}'", expected: "a value")), ("{if true}x", 1, 11, .unexpected("the end", expected: "'{endif}'")), ("x{endif}", 1, 2, .unexpected("a condition's end", expected: "'{if'")),
        ("{1 2}", 1, 4, .unexpected("2", expected: "';' or '}'")), ("{layer_num", 1, 11, .unexpected("the end", expected: "'}'")), ("{notes =~ /(/}", 1, 12, .pattern("'the end' at character 2 has no meaning there")),
        ("{\"a\" - 1}", 1, 6, .wrongKind(found: "a text", wanted: "a number")), ("{\"a\" < 1}", 1, 6, .wrongKind(found: "a text", wanted: "a number")),
    ])
    func `mistakes are told with line and column`(code: String, line: Int, column: Int, expected: MacroError.Problem) {
        #expect(problem(code) == MacroError(line: line, column: column, problem: expected))
    }

    @Test func `random numbers lie within their bounds and are the same again`() throws {
        let code = String(repeating: "{random(1, 6)} {random(0.5, 0.75)} ", count: 300)
        let text = try filled(code, seed: 3)
        #expect(try text == filled(code, seed: 3) && text != filled(code, seed: 4))
        let values = text.split(separator: " ").map { Double($0)! }
        for (i, value) in values.enumerated() { #expect(i % 2 == 0 ? (1...6).contains(value) && value == value.rounded() : (0.5...0.75).contains(value)) }
        #expect(Set(stride(from: 0, to: values.count, by: 2).map { values[$0] }).count == 6)
    }

    @Test func `globals last from one piece of code to the next, locals do not`() throws {
        var session = MacroSession()
        _ = try MacroTemplate("{global n = 1}{local m = 2}").filled(in: scope, session: &session)
        #expect(try MacroTemplate("{n = n + 1}{n}").filled(in: scope, session: &session) == "2")
        #expect(try MacroTemplate("{n}").filled(in: scope, session: &session) == "2")
        #expect(throws: MacroError.self) { try MacroTemplate("{m}").filled(in: scope, session: &session) }
    }

    @Test func `conditions of profiles are decided`() throws {
        var profile = PrintProfile(printer: try Printers.named("prusa-mk4"))
        try profile.apply([SettingPair("printer_notes", "Don't remove the keywords!\\nPRINTER_VENDOR_PRUSA3D\\nPRINTER_MODEL_MK4\\n")])
        let scope = profile.macroScope
        #expect(try MacroCondition("printer_notes=~/.*PRINTER_VENDOR_PRUSA3D.*/ and printer_notes=~/.*PRINTER_MODEL_MK4.*/ and nozzle_diameter[0]==0.4").isTrue(in: scope))
        #expect(try !MacroCondition("! (printer_model=~/(MK4|MK4S)/ and nozzle_diameter[0]!=0.6)").isTrue(in: scope))
        #expect(throws: MacroError.self) { try MacroCondition("nozzle_diameter[0]").isTrue(in: scope) }
        #expect(throws: MacroError.self) { try MacroCondition("true }").isTrue(in: scope) }
    }
}

@Suite struct CustomCodeTests {
    @Test func `every setting and every fact of the run has a name`() throws {
        let names = ["layer_num", "layer_z", "max_layer_z", "current_extruder", "next_extruder", "toolchange_z", "total_layer_count", "print_time", "used_filament", "input_filename_base",
                     "timestamp"] + PrintSettings.settings.map(\.key) + Filament.settings.map(\.key) + Printer.settings.map(\.key).filter { !$0.hasSuffix("_gcode") }
        let code = names.map { "\\n;\($0)=[\($0)]" }.joined() + "\\n;min={first_layer_print_min[0]},{first_layer_print_max[1]},{first_layer_print_size[0]}"
        let text = try gcode(Rings(), profile("generic-marlin", [("end_gcode", "G28" + code)])).text
        #expect(text.contains("\n;layer_num=11\n;layer_z=2.4\n;max_layer_z=2.4\n;current_extruder=0\n;next_extruder=0\n;toolchange_z=2.4\n;total_layer_count=12\n"))
        #expect(text.contains("\n;input_filename_base=ring\n;timestamp=20000101-000000\n;layer_height=0.2\n"))
        // The skirt's centre line is 13 mm from the middle of the bed.
        #expect(text.contains("\n;min=87,113,26\n"))
    }

    @Test func `layers' code sees its layer, and what the start code keeps`() throws {
        let settings = [("start_gcode", "G28{global count = 10}"), ("layer_gcode", ";{count = count + 1}at {layer_num} {layer_z} {count}"), ("end_gcode", ";end {count}"),
                        ("start_filament_gcode", "M900 K0.05"), ("end_filament_gcode", "; filament end")]
        let text = try gcode(Rings(layerCount: 3), profile("generic-marlin", settings)).text
        #expect(text.contains("\n;at 0 0.2 11\n") && text.contains("\n;at 2 0.6 13\n") && text.contains("\n;end 13\n"))
        #expect(text.contains("G28\nM900 K0.05\n") && text.contains("; filament end\n;end 13\n"))
        let one = try gcode(Rings(layerCount: 9), profile("generic-marlin", settings + [("before_layer_gcode", ";{random(1, 1000)}")])).text
        #expect(try gcode(Rings(layerCount: 9), profile("generic-marlin", settings + [("before_layer_gcode", ";{random(1, 1000)}")]), workers: .init(3)).text == one)
    }

    @Test func `a mistake is told with the code's name before anything is printed`() throws {
        let error = #expect(throws: GCodeError.self) { try gcode(Rings(), profile("generic-marlin", [("layer_gcode", "G1\\n{layer_nun}")])) }
        #expect(error?.description == "layer_gcode, line 2, column 2: unknown name 'layer_nun'; did you mean 'layer_num'?")
        let early = #expect(throws: GCodeError.self) { try gcode(Rings(), profile("generic-marlin", [("layer_gcode", "{print_time}")])) }
        #expect(early?.description == "layer_gcode, line 1, column 2: 'print_time' is known only in the start and end code")
    }
}
