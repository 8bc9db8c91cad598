/// Gives areas of few pixels to the neighbour with which they share the longest boundary, smallest first.
///
/// Areas are of pixels that share a side. O(pixels), and O(n log n) for n small areas.
struct SmallAreas {
    private var map: LabelMap
    /// For each pixel of the rimmed map the first pixel of its run, or of an earlier part of its area.
    private var parents: [Int32]
    private var sizes: [Int32]

    static func merged(_ map: LabelMap, leastArea: Int) -> LabelMap {
        guard leastArea > 1 else { return map }
        var work = SmallAreas(map)
        work.join()
        work.merge(leastArea)
        return work.map
    }

    private init(_ map: LabelMap) {
        self.map = map
        parents = []
        sizes = []
    }

    private mutating func join() {
        let (cells, stride) = (map.cells, map.stride)
        parents = [Int32](repeating: 0, count: cells.count)
        sizes = [Int32](repeating: 0, count: cells.count)
        for y in 0..<map.height {
            for i in map.row(y) {
                let label = cells[i]
                var root = Int32(i)
                if cells[i - 1] == label { root = find(Int32(i - 1)) }
                if cells[i - stride] == label {
                    let above = find(Int32(i - stride))
                    if root == Int32(i) {
                        root = above
                    } else if root != above {
                        // The earlier one leads.
                        let (low, high) = (min(root, above), max(root, above))
                        parents[Int(high)] = low
                        sizes[Int(low)] += sizes[Int(high)]
                        root = low
                    }
                }
                parents[i] = root
                sizes[Int(root)] += 1
            }
        }
    }

    private mutating func find(_ i: Int32) -> Int32 {
        var root = i
        while parents[Int(root)] != root { root = parents[Int(root)] }
        var at = i
        while parents[Int(at)] != root {
            let next = parents[Int(at)]
            parents[Int(at)] = root
            at = next
        }
        return root
    }

    private mutating func merge(_ leastArea: Int) {
        var small: [(size: Int32, root: Int32)] = []
        for y in 0..<map.height {
            for i in map.row(y) where parents[i] == Int32(i) && Int(sizes[i]) < leastArea { small.append((sizes[i], Int32(i))) }
        }
        small.sort { ($0.size, $0.root) < ($1.size, $1.root) }
        var seen = Set<Int32>()
        for (_, root) in small {
            // It may have grown, or be part of another by now.
            guard find(root) == root, Int(sizes[Int(root)]) < leastArea else { continue }
            seen.removeAll(keepingCapacity: true)
            absorb(root, &seen)
        }
    }

    /// Walks over an area, counts what it borders on, and takes it over.
    private mutating func absorb(_ root: Int32, _ seen: inout Set<Int32>) {
        let label = map.cells[Int(root)]
        var pixels = [root]
        var borders: [(root: Int32, count: Int)] = []
        seen.insert(root)
        var next = 0
        while next < pixels.count {
            let pixel = pixels[next]
            next += 1
            for step in [1, -1, Int32(map.stride), -Int32(map.stride)] {
                let other = pixel + step
                let neighbour = map.cells[Int(other)]
                if neighbour == LabelMap.outside { continue }
                if neighbour == label {
                    if seen.insert(other).inserted { pixels.append(other) }
                } else {
                    let otherRoot = find(other)
                    if let k = borders.firstIndex(where: { $0.root == otherRoot }) { borders[k].count += 1 } else { borders.append((otherRoot, 1)) }
                }
            }
        }
        guard let best = borders.max(by: { ($0.count, $1.root) < ($1.count, $0.root) }) else { return }
        let taker = map.cells[Int(best.root)]
        for pixel in pixels { map.cells[Int(pixel)] = taker }
        // All neighbours of the taker's label are one area with it now.
        var lead = min(root, best.root)
        for border in borders where map.cells[Int(border.root)] == taker { lead = min(lead, border.root) }
        for other in [root] + borders.filter({ map.cells[Int($0.root)] == taker }).map(\.root) where other != lead {
            parents[Int(other)] = lead
            sizes[Int(lead)] += sizes[Int(other)]
        }
    }
}
