import ImpressionCodecs
import ImpressionMachines
import ImpressionRaster
import ImpressionSlicing

/// What a job has made, in the forms that files hold.
///
/// Each form is made when an output asks for it, and once however many do. A product without a form leaves the requirement out, which gives nil.
protocol Product {
    /// What it is, for messages: `a picture`.
    var noun: String { get }
    var options: JobOptions { get }

    /// Meshes with their names.
    mutating func model() throws(JobError) -> Model?
    /// Layers for a printer.
    mutating func printPlan() throws(JobError) -> PrintPlan?
    /// The picture that is written where a picture is asked for.
    mutating func picture() throws(JobError) -> LinearPicture?
    /// Heights as stored numbers, which a picture then is made of.
    mutating func heightMap() throws(JobError) -> Raster<UInt16>?
    /// A small picture for lists of files, on nothing.
    mutating func thumbnail(width: Int, height: Int) throws(JobError) -> LinearPicture?
}

extension Product {
    mutating func model() throws(JobError) -> Model? { nil }
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
