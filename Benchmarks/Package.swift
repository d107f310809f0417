// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that whoever uses convo does not resolve what only its benchmarks need.

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
  name: "convo-benchmarks",
  dependencies: [
    // Named, because a path's own identity is the name of the folder that somebody cloned into.
    // Without traits: the store needs no network.
    .package(name: "convo", path: "..", traits: []),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
  ],
  targets: [
    .executableTarget(
      name: "StoreBenchmark",
      dependencies: [
        .product(name: "ChatStore", package: "convo"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),
    .executableTarget(
      name: "EmptyProgram",
      dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: settings),
  ]
)
