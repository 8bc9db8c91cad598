internal import Synchronization

/// Working memory for one layer at a time.
final class LayerScratch {
    var tracer = ContourTracer()
    /// Signed distance to the section's boundary, mm, positive inside, exact below a reach.
    var distance: StripField
    /// How deep each node lies inside what lines cover, mm; negative where they do not.
    var covered: StripField
    /// `covered` where one kind of fill belongs.
    var masked: StripField
    var skeleton: Skeleton

    init(frame: GridFrame) {
        distance = StripField(unset: frame)
        covered = StripField(unset: frame)
        masked = StripField(unset: frame)
        skeleton = Skeleton(frame: frame)
    }
}

/// Working memories that layers in progress borrow, so that each thread reuses what an earlier layer left.
final class LayerScratchPool: Sendable {
    private let idle = Mutex<[Parcel]>([])

    /// A memory that one layer alone uses while it is out of the pool.
    private struct Parcel: @unchecked Sendable { let scratch: LayerScratch }

    /// Runs `body` with a memory that nobody else uses meanwhile.
    func use<Result>(frame: GridFrame, _ body: (LayerScratch) -> Result) -> Result {
        let scratch = idle.withLock { $0.popLast() }?.scratch ?? LayerScratch(frame: frame)
        let result = body(scratch)
        let parcel = Parcel(scratch: scratch)
        idle.withLock { $0.append(parcel) }
        return result
    }
}
