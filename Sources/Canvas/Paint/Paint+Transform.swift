public import ImpressionGeometry

extension Paint {
    /// The paint of a shape that is moved by `map`, so that shape and paint keep together.
    public func transformed(by map: Transform) -> Paint {
        switch self {
        case .color: return self
        case .linear(var gradient):
            gradient.ramp.transform = map * gradient.ramp.transform
            return .linear(gradient)
        case .radial(var gradient):
            gradient.ramp.transform = map * gradient.ramp.transform
            return .radial(gradient)
        case .pattern(var pattern):
            pattern.transform = map * pattern.transform
            return .pattern(pattern)
        }
    }
}

extension Artwork.Element {
    /// The element moved by `map`, with all it holds.
    public func transformed(by map: Transform) -> Artwork.Element {
        switch self {
        case .picture(var picture):
            picture.transform = map * picture.transform
            return .picture(picture)
        case .path(var path):
            path.transform = map * path.transform
            return .path(path)
        case .group(let group): return .group(group.transformed(by: map))
        }
    }
}

extension ElementGroup {
    public func transformed(by map: Transform) -> ElementGroup {
        var result = self
        result.elements = elements.map { $0.transformed(by: map) }
        result.filters = filters.map { $0.transformed(by: map) }
        result.clips = clips.map { ClipPath($0.elements.map { $0.transformed(by: map) }) }
        result.masks = masks.map { mask in
            Mask(mask.kind, elements: mask.elements.map { $0.transformed(by: map) }, area: mask.area, transform: map * mask.transform)
        }
        return result
    }
}
