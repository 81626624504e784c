// swift-tools-version: 6.2
import PackageDescription

/// One list for every Swift target: language mode 6, explicit imports, no warning left standing.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(
  name: "HummingbirdCore", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let serviceLifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
  name: "hooktop",
  products: [
    .executable(name: "hooktop", targets: ["hooktop"]),
    .library(name: "FintoroWebhooks", targets: ["FintoroWebhooks"]),
    .library(name: "FintoroAPI", targets: ["FintoroAPI"]),
    // For tests alone: a product, because only products become files that a program can be made to load.
    .library(name: "SyscallFaults", type: .dynamic, targets: ["SyscallFaults"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // Level 0: know nothing of each other.
    .systemLibrary(
      name: "CNCurses", pkgConfig: "ncursesw", providers: [.apt(["libncurses-dev"])]),
    .target(name: "Files", swiftSettings: strict),
    .target(name: "TerminalUI", swiftSettings: strict),
    .target(name: "FintoroWebhooks", dependencies: [crypto], swiftSettings: strict),

    // Level 1: each joins level 0 to one thing outside.
    .target(
      name: "NCursesTerminal", dependencies: ["CNCurses", "TerminalUI"], swiftSettings: strict),
    .target(
      name: "Dashboard", dependencies: ["FintoroWebhooks", "TerminalUI"], swiftSettings: strict),
    .target(
      name: "FintoroAPI",
      dependencies: ["Files", "FintoroWebhooks", httpClient, nioCore, nioHTTP1, nioPosix, nioSSL],
      swiftSettings: strict),
    .target(
      name: "FintoroSandbox",
      dependencies: [
        "FintoroWebhooks", httpClient, hummingbird, hummingbirdCore, httpTypes, nioCore, nioHTTP1, nioPosix, nioSSL,
        logging, serviceLifecycle,
      ],
      swiftSettings: strict),
    .target(
      name: "MetricsServer",
      dependencies: ["FintoroWebhooks", hummingbird, hummingbirdCore, httpTypes, nioCore, logging, serviceLifecycle],
      swiftSettings: strict),
    .target(name: "History", dependencies: ["Files", "FintoroWebhooks", grdb], swiftSettings: strict),

    // Level 2: where the parts meet.
    .executableTarget(
      name: "hooktop",
      dependencies: [
        "Dashboard", "Files", "FintoroAPI", "FintoroSandbox", "FintoroWebhooks", "History",
        "MetricsServer", "NCursesTerminal", "TerminalUI", argumentParser, logging, "TOMLKit",
      ],
      resources: [
        .embedInCode("../../themes/terminal.toml"),
        .embedInCode("../../themes/dark.toml"),
        .embedInCode("../../themes/light.toml"),
        .embedInCode("../../themes/high-contrast.toml"),
        .embedInCode("../../themes/mono.toml"),
      ],
      swiftSettings: strict),

    .target(name: "SyscallFaults", path: "Tests/SyscallFaults"),
    .target(name: "TestsAtOnce", path: "Tests/TestsAtOnce"),
    .target(
      name: "TestSupport", dependencies: ["FintoroWebhooks", "TerminalUI", "TestsAtOnce"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .target(
      name: "ContractFacts", path: "Tests/ContractFacts",
      exclude: ["README.md", "contract.json", "make-facts.py"], swiftSettings: strict),
    .executableTarget(
      name: "Benchmarks",
      dependencies: ["Dashboard", "FintoroAPI", "FintoroWebhooks", "History", "NCursesTerminal", "TerminalUI"],
      path: "Tests/Benchmarks", exclude: ["README.md", "board.py", "sandbox.py"], sources: ["Parts"],
      swiftSettings: strict),
    .testTarget(
      name: "TerminalUITests", dependencies: ["TerminalUI", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "NCursesTerminalTests",
      dependencies: ["FintoroWebhooks", "NCursesTerminal", "TerminalUI", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "FintoroWebhooksTests", dependencies: ["ContractFacts", "FintoroWebhooks", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "FintoroAPITests",
      dependencies: [
        "ContractFacts", "Files", "FintoroAPI", "FintoroSandbox", "FintoroWebhooks", "TestSupport", nioCore, nioPosix,
        nioHTTP1, nioSSL,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FintoroSandboxTests",
      dependencies: [
        "ContractFacts", "FintoroSandbox", "FintoroWebhooks", "TestSupport", httpClient, nioCore, nioHTTP1,
        nioPosix,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "HistoryTests", dependencies: ["FintoroWebhooks", "History", "TestSupport", grdb], swiftSettings: strict),
    .testTarget(
      name: "DashboardTests",
      // Its pictures are drawn in themes as the program reads them.
      dependencies: ["hooktop", "Dashboard", "FintoroWebhooks", "TerminalUI", "TestSupport"],
      exclude: ["Snapshots"], swiftSettings: strict),
    .testTarget(
      name: "HooktopTests",
      dependencies: [
        "hooktop", "Dashboard", "Files", "FintoroAPI", "FintoroSandbox", "FintoroWebhooks", "History",
        "MetricsServer", "TerminalUI", "TestSupport", argumentParser, nioCore,
      ],
      exclude: ["Formats/Recorded"], swiftSettings: strict),
    .testTarget(
      name: "CustodyTests",
      dependencies: ["hooktop", "FintoroAPI", "FintoroSandbox", "FintoroWebhooks", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["hooktop", "FintoroSandbox", "FintoroWebhooks", "TerminalUI", "TestSupport"],
      exclude: ["Emulators/cells.py"], swiftSettings: strict),
  ]
)
