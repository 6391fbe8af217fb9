// swift-tools-version: 6.1
import PackageDescription

let swift: [SwiftSetting] = [.swiftLanguageMode(.v6)]
// Tests run optimised code, and are none themselves: that would take longer than all of them run.
let tests: [SwiftSetting] = swift + [.unsafeFlags(["-Onone"])]
let codecs: [Target.Dependency] = ["COpenJPEG", "CCharLS"].map {
  .target(name: $0, condition: .when(traits: ["Codecs"]))
}
let fastInflate = Target.Dependency.target(name: "CISAL", condition: .when(traits: ["FastInflate"]))

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
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
  ],
  targets: [
    .systemLibrary(name: "CNcursesw", providers: [.apt(["libncursesw5-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CISAL", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "COpenJPEG", providers: [.apt(["libopenjp2-7-dev"])]),
    .systemLibrary(name: "CCharLS", providers: [.apt(["libcharls-dev"])]),
    .target(name: "CTerminal", linkerSettings: [.linkedLibrary("ncursesw")]),

    .target(
      name: "StyletTexts", resources: ["Languages", "Keymaps", "protocols", "standards", "opacity-forest.json"].map { .embedInCode($0) },
      swiftSettings: swift),
    .target(
      name: "StyletCore",
      dependencies: ["StyletTexts", "CZlib", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: swift),
    .target(name: "StyletFormats", dependencies: ["StyletCore", "CZlib", fastInflate] + codecs, swiftSettings: swift),
    .target(
      name: "StyletScreen",
      dependencies: ["StyletCore", "StyletTexts"],
      swiftSettings: swift),
    .target(
      name: "StyletTerminal",
      dependencies: ["StyletScreen", "CTerminal", "CNcursesw"],
      swiftSettings: swift),
    .executableTarget(
      name: "stylet",
      dependencies: [
        "StyletCore", "StyletFormats", "StyletScreen", "StyletTerminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swift),

    .executableTarget(
      name: "stylet-bench",
      dependencies: ["StyletCore", "StyletFormats", "StyletScreen", "StyletTerminal"],
      path: "Sources/StyletBench", swiftSettings: swift),
    .executableTarget(
      name: "stylet-train", dependencies: ["StyletCore", "StyletFormats"], path: "Sources/StyletTrain",
      swiftSettings: swift),

    .target(
      name: "TestSupport", dependencies: ["StyletCore"], path: "Tests/Support", swiftSettings: swift),
    .testTarget(
      name: "StyletCoreTests", dependencies: ["StyletCore", "StyletTexts", "TestSupport"], swiftSettings: tests),
    .testTarget(
      name: "StyletFormatsTests", dependencies: ["StyletFormats", "TestSupport"] + codecs, swiftSettings: tests),
    .testTarget(
      name: "StyletScreenTests", dependencies: ["StyletScreen", "TestSupport"], swiftSettings: tests),
    .testTarget(
      name: "StyletTerminalTests", dependencies: ["StyletTerminal", "TestSupport", "terminal-probe"],
      swiftSettings: tests),
    .executableTarget(
      name: "terminal-probe", dependencies: ["StyletTerminal"], path: "Tests/TerminalProbeApp", swiftSettings: swift),
    .executableTarget(
      name: "toml-probe", dependencies: ["StyletCore"], path: "Tests/TOMLProbeApp", swiftSettings: swift),
    .target(
      name: "FuzzTargets",
      dependencies: ["StyletTexts", "StyletCore", "StyletFormats", "StyletScreen", "StyletTerminal"],
      path: "Tests/Fuzz/Targets", swiftSettings: swift),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets"], swiftSettings: tests),
    .testTarget(
      name: "EndToEnd", dependencies: ["StyletCore", "StyletScreen", "TestSupport", "stylet"], swiftSettings: tests),
  ]
)

// libFuzzer brings the program's beginning: `make fuzz` alone builds it.
if Context.environment["STYLET_FUZZ_BUILD"] != nil {
  package.targets.append(
    .executableTarget(
      name: "stylet-fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Driver", swiftSettings: swift))
}
