public import ImpressionGeometry

extension Artwork.Element {
    /// A box around all that the element paints, strokes with it; points of mitres, clips, masks and effects do not count.
    public var paintedBox: Box {
        switch self {
        case .picture(let picture): return picture.box.mapped(by: picture.transform)
        case .group(let group): return group.elements.reduce(.empty) { $0.union($1.paintedBox) }
        case .path(let path):
            let box = path.path.bounds
            guard let stroke = path.stroke, !box.isEmpty else { return box.mapped(by: path.transform) }
            // Long points of mitres are left out: nobody sizes a page by them.
            return box.expanded(by: stroke.style.width / 2).mapped(by: path.transform)
        }
    }
}

extension Box {
    public func union(_ other: Box) -> Box {
        var box = self
        box.add(other)
        return box
    }
}
