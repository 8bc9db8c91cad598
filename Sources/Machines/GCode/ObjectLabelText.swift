/// The lines that mark objects, made once.
struct ObjectLabelText: Sendable {
    let definitions: [String]
    private let starts: [[UInt8]]
    private let ends: [[UInt8]]
    /// Bytes of the longest end and start together.
    let longest: Int

    init(_ objects: [PrintedObject], _ style: PrintSettings.ObjectLabels, _ dialect: any Dialect) {
        switch style {
        case .disabled: (definitions, starts, ends) = ([], [], [])
        case .octoprint:
            definitions = objects.flatMap { dialect.objectDefinition($0) }
            starts = objects.map { Array((dialect.objectStart($0) + "\n").utf8) }
            ends = objects.map { Array((dialect.objectEnd($0) + "\n").utf8) }
        case .firmware:
            definitions = objects.flatMap { dialect.firmwareDefinition($0) }
            starts = objects.map { Array((dialect.firmwareStart($0) + "\n").utf8) }
            ends = objects.map { Array((dialect.firmwareEnd($0) + "\n").utf8) }
        }
        longest = (starts.map(\.count).max() ?? 0) + (ends.map(\.count).max() ?? 0)
    }

    func start(_ object: Int32) -> [UInt8] { starts.indices.contains(Int(object)) ? starts[Int(object)] : [] }
    func end(_ object: Int32) -> [UInt8] { ends.indices.contains(Int(object)) ? ends[Int(object)] : [] }
}
