public import ImpressionGeometry
public import ImpressionRaster

/// A picture of deposited lines, drawn bead by bead: each is a rounded bar as wide and as high as what the nozzle lays.
///
/// Every sample keeps what is nearest; light comes when all beads are in. O(samples that beads cover); beads are not kept.
public struct BeadPicture: Sendable {
    let camera: BeadCamera
    let width: Int
    let height: Int
    /// Samples along a pixel's side.
    let samples: Int
    /// Along the ray, mm; infinite where nothing is.
    var depths: [Float]
    /// Of the surface, in 127ths, and the raw value of the feature.
    var surfaces: [SIMD4<Int8>]

    /// On the plate.
    var shadow: PlateShadow

    /// - Parameters:
    ///   - room: What is drawn lies in it, mm.
    ///   - ground: Height of what the beads stand on, mm.
    ///   - width: Pixels, 1 … 8192.
    ///   - samples: Along a pixel's side, 1 … 4.
    public init(_ camera: BeadCamera, around room: Box, ground: Double = 0, width: Int, height: Int, samples: Int = 2) {
        shadow = PlateShadow(around: room, ground: ground)
        self.samples = max(1, min(4, samples))
        self.camera = camera.enlarged(Double(self.samples))
        self.width = max(1, min(8192, width)) * self.samples
        self.height = max(1, min(8192, height)) * self.samples
        depths = .init(repeating: .infinity, count: self.width * self.height)
        surfaces = .init(repeating: .zero, count: self.width * self.height)
    }

    public mutating func add(_ bead: GCodeReplay.Bead) {
        guard bead.width > 0.01, bead.width < 50, bead.height > 0.001, bead.height < 50 else { return }
        let z = bead.z - bead.height / 2
        let bar = Bar(a: SIMD3(bead.from.x, bead.from.y, z), b: SIMD3(bead.to.x, bead.to.y, z), width: bead.width, height: bead.height)
        draw(bar, Int8(bead.feature.rawValue))
        shadow.add(bead)
    }

    private mutating func draw(_ bar: Bar, _ feature: Int8) {
        let (a, b) = (camera.project(bar.a), camera.project(bar.b))
        guard a.scale > 0, b.scale > 0 else { return }
        let reach = max(bar.width, bar.height) * max(a.scale, b.scale) + 1
        let shape = BeadShape(Point(a.place.x, a.place.y), Point(b.place.x, b.place.y), width: reach)
        let box = shape.bounds
        guard box.max.x > 0, box.max.y > 0, box.min.x < Double(width), box.min.y < Double(height) else { return }
        for y in Int(max(0, box.min.y))..<Int(min(Double(height), box.max.y.rounded(.up))) {
            guard let span = shape.span(y: Double(y) + 0.5), span.right > 0, span.left < Double(width) else { continue }
            for x in Int(max(0, span.left))..<Int(min(Double(width), span.right.rounded(.up))) {
                guard let hit = camera.isFromAbove ? bar.meet(above: camera.place(x, y)) : bar.meet(camera.ray(x, y)) else { continue }
                let at = y * width + x, depth = Float(hit.depth)
                guard depth < depths[at] else { continue }
                depths[at] = depth
                let n = hit.normal * 127
                surfaces[at] = SIMD4(Int8(n.x.rounded()), Int8(n.y.rounded()), Int8(n.z.rounded()), feature)
            }
        }
    }

    /// Height of the uppermost plastic at each pixel, mm above the plate; 0 where there is none. Only a view from the top has heights.
    public func heights() -> Raster<Float> {
        let (w, h) = (width / samples, height / samples)
        var result = Raster<Float>(width: w, height: h, filledWith: 0)
        for y in 0..<h {
            for x in 0..<w {
                var sum: Float = 0
                for dy in 0..<samples {
                    for dx in 0..<samples {
                        let depth = depths[(y * samples + dy) * width + x * samples + dx]
                        if depth.isFinite { sum += Float(BeadCamera.height) - depth }
                    }
                }
                result[x, y] = max(0, sum / Float(samples * samples))
            }
        }
        return result
    }
}

/// A level bar between two places whose cross-section is an ellipse, and whose ends are round.
private struct Bar {
    var a: SIMD3<Double>, b: SIMD3<Double>
    var width: Double, height: Double

    /// Where a ray enters it, and the outward normal there.
    ///
    /// Heights are stretched until the cross-section is a circle; there it is a cylinder with two spheres.
    @inline(__always)
    func meet(_ ray: (origin: SIMD3<Double>, direction: SIMD3<Double>)) -> (depth: Double, normal: SIMD3<Double>)? {
        let (origin, direction) = ray
        let stretch = width / height, square = width * width / 4
        let o = SIMD3(origin.x - a.x, origin.y - a.y, (origin.z - a.z) * stretch), d = SIMD3(direction.x, direction.y, direction.z * stretch)
        let axis = SIMD3(b.x - a.x, b.y - a.y, 0)
        let (aa, ad, ao, dd, od) = ((axis * axis).sum(), (axis * d).sum(), (axis * o).sum(), (d * d).sum(), (o * d).sum())
        let qa = aa * dd - ad * ad, qb = aa * od - ao * ad, qc = aa * (o * o).sum() - ao * ao - square * aa
        let root = qb * qb - qa * qc
        var end = ao * dd > od * ad ? axis : .zero
        if root >= 0, qa > 1e-15 {
            let t = (-qb - root.squareRoot()) / qa, along = ao + t * ad
            if along >= 0, along <= aa { return (t, normal(o + d * t - axis * (aa > 0 ? along / aa : 0), stretch)) }
            end = along > aa ? axis : .zero
        } else if root < 0 {
            return nil
        }
        let c = o - end, cd = (c * d).sum(), h = cd * cd - dd * ((c * c).sum() - square)
        guard h >= 0 else { return nil }
        let t = (-cd - h.squareRoot()) / dd
        return (t, normal(c + d * t, stretch))
    }

    /// The same straight down on a place.
    @inline(__always)
    func meet(above place: SIMD2<Double>) -> (depth: Double, normal: SIMD3<Double>)? {
        let axis = SIMD2(b.x - a.x, b.y - a.y), o = place - SIMD2(a.x, a.y), square = (axis * axis).sum()
        let along = square > 0 ? max(0, min(1, (o * axis).sum() / square)) : 0
        let d = o - axis * along, rise = width * width / 4 - (d * d).sum()
        guard rise >= 0 else { return nil }
        let z = rise.squareRoot(), stretch = width / height
        return (BeadCamera.height - a.z - z / stretch, normal(SIMD3(d.x, d.y, z), stretch))
    }

    /// The gradient of the stretched shape, brought back.
    @inline(__always)
    private func normal(_ v: SIMD3<Double>, _ stretch: Double) -> SIMD3<Double> {
        let n = SIMD3(v.x, v.y, v.z * stretch)
        return n / max((n * n).sum(), 1e-30).squareRoot()
    }
}
