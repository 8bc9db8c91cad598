import ImpressionGeometry
import TestSupport
import Testing
@testable import ImpressionSlicing

@Suite struct SupportTreeTests {
    private func plan(_ stack: Stack, _ change: (inout SupportSettings) -> Void = { _ in }) -> SupportPlan {
        stack.plan { $0.style = .organic; $0.sparesBridges = false; $0.threshold = 45; change(&$0) }
    }

    @Test(arguments: Stack.all) func `every branch stands on another, leans no more than told and overlaps it`(stack: Stack) {
        let plan = plan(stack), step = 0.2 * 0.8390996 + 1e-5
        for j in 1..<plan.discs.count {
            for disc in plan.discs[j] {
                guard let below = disc.below.map({ plan.discs[j - 1][$0] }) else { continue }
                let distance = below.center.distance(to: disc.center)
                #expect(distance <= step, "layer \(j)")
                #expect(distance < disc.radius + below.radius)
            }
        }
        #expect(plan.discs.contains { !$0.isEmpty })
    }

    @Test(arguments: Stack.all) func `a branch ends on the plate or on the model`(stack: Stack) {
        let plan = plan(stack)
        for j in 1..<plan.discs.count {
            for disc in plan.discs[j] where disc.below == nil {
                // The model comes within a branch's reach below.
                let near = stack.outlines[max(0, j - 3)..<j].contains { !$0.intersection(Stack.disc(disc.radius + 0.4, at: disc.center)).isEmpty }
                #expect(near, "layer \(j), \(disc.center)")
            }
        }
    }

    @Test(arguments: Stack.all) func `branches that must stand on the plate do`(stack: Stack) {
        let plan = plan(stack) { $0.isFromPlateOnly = true }
        for j in 1..<plan.discs.count { #expect(plan.discs[j].allSatisfy { $0.below != nil }, "layer \(j)") }
    }

    @Test(arguments: [Stack.sphere, .tee, .table, .ring]) func `a tree takes less than half of a grid's columns`(stack: Stack) {
        let tree = plan(stack).volume, grid = plan(stack) { $0.style = .grid }.volume
        #expect(tree < grid / 2 && tree > 0, "\(tree) of \(grid)")
    }

    @Test(arguments: Stack.all) func `no place of a roof is far from a tip`(stack: Stack) {
        let plan = plan(stack)
        var random = SplitMix64(seed: 5)
        for j in 3..<plan.layers.count {
            let roof = plan.layers[j].interface
            // The lowest layer of a roof: nothing dense below.
            let bottom = roof.subtracting(plan.layers[j - 1].interface).subtracting(stack.outlines[j - 1].offset(by: 1))
            guard !bottom.isEmpty else { continue }
            for _ in 0..<20 {
                let p = Point(bottom.bounds.min.x + bottom.bounds.width * random.unit(), bottom.bounds.min.y + bottom.bounds.height * random.unit())
                guard bottom.contains(p) else { continue }
                let nearest = plan.discs[j - 1].map { $0.center.distance(to: p) - $0.radius }.min() ?? .infinity
                #expect(nearest < 3 || j < 4, "layer \(j) \(p) \(nearest)")
            }
        }
    }

    @Test func `branches grow together`() {
        let discs = plan(.tee).discs
        #expect(discs[75].count > 4 * discs[5].count)
        #expect(discs[0].map(\.radius).max()! > 1.2)
    }
}
