import ImpressionGeometry

/// The colour of a face, from the layers that hold it.
struct FlatCompositor {
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

    private typealias Paint = (color: SIMD4<Float>, group: Int)

    /// Over the paper, to 8 bits; nil where nothing is drawn.
    mutating func color(of overlay: Overlay, _ cover: Int) -> Color? {
        for clip in touched { shows[clip] = false }
        for id in touchedBands { band[id] = nil }
        (touched, touchedBands) = ([], [])
        var paints: [Paint] = [], hides = false
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
                hides = color.alpha >= 1 && own.isPlain
                return !hides
            }
            return true
        }
        guard !paints.isEmpty else { return nil }
        var content: [Int: SIMD4<Float>] = [:]
        let result = composited(paints.reversed(), under: 0, &content)
        guard result.w >= 1 / 255.0 else { return nil }
        let paper = SIMD4(scene.settings.paper.red, scene.settings.paper.green, scene.settings.paper.blue, 1)
        let flat = result + paper * (1 - result.w)
        func rounded(_ v: Float) -> Float { (min(max(v, 0), 1) * 255).rounded() / 255 }
        return Color(rounded(flat.x), rounded(flat.y), rounded(flat.z))
    }

    /// Paints that belong to `root` or to groups in it, bottom first, as one colour.
    private func composited(_ paints: [Paint], under root: Int, _ masks: inout [Int: SIMD4<Float>]) -> SIMD4<Float> {
        var result = SIMD4<Float>.zero, i = 0
        while i < paints.count {
            guard let child = child(of: root, above: paints[i].group) else {
                i += 1
                continue
            }
            if child == root {
                result = paints[i].color + result * (1 - paints[i].color.w)
                i += 1
                continue
            }
            var end = i + 1
            while end < paints.count, self.child(of: root, above: paints[end].group) == child || self.child(of: root, above: paints[end].group) == nil { end += 1 }
            let group = scene.groups[child]
            var inner = composited(Array(paints[i..<end]), under: child, &masks) * group.opacity
            for mask in group.masks { inner *= value(of: mask, paints, &masks) }
            result = inner + result * (1 - inner.w)
            i = end
        }
        return result
    }

    /// The group on the way from `group` up to `root` that lies in `root`; `root` itself where they are one; nil where `root` is not above.
    private func child(of root: Int, above group: Int) -> Int? {
        if group == root { return root }
        var at = group
        while at >= 0 {
            let parent = scene.groups[at].parent
            if parent == root { return at }
            at = parent
        }
        return nil
    }

    private func value(of mask: Int, _ paints: [Paint], _ known: inout [Int: SIMD4<Float>]) -> Float {
        let (group, kind) = scene.masks[mask]
        let content = known[group] ?? composited(allPaints, under: group, &known)
        known[group] = content
        switch kind {
        case .alpha: return content.w
        case .luminance(let isLinear):
            guard content.w > 0 else { return 0 }
            let color = content / content.w
            let code = SIMD3(color.x, color.y, color.z), light = isLinear ? SIMD3(linear(code.x), linear(code.y), linear(code.z)) : code
            return (light * SIMD3(0.2126, 0.7152, 0.0722)).sum() * content.w
        }
    }

    private var allPaints: [Paint] { facePaints }
    private var facePaints: [Paint] = []
}
