import ImpressionMachines
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

extension JobReport {
    /// - Parameter solid: Volume of the body, mm³.
    mutating func record(_ printed: PrintReport, solidVolume solid: Double) {
        self.printed = printed
        let extent = printed.extent
        for (name, value) in [
            ("layers", JSON.integer(printed.layers)), ("height_mm", .number(printed.height)), ("time_s", .number(printed.time)),
            ("first_layer_time_s", .number(printed.firstLayerTime)), ("filament_mm", .number(printed.filament)),
            ("filament_cm3", .number(printed.filamentVolume / 1000)), ("filament_g", .number(printed.filamentMass)),
            ("filament_cost", .number(printed.filamentCost)), ("retractions", .integer(printed.retractions)),
            ("extent", .array([extent.min.x, extent.min.y, extent.max.x, extent.max.y].map(JSON.number))),
            ("tool_changes", .integer(printed.toolChanges)), ("purge_volume_mm3", .number(printed.purgeVolume)),
            ("body_volume_mm3", .number(solid)), ("printed_volume_mm3", .number(printed.pieceVolume)),
        ] { set(name, value) }
    }
}

/// The date of SOURCE_DATE_EPOCH, or a fixed one, so that the same input gives the same bytes.
func sourceDate() -> String {
    let text = getenv("SOURCE_DATE_EPOCH").map { String(cString: $0) } ?? "946684800"
    var seconds = time_t(text) ?? 946_684_800
    var parts = tm()
    guard gmtime_r(&seconds, &parts) != nil else { return "2000-01-01 at 00:00:00 UTC" }
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(1900 + parts.tm_year)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) at \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) UTC"
}
