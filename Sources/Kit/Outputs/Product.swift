import ImpressionCanvas
import ImpressionCodecs
import ImpressionMachines
import ImpressionRaster
import ImpressionSlicing
import ImpressionTechniques

/// What a job has made, in the forms that files hold.
///
/// Each form is made when an output asks for it, and once however many do. A product without a form leaves the requirement out, which gives nil.
protocol Product {
    /// What it is, for messages: `a picture`.
    var noun: String { get }
    var options: JobOptions { get }

    /// Meshes with their names.
    mutating func model() throws(JobError) -> Model?
    /// All of it as one mesh, without walls between parts: for files that know no parts.
    mutating func wholeModel() throws(JobError) -> Model?
    /// Paths on a page.
    mutating func drawing() throws(JobError) -> Artwork?
    /// Layers for a printer.
    mutating func printPlan() throws(JobError) -> PrintPlan?
    /// The picture that is written where a picture is asked for.
    mutating func picture() throws(JobError) -> LinearPicture?
    /// Heights as stored numbers, which a picture then is made of.
    mutating func heightMap() throws(JobError) -> Raster<UInt16>?
    /// A small picture for lists of files, on nothing.
    mutating func thumbnail(width: Int, height: Int) throws(JobError) -> LinearPicture?

    /// Whether it can be shown as it will look in use.
    var hasProof: Bool { get }
    func proof(from source: ProofSource) throws(JobError) -> Proof?

    /// What was noticed while the outputs were made: a code and a sentence each.
    var notes: [(code: String, message: String)] { get }
    /// Figures that are known once the outputs are written.
    var statistics: [(name: String, value: JSON)] { get }
}

/// Where a proof takes the piece from.
public enum ProofSource: String, Sendable {
    /// As designed.
    case field
    /// From the lines that the printer lays.
    case gcode
}

extension Product {
    var hasProof: Bool { false }
    func proof(from source: ProofSource) throws(JobError) -> Proof? { nil }
    var notes: [(code: String, message: String)] { [] }
    var statistics: [(name: String, value: JSON)] { [] }
    mutating func model() throws(JobError) -> Model? { nil }
    mutating func wholeModel() throws(JobError) -> Model? { try model() }
    mutating func drawing() throws(JobError) -> Artwork? { nil }
    mutating func printPlan() throws(JobError) -> PrintPlan? { nil }
    mutating func picture() throws(JobError) -> LinearPicture? { nil }
    mutating func heightMap() throws(JobError) -> Raster<UInt16>? { nil }
    mutating func thumbnail(width: Int, height: Int) throws(JobError) -> LinearPicture? { nil }
}

/// Layers, and everything that their way to a printer takes.
struct PrintPlan {
    var name: String
    var source: any LayerSource
    var profile: PrintProfile
    var events: [LayerEvent] = []
}
