// swift-tools-version: 6.2
import PackageDescription

/// A program that feeds bytes to one part of the library; `products` are what it links.
func fuzzer(_ name: String, _ products: [String]) -> Target {
    .executableTarget(
        name: "Fuzz\(name)", dependencies: products.map { .product(name: "Impression\($0)", package: "impression") },
        swiftSettings: [.unsafeFlags(["-parse-as-library"])], linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))])
}

let package = Package(
    name: "fuzz",
    platforms: [.macOS(.v26)],
    dependencies: [.package(name: "impression", path: "../..")],
    targets: [
        fuzzer("Geometry", ["Geometry", "Meshing"]),
        fuzzer("Models", ["Codecs", "Meshing"]),
        fuzzer("Settings", ["Machines"]),
        fuzzer("GCode", ["Machines", "Codecs"]),
        fuzzer("SVG", ["Codecs"]),
        fuzzer("Fonts", ["Codecs"]),
    ],
    swiftLanguageModes: [.v6]
)
