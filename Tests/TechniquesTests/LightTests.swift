import ImpressionCanvas
import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster
import ImpressionTechniques
import Testing

/// A page of grey steps from black to white, left to right, equal in lightness.
func ramp(width: Int = 128, height: Int = 16) -> Artwork {
    var picture = LinearPicture(width: width, height: height, filledWith: .one)
    for y in 0..<height {
        for x in 0..<width {
            let light = SRGB.decoded(Float(x) / Float(width - 1))
            picture[x, y] = SIMD4(light, light, light, 1)
        }
    }
    return Artwork(picture: picture, width: Double(width))
}

@Test(arguments: LithophaneMaterial.allCases)
func `thickness and transmittance turn into each other`(material: LithophaneMaterial) {
    let curve = material.curve
    for step in 0...100 {
        let t = 0.4 + Double(step) * 0.04
        #expect(abs(curve.thickness(for: curve.transmittance(t), in: 0.2...6) - t) < 1e-9)
        #expect(curve.transmittance(t + 0.01) < curve.transmittance(t))
    }
}

@Test func `one coefficient is the law of Beer and Lambert`() {
    let curve = TransmittanceCurve(absorption: 0.7)
    for t in [0.0, 0.4, 1, 3.2, 9] { #expect(abs(curve.transmittance(t) - pow(0.49658530379140951, t)) < 1e-12) }
}

/// e⁻⁰·⁷ to a power, without importing a library of mathematics.
private func pow(_ base: Double, _ exponent: Double) -> Double {
    var (result, rest, factor) = (1.0, exponent, base)
    while rest >= 1 { (result, rest) = (result * base, rest - 1) }
    for _ in 0..<60 {
        factor = factor.squareRoot()
        rest *= 2
        if rest >= 1 { (result, rest) = (result * factor, rest - 1) }
    }
    return result
}

@Test func `a wedge passes through its points and falls between them`() throws {
    let steps = [(0.4, 0.7), (0.8, 0.5), (1.6, 0.3), (3.2, 0.05)]
    let curve = try #require(TransmittanceCurve(wedge: steps.map { (thickness: $0.0, transmittance: $0.1) }))
    for (t, light) in steps { #expect(abs(curve.transmittance(t) - light) < 1e-12) }
    for step in 0..<400 { #expect(curve.transmittance(Double(step + 1) * 0.01) < curve.transmittance(Double(step) * 0.01)) }
    #expect(TransmittanceCurve(wedge: [(thickness: 1, transmittance: 0.5), (thickness: 2, transmittance: 0.6)]) == nil)
}

@Test func `black is thickest, white thinnest, and every tone between is kept apart`() throws {
    var technique = Lithophane(thickness: 0.8...3.2)
    technique.form.frame = 0
    technique.tones.detail = 0
    let field = try technique.impress(ramp(), workers: .one).sheet.field
    let middle = (0..<field.columns).map { field.heights[$0, field.rows / 2] }
    #expect(abs(middle.first! - 3.2) < 1e-3 && abs(middle.last! - 0.8) < 1e-3)
    for (a, b) in zip(middle, middle.dropFirst()) { #expect(b <= a + 1e-5) }
    #expect(Set(middle.map { ($0 * 1e4).rounded() }).count > 100)
}

@Test func `against the light tones keep their order, and highlights the picture's own contrast`() throws {
    var technique = Lithophane()
    technique.form.frame = 0
    technique.tones.detail = 0
    let made = try technique.impress(ramp(width: 256), workers: .one)
    let light = try #require(made.light)
    let proof = light.proof(of: made.sheet.field.heights, pitch: made.sheet.field.pitch)
    let seen = (0..<proof.luminance.width).map { Lab.lightness(Double(proof.luminance[$0, 3])) }
    let original = (0..<proof.luminance.width).map { Lab.lightness(Double(light.original[$0, 3])) }
    for (a, b) in zip(seen, seen.dropFirst()) { #expect(b >= a - 1e-3) }
    #expect(abs(seen.last! - 100) < 0.1)
    let bright = original.firstIndex { $0 > 85 }!
    let contrast = (seen.last! - seen[bright]) / (original.last! - original[bright])
    #expect(contrast > 0.9 && contrast < 1.02)
}

@Test func `a closed piece meets itself without a step`() throws {
    var technique = Lithophane()
    for shape in [SheetForm.Shape.cylinder, .sphere] {
        technique.form.shape = shape
        let field = try technique.impress(ramp(), workers: .one).sheet.field
        for y in 0..<field.rows { #expect(field.heights[0, y] == field.heights[field.columns - 1, y]) }
    }
}

@Test func `at a pole there is one thickness`() throws {
    var technique = Lithophane()
    technique.form.shape = .sphere
    technique.form.frame = 0
    let field = try technique.impress(ramp(), workers: .one).sheet.field
    let pole = (0..<field.columns).map { field.heights[$0, field.rows - 1] }
    #expect(pole.max()! - pole.min()! < 1e-4)
}

@Test(arguments: SheetForm.Outline.allCases)
func `an outline's value is the distance to its edge`(outline: SheetForm.Outline) throws {
    var technique = Relief()
    technique.form.outline = outline
    technique.form.width = 60
    technique.form.height = 60
    let field = try technique.impress(ramp(), workers: .one).sheet.field
    guard let line = field.outline else { return }
    // A distance changes by the step where one walks away from the edge, and never by more.
    for y in 0..<field.rows {
        for x in 1..<field.columns { #expect(abs(line[x, y] - line[x - 1, y]) <= Float(field.pitch) + 1e-3) }
    }
    #expect(line.pixels.contains { $0 > 0 } && line.pixels.contains { $0 < 0 })
}

@Test func `any number of workers makes the same field`() throws {
    var technique = Lithophane()
    technique.form.outline = .heart
    let one = try technique.impress(ramp(), workers: .one).sheet
    for workers in [2, 7] { #expect(try technique.impress(ramp(), workers: Workers(workers)).sheet == one) }
}
