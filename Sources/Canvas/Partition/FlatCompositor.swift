import ImpressionGeometry
import ImpressionRaster

/// The colour of a face, from the layers that hold it.
struct FlatCompositor {
    /// What covers less is not drawn.
    static let leastAlpha: Float = 1 / 255

    private let scene: FlatScene
    /// Which clips show and which band a gradient has reached, in the face at hand.
    private var shows: [Bool]
    private var band: [Color?]
    private var touched: [Int] = []
    private var touchedBands: [Int] = []

    init(_ scene: FlatScene) {
        self.scene = scene
        shows = .init(repeating: false, count: scene.clipCount)
        band = .init(repeating: nil, count: scene.bandCount)
    }

    /// Over the paper, to 8 bits; nil where nothing is drawn.
    mutating func color(of overlay: Overlay, _ cover: Int) -> Color? {
        for clip in touched { shows[clip] = false }
        for id in touchedBands { band[id] = nil }
        (touched, touchedBands) = ([], [])
        var paints: [(color: SIMD4<Float>, group: Int)] = []
        overlay.forEachLayer(ofCover: cover) { layer in
            switch scene.meanings[layer] {
            case .clip(let id, let requires):
                if !shows[id], requires.allSatisfy({ shows[$0] }) {
                    shows[id] = true
                    touched.append(id)
                }
            case .band(let id, let color):
                if band[id] == nil {
                    band[id] = color
                    touchedBands.append(id)
                }
            case .paint(let color, let group, let bands):
                let own = scene.groups[group]
                guard own.allClips.allSatisfy({ shows[$0] }) else { return true }
                let color = bands.flatMap { band[$0.id] } ?? color
                paints.append((SIMD4(color.red, color.green, color.blue, 1) * color.alpha, group))
                // Nothing below opaque paint is seen. Contents of masks have no parent, so they never are plain.
                return !(color.alpha >= 1 && own.isPlain)
            }
            return true
        }
        guard !paints.isEmpty else { return nil }
        let face = Face(paints: paints.reversed(), scene: scene)
        let result = face.isPlain ? face.laid : face.composited(0..<paints.count, in: 0)
        guard result.w >= Self.leastAlpha else { return nil }
        let paper = SIMD4(scene.settings.paper.red, scene.settings.paper.green, scene.settings.paper.blue, 1)
        let flat = result + paper * (1 - result.w)
        return Color(flat.x, flat.y, flat.z).coded
    }
}

extension Color {
    /// Opaque, in 8 bits.
    var coded: Color {
        func rounded(_ v: Float) -> Float { (min(max(v, 0), 1) * 255).rounded() / 255 }
        return Color(rounded(red), rounded(green), rounded(blue))
    }
}

/// The paints of one face, bottom first, premultiplied.
private struct Face {
    let paints: [(color: SIMD4<Float>, group: Int)]
    let scene: FlatScene

    var isPlain: Bool { paints.allSatisfy { scene.groups[$0.group].isPlain } }

    /// One over the other, groups or none.
    var laid: SIMD4<Float> { paints.reduce(.zero) { $1.color + $0 * (1 - $1.color.w) } }

    /// Those paints of a range that belong to `root` or to groups in it, as one colour.
    func composited(_ range: Range<Int>, in root: Int) -> SIMD4<Float> {
        var result = SIMD4<Float>.zero, i = range.lowerBound
        while i < range.upperBound {
            let child = branch(of: root, towards: paints[i].group), first = i
            i += 1
            guard let child else { continue }
            var layer = paints[first].color
            if child != root {
                while i < range.upperBound, branch(of: root, towards: paints[i].group) == child { i += 1 }
                let group = scene.groups[child]
                layer = composited(first..<i, in: child) * group.opacity
                for mask in group.masks { layer *= value(ofMask: mask) }
            }
            result = layer + result * (1 - layer.w)
        }
        return result
    }

    /// The group in `root` that holds `group`; `root` itself where they are one; nil where `root` does not hold it.
    private func branch(of root: Int, towards group: Int) -> Int? {
        var at = group
        while at >= 0, at != root {
            let parent = scene.groups[at].parent
            if parent == root { return at }
            at = parent
        }
        return at == root ? root : nil
    }

    private func value(ofMask mask: Int) -> Float {
        let (group, kind) = scene.masks[mask], content = composited(0..<paints.count, in: group)
        guard case .luminance(let isLinear) = kind else { return content.w }
        guard content.w > 0 else { return 0 }
        let color = content / content.w
        func light(_ code: Float) -> Float { isLinear ? SRGB.decoded(code) : code }
        return SIMD4(light(color.x), light(color.y), light(color.z), 1).luminance * content.w
    }
}
