internal import ArgumentParser
internal import ImpressionKit

/// How models are brought onto the plate.
struct PlacingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Size of each model: a factor, or a percentage.", valueName: "factor"))
    var scale = "1"
    @Option(help: ArgumentHelp("Turn about the x axis, degrees.", valueName: "deg"))
    var rotateX = 0.0
    @Option(help: ArgumentHelp("Turn about the y axis, degrees.", valueName: "deg"))
    var rotateY = 0.0
    @Option(help: ArgumentHelp("Turn about the z axis, degrees.", valueName: "deg"))
    var rotateZ = 0.0
    @Option(help: ArgumentHelp("Copies of each model.", valueName: "n"))
    var copies = 1
    @Option(help: ArgumentHelp("Free room between pieces, mm.", valueName: "mm"))
    var spacing = 6.0
    @Option(help: ArgumentHelp("Where the middle of all pieces stands; the bed's middle if left out.", valueName: "x,y"))
    var center: String?

    func placement() throws -> Placement {
        var placement = Placement()
        let isShare = scale.hasSuffix("%")
        guard let factor = Double(isShare ? String(scale.dropLast()) : scale), factor.isFinite, (0.0001...10_000).contains(isShare ? factor / 100 : factor) else {
            throw ValidationError("--scale \(scale) is no factor from 0.0001 to 10000")
        }
        placement.scale = SIMD3(repeating: isShare ? factor / 100 : factor)
        for (name, value) in [("x", rotateX), ("y", rotateY), ("z", rotateZ)] where !value.isFinite || abs(value) > 36_000 {
            throw ValidationError("--rotate-\(name) \(value) is no angle")
        }
        placement.turns = (.degrees(rotateX), .degrees(rotateY), .degrees(rotateZ))
        guard (1...100_000).contains(copies) else { throw ValidationError("--copies \(copies) is outside 1 … 100000") }
        placement.copies = copies
        guard (0...1000).contains(spacing) else { throw ValidationError("--spacing \(spacing) is outside 0 … 1000 mm") }
        placement.spacing = spacing
        if let center {
            let parts = center.split(separator: ",").compactMap { Double($0) }
            guard parts.count == 2, parts.allSatisfy({ abs($0) < 10_000 }) else { throw ValidationError("--center \(center) is not x,y in mm") }
            placement.setCenter(x: parts[0], y: parts[1])
        }
        return placement
    }
}
