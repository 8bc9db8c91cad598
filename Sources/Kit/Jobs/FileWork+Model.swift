import ImpressionCanvas
import ImpressionCodecs

extension FileWork {
    /// Reads a model, with what its reader got over as diagnostics.
    mutating func model(_ path: String, _ bytes: [UInt8]) throws(JobError) -> Model {
        var model: Model
        do throws(ModelError) {
            model = try Model.read(bytes, as: ModelFormat(fileExtension: fileExtension(path)))
        } catch { throw JobError(.data, "\(path): \(error)") }
        for finding in model.findings { report.diagnostics.append(Diagnostic(finding, in: path)) }
        paint(&model, besides: path)
        return model
    }

    /// Colours by the names of materials, from the libraries beside an OBJ.
    private mutating func paint(_ model: inout Model, besides path: String) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        for library in model.libraries.prefix(16) {
            // A library lies beside its model; paths that lead elsewhere are not followed.
            let name = library.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
            guard let bytes = try? read(folder + name) else {
                report.diagnostics.append(Diagnostic(.warning, "no-materials", "\(path): its materials \(library) cannot be opened, so parts have no colours"))
                continue
            }
            let colors = MTLReader.colors(bytes)
            for i in model.objects.indices where model.objects[i].color == nil { model.objects[i].color = colors[model.objects[i].material] }
        }
    }
}

extension Diagnostic {
    fileprivate init(_ finding: Model.Finding, in path: String) {
        switch finding {
        case .miscounted(let announced, let present): self.init(.warning, "miscounted", "\(path) announces \(announced) triangles and holds \(present)")
        case .degenerate(let count): self.init(.warning, "degenerate", "\(path): \(count) triangles without area were left out")
        case .paintedShells(let count): self.init(.warning, "painted-surface", "\(path): \(count) closed shells are painted in several colours; each is printed in the one with the larger area")
        case .dividedPaint(let triangles): self.init(.warning, "divided-paint", "\(path): the paint of \(triangles) triangles runs through them and was left out")
        case .leftOut(let kind, let count): self.init(.warning, "left-out", "\(path): \(count) \(kind) were left out")
        }
    }
}
