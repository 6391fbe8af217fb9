// swift-tools-version: 6.1
import PackageDescription

let swift: [SwiftSetting] = [.swiftLanguageMode(.v6)]
// What has no hot loop: optimised it takes four times as long to build. Tests run optimised code, and are none themselves.
let cold: [SwiftSetting] = swift + [.unsafeFlags(["-Onone"])]
let codecs: [Target.Dependency] = ["COpenJPEG", "CCharLS"].map {
  .target(name: $0, condition: .when(traits: ["Codecs"]))
}
let fastInflate = Target.Dependency.target(name: "CISAL", condition: .when(traits: ["FastInflate"]))

/// The shared core, floor by floor.
let core: [Target.Dependency] = [
  "StyletBase", "StyletImaging", "StyletCore", "StyletDetection", "StyletPhantom", "StyletProject", "StyletReport",
]

/// Images and masks in and out.
let formats: [Target.Dependency] = ["StyletFiles", "StyletDICOM", "StyletFormats"]

let package = Package(
  name: "stylet",
  products: [.executable(name: "stylet", targets: ["stylet"])],
  traits: [
    .trait(name: "Codecs", description: "JPEG 2000 and JPEG-LS through OpenJPEG and CharLS"),
    .trait(name: "FastInflate", description: "gzip through ISA-L, in about half of zlib's time"),
    .default(enabledTraits: ["Codecs", "FastInflate"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
  ],
  targets: [
    .systemLibrary(name: "CNcursesw", providers: [.apt(["libncursesw5-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CISAL", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "COpenJPEG", providers: [.apt(["libopenjp2-7-dev"])]),
    .systemLibrary(name: "CCharLS", providers: [.apt(["libcharls-dev"])]),
    .target(name: "CTerminal", linkerSettings: [.linkedLibrary("ncursesw")]),
    .target(name: "CSHA256"),
    .target(name: "CTexts"),

    .target(name: "StyletTexts", dependencies: ["CTexts"], exclude: ["Languages"], swiftSettings: swift),
    .target(
      name: "StyletBase", dependencies: ["StyletTexts", "CSHA256"],
      swiftSettings: swift),
    .target(name: "StyletImaging", dependencies: ["StyletBase"], swiftSettings: swift),
    .target(name: "StyletCore", dependencies: ["StyletBase", "StyletImaging", "StyletTexts"], swiftSettings: swift),
    .target(
      name: "StyletDetection", dependencies: ["StyletBase", "StyletImaging", "StyletCore", "StyletTexts"],
      swiftSettings: swift),
    .target(name: "StyletPhantom", dependencies: ["StyletBase", "StyletImaging", "StyletCore"], swiftSettings: swift),
    .target(
      name: "StyletProject",
      dependencies: ["StyletBase", "StyletImaging", "StyletCore", "StyletTexts", "CZlib"], swiftSettings: swift),
    .target(
      name: "StyletLearning",
      dependencies: ["StyletBase", "StyletImaging", "StyletCore", "StyletDetection", "StyletPhantom"],
      swiftSettings: swift),
    .target(
      name: "StyletReport",
      dependencies: ["StyletBase", "StyletImaging", "StyletCore", "StyletDetection", "StyletProject"],
      swiftSettings: swift),
    .target(
      name: "StyletAgreement",
      dependencies: ["StyletBase", "StyletImaging", "StyletCore", "StyletProject", "StyletReport"],
      swiftSettings: swift),
    .target(
      name: "StyletStudy",
      dependencies: ["StyletBase", "StyletImaging", "StyletCore", "StyletProject", "StyletReport", "StyletAgreement"],
      swiftSettings: swift),
    .target(
      name: "StyletFiles",
      dependencies: ["StyletBase", "StyletImaging", "StyletCore", "StyletProject", "CZlib", fastInflate],
      swiftSettings: swift),
    .target(name: "StyletBatch", dependencies: ["StyletBase", "StyletFiles", "StyletTexts"], swiftSettings: swift),
    .target(
      name: "StyletDICOM",
      dependencies: ["StyletBase", "StyletImaging", "StyletCore", "StyletFiles", "StyletTexts"] + codecs,
      exclude: ["Dictionary/elements.txt", "Dictionary/codes.txt"], swiftSettings: swift),
    .target(
      name: "StyletFormats",
      dependencies: [
        "StyletBase", "StyletImaging", "StyletCore", "StyletProject", "StyletFiles", "StyletDICOM", "CZlib",
      ],
      swiftSettings: swift),
    .target(
      name: "StyletIntake",
      dependencies: [
        "StyletBase", "StyletImaging", "StyletCore", "StyletDetection", "StyletFiles", "StyletDICOM", "StyletFormats",
      ],
      swiftSettings: swift),
    .target(
      name: "StyletTriage", dependencies: core + ["StyletFiles", "StyletStudy", "StyletTexts"], swiftSettings: swift),
    .target(
      name: "StyletArchive", dependencies: ["StyletBase", "StyletProject", "StyletFiles", "StyletDICOM"],
      swiftSettings: swift),
    .target(
      name: "StyletScreen",
      dependencies: core + ["StyletTexts"],
      swiftSettings: swift),
    .target(
      name: "StyletTerminal",
      dependencies: ["StyletBase", "StyletScreen", "CTerminal", "CNcursesw", "CZlib"],
      swiftSettings: swift),
    .executableTarget(
      name: "stylet",
      dependencies: core + formats + [
        "StyletAgreement", "StyletArchive", "StyletBatch", "StyletIntake", "StyletScreen", "StyletStudy",
        "StyletTerminal", "StyletTriage",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: cold),

    .executableTarget(
      name: "stylet-bench",
      dependencies: core + formats + ["StyletScreen", "StyletTerminal"],
      path: "Sources/StyletBench", swiftSettings: swift),
    .executableTarget(
      name: "stylet-train", dependencies: core + formats + ["StyletLearning"], path: "Sources/StyletTrain",
      swiftSettings: swift),

    .target(
      name: "TestSupport", dependencies: core + ["CZlib", "StyletLearning"], path: "Tests/Support", swiftSettings: swift),
    // What uses what, from the sources' own text: nothing of the program is needed to make it.
    .target(name: "SourceGraph", path: "Tests/SourceGraph", swiftSettings: swift),
    .executableTarget(
      name: "source-graph", dependencies: ["SourceGraph"], path: "Tests/SourceGraphApp", swiftSettings: cold),
    .testTarget(
      name: "StyletCoreTests",
      dependencies: core + [
        "CSHA256", "SourceGraph", "StyletAgreement", "StyletBatch", "StyletLearning", "StyletStudy", "StyletTexts",
        "StyletTriage",
        "TestSupport",
      ],
      swiftSettings: cold),
    .testTarget(
      name: "StyletFormatsTests",
      dependencies: core + formats + ["StyletArchive", "StyletIntake", "StyletTexts", "TestSupport"] + codecs,
      swiftSettings: cold),
    .testTarget(
      name: "StyletScreenTests", dependencies: core + ["StyletScreen", "TestSupport"], swiftSettings: cold),
    .testTarget(
      name: "StyletTerminalTests", dependencies: ["StyletTerminal", "TestSupport", "terminal-probe"],
      swiftSettings: cold),
    .executableTarget(
      name: "terminal-probe", dependencies: ["StyletTerminal"], path: "Tests/TerminalProbeApp", swiftSettings: cold),
    .executableTarget(
      name: "toml-probe", dependencies: ["StyletBase"], path: "Tests/TOMLProbeApp", swiftSettings: cold),
    .target(
      name: "FuzzTargets",
      dependencies: core + formats + ["StyletArchive", "StyletTexts", "StyletScreen", "StyletStudy", "StyletTerminal"],
      path: "Tests/Fuzz/Targets", swiftSettings: swift),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets"], swiftSettings: cold),
    .testTarget(
      name: "EndToEnd", dependencies: core + [
        "StyletBatch", "StyletScreen", "StyletStudy", "StyletTriage", "TestSupport", "stylet",
      ],
      swiftSettings: cold),
  ]
)

// libFuzzer brings the program's beginning: `make fuzz` alone builds it.
if Context.environment["STYLET_FUZZ_BUILD"] != nil {
  package.targets.append(
    .executableTarget(
      name: "stylet-fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Driver", swiftSettings: swift))
}
