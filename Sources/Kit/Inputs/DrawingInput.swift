import ImpressionCanvas
import ImpressionCodecs
import ImpressionGeometry
import ImpressionRaster

extension FileWork {
    /// An SVG drawing; what was not drawn as asked becomes diagnostics. Files beside it are read, nothing else.
    ///
    /// - Parameter dpi: CSS pixels an inch.
    mutating func drawing(_ path: String, _ bytes: [UInt8], dpi: Double = 96) throws(JobError) -> Artwork {
        var svg = SVGOptions()
        svg.dpi = dpi
        svg.pictureLimits = PictureLimits(maxPixels: min(options.maxPixels, svg.pictureLimits.maxPixels))
        svg.loader = neighbourLoader(of: path)
        do throws(SVGError) {
            let (artwork, findings) = try readSVG(bytes, options: svg)
            for finding in findings { report.diagnostics.append(Diagnostic(.warning, finding.code.rawValue, "\(path): \(finding.message)")) }
            return artwork
        } catch { throw JobError(.data, "\(path): \(error)") }
    }

    /// A picture or a drawing.
    ///
    /// - Parameter width: Of the page that a picture without a resolution gets, mm.
    mutating func artwork(_ path: String, pictureWidth width: Double = 100) throws(JobError) -> Artwork {
        if let lettering = options.lettering { return try artwork(lettering) }
        let bytes = try read(path)
        if PictureFormat(of: bytes) == nil, isSVG(bytes) { return try drawing(path, bytes) }
        let decoded = try picture(path, bytes)
        return Artwork(picture: decoded.picture, width: decoded.pixelsPerMillimetre.map { Double(decoded.picture.width) / $0 } ?? width)
    }
}

/// Reads files by paths relative to the folder of `path`. An absolute path or an address gives nothing, nor does a drawing from a pipe.
private func neighbourLoader(of path: String) -> (@Sendable (String) -> [UInt8]?)? {
    guard path != "-" else { return nil }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return { name in
        guard !name.hasPrefix("/"), !name.contains(":") else { return nil }
        return try? readFile(folder + name, limit: 256 << 20)
    }
}

extension Raster where Pixel == SIMD4<Float> {
    /// A drawing's page as light, `longest` pixels along its longer side.
    init(_ artwork: Artwork, longest: Int, workers: Workers) {
        let scale = Double(longest) / Swift.max(artwork.width, artwork.height)
        let (columns, rows) = (Swift.max(1, Int((artwork.width * scale).rounded())), Swift.max(1, Int((artwork.height * scale).rounded())))
        self = artwork.rendered(columns: columns, rows: rows, options: RenderOptions(workers: workers)).light(workers)
    }
}

extension HeightMap {
    /// A drawing's sRGB code values as heights, `longest` samples along its longer side.
    init(_ artwork: Artwork, longest: Int, workers: Workers) {
        let scale = Double(longest) / max(artwork.width, artwork.height)
        let rendered = artwork.rendered(columns: max(1, Int((artwork.width * scale).rounded())), rows: max(1, Int((artwork.height * scale).rounded())), options: RenderOptions(workers: workers))
        let values = rendered.pixels.map { pixel in pixel.w > 0 ? (0.2126 * pixel.x + 0.7152 * pixel.y + 0.0722 * pixel.z) / pixel.w : 0 }
        self.init(values: values, alpha: rendered.pixels.map(\.w))
    }
}
