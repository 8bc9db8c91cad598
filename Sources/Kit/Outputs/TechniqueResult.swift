import ImpressionMachines
import ImpressionMeshing
import ImpressionTechniques

/// What a technique makes, on its way to files. A technique with a new kind of output needs one conformance, in a file beside this one.
protocol TechniqueResult: Sendable {
    /// For the person: a code and a sentence each.
    var notes: [(code: String, message: String)] { get }
    /// Figures known before anything is written.
    var statistics: [(name: String, value: JSON)] { get }

    func product(_ setting: ResultSetting) -> any Product
}

/// Where a result came from and how it is to be made into files.
struct ResultSetting {
    /// What the piece is called in files.
    var name: String
    /// The input, for messages.
    var origin: String
    /// nil where no output needs one.
    var profile: PrintProfile?
    var events: [LayerEvent] = []
    /// Of meshes and of what is drawn.
    var tessellation = Tessellation.tolerance(0.1)
    var options: JobOptions
}
