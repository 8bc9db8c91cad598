// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v26)],
    dependencies: [.package(name: "impression", path: "../..")],
    targets: [
        .executableTarget(
            name: "Benchmarks",
            dependencies: ["Kit", "Geometry", "Meshing", "Slicing", "Codecs", "Machines", "Techniques"].map {
                .product(name: "Impression\($0)", package: "impression")
            },
            swiftSettings: [.unsafeFlags(["-cross-module-optimization"], .when(configuration: .release))],
            linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))])
    ],
    swiftLanguageModes: [.v6]
)
