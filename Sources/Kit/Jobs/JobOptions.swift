public import ImpressionGeometry

/// What every job can be told, whatever it makes.
public struct JobOptions: Sendable {
    /// Replaces existing outputs.
    public var overwrite = false
    /// Adds a SHA-256 to each output's record.
    public var digests = false
    public var workers = Workers.all
    /// Greatest width × height of an input picture.
    public var maxPixels = 400_000_000
    public var stages = Stages.silent
    /// Text that takes the place of a drawing or picture that would be read.
    public var lettering: Lettering?

    public init() {}

    /// - Parameter count: Threads; nil uses every core.
    public mutating func setWorkers(_ count: Int?) { workers = count.map { Workers($0) } ?? .all }
}
