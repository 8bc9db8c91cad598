// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "fuzz",
    platforms: [.macOS(.v26)],
    dependencies: [.package(name: "impression", path: "../..")],
    targets: [
        .executableTarget(
            name: "FuzzGeometry",
            dependencies: ["Geometry", "Meshing"].map { .product(name: "Impression\($0)", package: "impression") },
            swiftSettings: [.unsafeFlags(["-parse-as-library"])],
            linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
        .executableTarget(
            name: "FuzzSVG",
            dependencies: [.product(name: "ImpressionCodecs", package: "impression")],
            swiftSettings: [.unsafeFlags(["-parse-as-library"])],
            linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    ],
    swiftLanguageModes: [.v6]
)
