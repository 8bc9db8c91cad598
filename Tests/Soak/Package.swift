// swift-tools-version: 6.2
import PackageDescription

/// The tests of the geometry core in an optimised build, for `make soak`: nothing else of the project is built for them.
let package = Package(
    name: "soak",
    platforms: [.macOS(.v26)],
    dependencies: [.package(name: "impression", path: "../..")],
    targets: [
        .testTarget(name: "GeometryTests", dependencies: [.product(name: "ImpressionGeometry", package: "impression")], path: "Tests", swiftSettings: [
            .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"), .enableExperimentalFeature("Lifetimes"),
        ]),
    ],
    swiftLanguageModes: [.v6]
)
