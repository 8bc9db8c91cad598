public import ImpressionCanvas
public import ImpressionMeshing

/// What a technique makes of artwork when the result is a body of one or several materials.
public struct SolidImpression: Sendable {
    /// One material's share of the body.
    public struct Part: Sendable {
        public var name: String
        public var solid: Solid
        public var color: Color
        /// From 1.
        public var extruder: Int
    }

    public private(set) var parts: [Part] = []
    /// Notes for the person: a code and a sentence.
    public var notes: [(code: String, message: String)]

    public init(notes: [(code: String, message: String)] = []) { self.notes = notes }

    /// Adds a body. Equal colours share an extruder; the first colour has the first. Nothing is added where there is nothing.
    public mutating func add(_ solid: Solid, _ name: String, _ color: Color) {
        if solid.isEmpty { return }
        let known = parts.first { $0.color == color }?.extruder
        parts.append(Part(name: name, solid: solid, color: color, extruder: known ?? (parts.map(\.extruder).max() ?? 0) + 1))
    }
}

/// A technique whose result is such a body.
public protocol SolidTechnique: Technique where Output == SolidImpression {
    var form: ArtForm { get set }
}
