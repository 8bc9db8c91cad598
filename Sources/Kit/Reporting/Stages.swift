/// Tells a watcher how far a job has come: the name of the stage, and the share of it that is done.
public struct Stages: Sendable {
    private let watch: @Sendable (_ stage: String, _ share: Double) -> Void

    public init(_ watch: @escaping @Sendable (_ stage: String, _ share: Double) -> Void) { self.watch = watch }

    /// Nobody watches.
    public static let silent = Stages { _, _ in }

    public func begin(_ stage: String) { watch(stage, 0) }
    public func advance(_ stage: String, to share: Double) { watch(stage, share) }
}
