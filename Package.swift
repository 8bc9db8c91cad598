// swift-tools-version: 6.2
import PackageDescription

/// Settings every Swift target shares.
let common: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableExperimentalFeature("Lifetimes"),
    .unsafeFlags(["-Xcc", "-fno-math-errno", "-cross-module-optimization"], .when(configuration: .release)),
]

/// Numeric kernels are optimised in debug builds too, so that tests stay fast; traps stay on.
/// CHECKED tells their debug builds, where `assert` is compiled away: results look at themselves.
let kernel: [SwiftSetting] = common + [.define("CHECKED", .when(configuration: .debug)), .unsafeFlags(["-O", "-wmo", "-num-threads", "2", "-Xcc", "-fno-math-errno"], .when(configuration: .debug))]

/// `import Glibc` alone does not bring libm.
let mathLibrary: [LinkerSetting] = [.linkedLibrary("m", .when(platforms: [.linux]))]

/// Programs hold the Swift runtime: nothing to find and little to relocate at each start, and they run without Swift beside them.
let program: [LinkerSetting] = mathLibrary + [.unsafeFlags(["-static-stdlib", "-l_FoundationCShims", "-l_FoundationCollections"], .when(platforms: [.linux], configuration: .release))]

/// A module of DESIGN §2: `folder` under Sources becomes the module `Impression<folder>`.
func module(_ folder: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil, settings: [SwiftSetting] = kernel) -> Target {
    .target(name: "Impression\(folder)", dependencies: dependencies, path: "Sources/\(folder)", resources: resources,
            swiftSettings: settings, linkerSettings: mathLibrary)
}

/// The tests of one module. `@testable` works because debug builds enable it.
func tests(_ folder: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: "\(folder)Tests", dependencies: dependencies, path: "Tests/\(folder)Tests", swiftSettings: common)
}

