/// Marlin 2 and Prusa's firmwares.
struct Marlin2: Dialect {
    static let name = "marlin2"
    static let summary = "Marlin 2, Prusa firmware"
    func printAcceleration(_ value: Int) -> String { "M204 P\(value)" }
    func travelAcceleration(_ value: Int) -> String? { "M204 T\(value)" }
}
