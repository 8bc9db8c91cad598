import ImpressionMachines
import Testing

@Suite struct CatalogueTests {
    @Test func `the catalogues are large enough, and every name is there once`() {
        #expect(Printers.names.count >= 20 && Set(Printers.names).count == Printers.names.count)
        #expect(Filaments.names.count >= 15 && Set(Filaments.names).count == Filaments.names.count)
    }

    @Test(arguments: Printers.names)
    func `a printer's figures make sense, and its code can be put out`(name: String) throws {
        let printer = try Printers.named(name)
        #expect((100...1000).contains(printer.bed.width) && (100...1000).contains(printer.bed.height) && (100...1000).contains(printer.maximumHeight))
        #expect(!printer.vendor.isEmpty && !printer.model.isEmpty && printer.nozzleDiameter == 0.4)
        #expect((0.2...8).contains(printer.retraction) && (10...80).contains(printer.retractionSpeed))
        for axis in 0..<3 {
            #expect((1...1000).contains(printer.limits.speed[axis]) && (50...25_000).contains(printer.limits.acceleration[axis]) && (0.1...20).contains(printer.limits.jerk[axis]))
        }
        var rings = Rings()
        rings.center = printer.bed.center
        let text = try gcode(rings, PrintProfile(filament: try Filaments.named("petg-generic"), printer: printer)).text
        let custom = text.split(separator: printer.dialect == "bambu" ? "; FEATURE: Custom\n" : ";TYPE:Custom\n", omittingEmptySubsequences: false)
        let start = try #require(custom.dropFirst().first).split(separator: "G21 ; set units")[0]
        #expect(start.contains("230") && start.contains("85") && !start.contains("[") && !start.contains("{"), "\(start)")
        let end = try #require(custom.last).split(separator: "; filament used [mm]")[0]
        #expect(!end.contains("[end_z]") && (end.contains("M104 S0") || end.contains("PRINT")), "\(end)")
    }

    @Test(arguments: Filaments.names)
    func `a filament's figures make sense`(name: String) throws {
        let filament = try Filaments.named(name)
        #expect(!filament.material.isEmpty && filament.colour.wholeMatch(of: /#[0-9A-F]{6}/) != nil && filament.diameter == 1.75)
        #expect((0.85...1.5).contains(filament.density) && (1...25).contains(filament.maximumFlow))
        for temperature in [filament.temperature, filament.firstLayerTemperature] { #expect((180...300).contains(temperature)) }
        for temperature in [filament.bedTemperature, filament.firstLayerBedTemperature] { #expect((20...120).contains(temperature)) }
        #expect(filament.minimumFan <= filament.maximumFan && filament.slowBelowLayerTime <= filament.fanBelowLayerTime)
    }
}
