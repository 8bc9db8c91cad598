import Foundation
import Testing

/// What each folder under Sources may import of the project and of C libraries: the table of the design.
private let allowed: [String: Set<String>] = [
    "Geometry": ["Collections"],
    "Raster": ["Geometry"],
    "Canvas": ["Geometry", "Raster", "CFreeType", "CHarfBuzz", "CFontconfig"],
    "Meshing": ["Geometry", "Raster"],
    "Techniques": ["Geometry", "Raster", "Canvas", "Meshing"],
    "Slicing": ["Geometry", "Raster", "Meshing"],
    "Codecs": ["Geometry", "Raster", "Canvas", "Meshing", "CPNG", "CJPEG", "CWebP", "CLCMS2", "CDeflate", "CodecShims"],
    "Machines": ["Geometry", "Raster", "Slicing", "Codecs"],
    "Kit": ["Geometry", "Raster", "Canvas", "Meshing", "Techniques", "Slicing", "Codecs", "Machines"],
    "impression": ["Kit", "ArgumentParser"],
]

/// The platform's own modules. Foundation is not one of them for the core.
private let platform: Set<String> = ["Glibc", "Darwin", "Dispatch", "Synchronization"]

/// Folders whose files may use Foundation's small half.
private let mayUseFoundation: Set<String> = ["Kit", "impression"]

@Test(arguments: allowed.keys.sorted())
func `a module imports only what the design allows`(folder: String) throws {
    for name in try ImportGraph.imports(of: folder).subtracting(platform) {
        if name.hasPrefix("Foundation") {
            #expect(mayUseFoundation.contains(folder), "\(folder) imports \(name)")
            continue
        }
        let short = name.hasPrefix("Impression") ? String(name.dropFirst("Impression".count)) : name
        #expect(allowed[folder]!.contains(short), "\(folder) imports \(name)")
    }
}

@Test func `every folder of Swift sources is in the design's table`() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: ImportGraph.sources.path)
    for folder in folders where !ImportGraph.files(in: folder).isEmpty {
        #expect(allowed[folder] != nil, "\(folder) has no line in the table")
    }
}

@Test func `C libraries are imported internally only`() throws {
    for file in ImportGraph.files(in: "Codecs") + ImportGraph.files(in: "Canvas") {
        let text = try String(contentsOf: file, encoding: .utf8)
        for library in ["CPNG", "CJPEG", "CWebP", "CLCMS2", "CDeflate", "CodecShims", "CFreeType", "CHarfBuzz", "CFontconfig"] {
            #expect(!text.contains("public import \(library)"), "\(file.lastPathComponent) shows \(library) to its clients")
        }
    }
}

@Test func `libraries neither print nor trap on purpose`() throws {
    let forbidden = ["try!", "fatalError(", " as! ", "String(format:", "print("]
    for folder in allowed.keys.sorted() where folder != "impression" {
        for file in ImportGraph.files(in: folder) {
            for (number, line) in try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                let code = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)[0]
                for word in forbidden where code.contains(word) && !(word == "print(" && code.contains("func ")) {
                    #expect(Bool(false), "\(folder)/\(file.lastPathComponent):\(number + 1) has \(word)")
                }
            }
        }
    }
}
