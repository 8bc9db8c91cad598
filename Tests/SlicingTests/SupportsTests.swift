import ImpressionGeometry
import TestSupport
import Testing
@testable import ImpressionSlicing

@Suite struct SupportsTests {
    static let styles = SupportStyle.allCases

    @Test(arguments: styles, Stack.all) func `no support comes nearer to the model than asked for`(style: SupportStyle, stack: Stack) {
        let plan = stack.plan { $0.style = style }
        for (j, area) in plan.areas.enumerated() where !area.isEmpty {
            #expect(area.intersection(stack.outlines[j].offset(by: 0.225)).isEmpty, "beside, layer \(j)")
            // A whole layer lies between support and model.
            for i in [j - 1, j + 1] where stack.outlines.indices.contains(i) { #expect(area.intersection(stack.outlines[i]).isEmpty, "over or under, layer \(j)") }
            #expect(plan.layers[j].base.intersection(plan.layers[j].interface).isEmpty)
        }
    }

    @Test(arguments: [SupportStyle.grid, .snug], Stack.all) func `whatever overhangs has support or model a gap below`(style: SupportStyle, stack: Stack) {
        var random = SplitMix64(seed: 11), points = 0
        let plan = stack.plan { $0.style = style; $0.sparesBridges = false; $0.threshold = 45 }, areas = plan.areas
        for i in 2..<stack.outlines.count {
            let hanging = stack.outlines[i].subtracting(stack.outlines[i - 1].offset(by: 0.2 + 0.08))
            guard !hanging.isEmpty else { continue }
            let box = hanging.bounds, carried = areas[i - 2].union(stack.outlines[i - 2].offset(by: 0.225 + 0.08))
            for _ in 0..<200 {
                let point = Point(box.min.x + box.width * random.unit(), box.min.y + box.height * random.unit())
                guard hanging.contains(point) else { continue }
                points += 1
                #expect(carried.contains(point), "layer \(i), \(point)")
            }
        }
        #expect(points > 20)
    }

    @Test(arguments: styles) func `a cone within the threshold stands alone`(style: SupportStyle) {
        #expect(Stack.cone.plan { $0.style = style; $0.threshold = 45 }.isEmpty)
        #expect(!Stack.cone.plan { $0.style = style; $0.threshold = 70 }.isEmpty)
    }

    @Test(arguments: [SupportStyle.grid, .snug]) func `supports that must stand on the plate never stand on the model`(style: SupportStyle) {
        for stack in Stack.all {
            let plan = stack.plan { $0.style = style; $0.isFromPlateOnly = true }, areas = plan.areas
            var below = Region.empty
            for (j, area) in areas.enumerated() {
                if !area.isEmpty { #expect(area.intersection(below).isEmpty, "\(stack.name), layer \(j)") }
                below = below.union(stack.outlines[j])
            }
        }
        #expect(!Stack.shelf.plan { $0.style = style }.isEmpty)
        #expect(Stack.shelf.plan { $0.style = style; $0.isFromPlateOnly = true }.areas.allSatisfy { $0.intersection(Stack.rectangle(-8, -5, 14, 5)).isEmpty })
    }

    @Test(arguments: styles, Stack.all) func `a support holds no more than the column under its overhang`(style: SupportStyle, stack: Stack) {
        let plan = stack.plan { $0.style = style; $0.sparesBridges = false; $0.threshold = 45 }
        // A column is at most a cell of the grid wider, diagonally.
        let margin = style == .grid ? 2.86 * 2.0.squareRoot() * 1.5 : 3.0
        var column = Region.empty, room = 0.0
        for i in (1..<stack.outlines.count).reversed() {
            column = column.union(stack.outlines[i].subtracting(stack.outlines[i - 1].offset(by: 0.15)).offset(by: margin, join: .mitre(limit: 2))).subtracting(stack.outlines[i - 1])
            room += column.area * Stack.layer
        }
        #expect(plan.volume <= room)
        #expect(plan.volume > 0)
    }

    @Test func `bridges that are short enough are left alone, and longer ones supported`() {
        let short = Stack.bridge.plan()
        #expect(short.volume < 1, "\(short.volume)")
        #expect(Stack.bridge.plan { $0.longestBridge = 6 }.volume > 300)
        #expect(Stack.bridge.plan { $0.sparesBridges = false }.volume > 300)
        // The table's legs hold no thread across its middle.
        let middle = Stack.table.plan { $0.longestBridge = 25 }.areas[50]
        #expect(middle.intersection(Stack.rectangle(-8, -8, 8, 8)).area > 200)
    }

    @Test func `dense layers lie under the contact and over the model`() {
        let plan = Stack.shelf.plan { $0.interface.layers = 3; $0.interface.bottomLayers = 2 }
        let dense = plan.layers.indices.filter { !plan.layers[$0].interface.isEmpty }
        // The block ends at layer 39, the shelf begins at layer 100; a layer each stays free.
        #expect(dense == [41, 42, 96, 97, 98])
        #expect(plan.layers[99].isEmpty && plan.areas[40].intersection(Stack.shelf.outlines[39]).isEmpty)
    }

    @Test(arguments: [(0.0, 99), (0.1, 98), (0.2, 98), (0.25, 97), (0.4, 97), (0.5, 96)]) func `the gap is the least number of whole layers`(distance: Double, last: Int) {
        let plan = Stack.shelf.plan { $0.gap = distance }
        #expect(plan.layers.lastIndex { !$0.isEmpty } == last)
    }

    @Test func `enforcers support what would stand, blockers leave what would fall`() {
        let n = Stack.cone.outlines.count, half = Stack.rectangle(0, -30, 30, 30)
        let plan = Stack.cone.plan(marks: SupportMarks(enforcers: .init(repeating: half, count: n))) { $0.threshold = 45 }
        #expect(plan.volume > 10)
        #expect(plan.areas.allSatisfy { $0.isEmpty || $0.bounds.min.x > -6 })
        let tee = Stack.tee.plan(marks: SupportMarks(blockers: .init(repeating: half, count: Stack.tee.outlines.count)))
        #expect(tee.volume > 100 && tee.areas.allSatisfy { $0.intersection(Stack.rectangle(3.3, -9, 30, 9)).isEmpty })
        #expect(Stack.tee.plan { $0.isAutomatic = false }.isEmpty)
        #expect(!Stack.cone.plan { $0.threshold = 45; $0.enforcedLayers = 20 }.isEmpty)
    }

    @Test(arguments: styles) func `any number of workers plans the same`(style: SupportStyle) {
        for stack in Stack.all {
            let one = stack.plan { $0.style = style }
            #expect(stack.plan(Workers(3)) { $0.style = style }.layers == one.layers)
        }
    }
}