func library(_ name: String, pkgConfig: String, apt: String, brew: String) -> Target {
    .systemLibrary(name: name, path: "Sources/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt]), .brew([brew])])
}

let package = Package(
    name: "impression",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "ImpressionKit", targets: ["ImpressionKit"]),
        .library(name: "ImpressionGeometry", targets: ["ImpressionGeometry"]),
        .library(name: "ImpressionMeshing", targets: ["ImpressionMeshing", "ImpressionRaster"]),
        .library(name: "ImpressionSlicing", targets: ["ImpressionSlicing"]),
        .library(name: "ImpressionCodecs", targets: ["ImpressionCodecs", "ImpressionCanvas"]),
        .library(name: "ImpressionMachines", targets: ["ImpressionMachines"]),
        .library(name: "ImpressionTechniques", targets: ["ImpressionTechniques"]),
        .executable(name: "impression", targets: ["impression"]),
        .executable(name: "region-driver", targets: ["region-driver"]),
        .executable(name: "figures", targets: ["figures"]),
        .executable(name: "benchmarks", targets: ["benchmarks"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    ],
    targets: [
        library("CPNG", pkgConfig: "libpng", apt: "libpng-dev", brew: "libpng"),
        library("CJPEG", pkgConfig: "libjpeg", apt: "libjpeg62-turbo-dev", brew: "jpeg-turbo"),
        library("CWebP", pkgConfig: "libwebp", apt: "libwebp-dev", brew: "webp"),
        library("CLCMS2", pkgConfig: "lcms2", apt: "liblcms2-dev", brew: "little-cms2"),
        library("CDeflate", pkgConfig: "libdeflate", apt: "libdeflate-dev", brew: "libdeflate"),
        library("CFreeType", pkgConfig: "freetype2", apt: "libfreetype-dev", brew: "freetype"),
        library("CHarfBuzz", pkgConfig: "harfbuzz", apt: "libharfbuzz-dev", brew: "harfbuzz"),
        library("CFontconfig", pkgConfig: "fontconfig", apt: "libfontconfig-dev", brew: "fontconfig"),
        .target(name: "CodecShims", dependencies: ["CPNG", "CJPEG"], path: "Sources/CodecShims",
                linkerSettings: [.linkedLibrary("z")]),

        module("Geometry", []),
        module("Raster", ["ImpressionGeometry"]),
        module("Canvas", ["ImpressionGeometry", "ImpressionRaster", "CFreeType", "CHarfBuzz", "CFontconfig"]),
        module("Meshing", ["ImpressionGeometry", "ImpressionRaster"]),
        module("Techniques", ["ImpressionGeometry", "ImpressionRaster", "ImpressionCanvas", "ImpressionMeshing"]),
        module("Slicing", ["ImpressionGeometry", "ImpressionRaster", "ImpressionMeshing"]),
        module("Codecs", ["ImpressionGeometry", "ImpressionRaster", "ImpressionCanvas", "ImpressionMeshing",
                          "CodecShims", "CPNG", "CJPEG", "CWebP", "CLCMS2", "CDeflate"]),
        module("Machines", ["ImpressionGeometry", "ImpressionRaster", "ImpressionSlicing", "ImpressionCodecs"],
               resources: [.embedInCode("Data")]),
        module("Kit", ["ImpressionGeometry", "ImpressionRaster", "ImpressionCanvas", "ImpressionMeshing", "ImpressionTechniques",
                       "ImpressionSlicing", "ImpressionCodecs", "ImpressionMachines"], settings: common),
        .executableTarget(name: "impression", dependencies: ["ImpressionKit", .product(name: "ArgumentParser", package: "swift-argument-parser")],
                          path: "Sources/impression", swiftSettings: common, linkerSettings: program),

        .executableTarget(name: "region-driver", dependencies: ["ImpressionGeometry"], path: "Tests/Drivers/region-driver",
                          swiftSettings: common, linkerSettings: mathLibrary),
        .executableTarget(name: "benchmarks", dependencies: ["ImpressionGeometry", "ImpressionRaster", "ImpressionCanvas", "ImpressionTechniques", "ImpressionMeshing", "ImpressionSlicing", "ImpressionCodecs", "ImpressionMachines"],
                          path: "Tests/Benchmarks/Sources", swiftSettings: common, linkerSettings: mathLibrary),
        .executableTarget(name: "figures", dependencies: ["ImpressionGeometry", "ImpressionRaster", "ImpressionCodecs"], path: "Tests/Drivers/figures",
                          swiftSettings: common, linkerSettings: mathLibrary),
        .target(name: "TestSupport", dependencies: ["ImpressionGeometry", "ImpressionMeshing"], path: "Tests/Support", swiftSettings: common),
        tests("Geometry", ["ImpressionGeometry"]),
        tests("Raster", ["ImpressionRaster", "ImpressionGeometry"]),
        tests("Canvas", ["TestSupport", "ImpressionCanvas", "ImpressionRaster", "ImpressionGeometry"]),
        tests("Meshing", ["TestSupport", "ImpressionMeshing", "ImpressionRaster", "ImpressionGeometry"]),
        tests("Techniques", ["ImpressionTechniques", "ImpressionCanvas", "ImpressionMeshing", "ImpressionRaster", "ImpressionGeometry"]),
        tests("Slicing", ["TestSupport", "ImpressionSlicing", "ImpressionMeshing", "ImpressionRaster", "ImpressionGeometry"]),
        tests("Codecs", ["TestSupport", "ImpressionCodecs", "ImpressionCanvas", "ImpressionMeshing", "ImpressionRaster", "ImpressionGeometry"]),
        tests("Machines", ["TestSupport", "ImpressionMachines", "ImpressionSlicing", "ImpressionCodecs", "ImpressionMeshing", "ImpressionRaster", "ImpressionGeometry"]),
        tests("Kit", ["TestSupport", "ImpressionKit", "ImpressionMachines", "ImpressionSlicing", "ImpressionCodecs", "ImpressionTechniques", "ImpressionCanvas",
                      "ImpressionMeshing", "ImpressionRaster", "ImpressionGeometry"]),
        tests("Command", ["TestSupport", "impression", "ImpressionCodecs", "ImpressionRaster", "ImpressionMeshing"]),
        tests("Architecture", []),
    ],
    swiftLanguageModes: [.v6]
)
