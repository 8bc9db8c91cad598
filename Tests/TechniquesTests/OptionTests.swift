import ImpressionTechniques
import Testing

@Test func `lengths, angles and ranges are read with their units`() {
    #expect(Quantity.length("12cm") == 120)
    #expect(Quantity.length("1in") == 25.4)
    #expect(Quantity.length("7") == 7)
    #expect(Quantity.angle("90deg")?.degrees == 90)
    #expect(Quantity.lengths("0.8..3.2mm")?.1 == 3.2)
    #expect(Quantity.lengths("0.6mm..3.2mm")?.0 == 0.6)
    for bad in ["", "mm", "nan", "inf", "1e999", "12 apples", "--1"] { #expect(Quantity.length(bad) == nil, "\(bad)") }
}

@Test func `a setting out of range is refused with its limits`() {
    var technique = Lithophane()
    #expect(throws: TechniqueError.outOfRange(option: "resolution", value: "9", limits: "0.01 … 5")) { try technique.set("resolution", to: "9") }
    #expect(throws: TechniqueError.notUnderstood(option: "gamma", value: "nan", expected: "a number")) { try technique.set("gamma", to: "nan") }
}

@Test func `a slip of the pen is answered with the nearest name`() {
    var technique = Lithophane()
    #expect(throws: TechniqueError.unknownOption("thicknes", technique: "lithophane", suggestion: "thickness")) { try technique.set("thicknes", to: "1..2") }
    #expect(throws: TechniqueError.unknownTechnique("lithofane", suggestion: "lithophane")) { _ = try Techniques.named("lithofane") }
}

@Test func `every default is a value that its own option accepts`() throws {
    func check<T: Technique>(_ type: T.Type) throws {
        for setting in T.settings where !setting.standard.isEmpty {
            var technique = T()
            try technique.set(setting.name, to: setting.standard)
        }
        #expect(Set(T.settings.map(\.name)).count == T.settings.count)
    }
    for type in Techniques.all { try check(type) }
}
