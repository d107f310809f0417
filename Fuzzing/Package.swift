// swift-tools-version: 6.2
import PackageDescription

// A package of its own: all of it, and of what it uses, is built with the instruments of a fuzzer.

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A program that feeds one law; its `main` is libFuzzer's.
func fuzzer(_ name: String) -> Target {
  .executableTarget(
    name: name, dependencies: ["Laws", "Harness"],
    swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
}

let package = Package(
  name: "convo-fuzzing",
  dependencies: [
    // Named, because a path's own identity is the name of the folder that somebody cloned into.
    // Without traits: nothing here needs the network.
    .package(name: "convo", path: "..", traits: [])
  ],
  targets: [
    .target(name: "Harness", swiftSettings: settings),
    // A link to the sources in Tests/, where `swift test` holds the corpora to the same laws.
    .target(
      name: "Laws",
      dependencies: [
        .product(name: "ChatCompletions", package: "convo"),
        .product(name: "ChatArchive", package: "convo"),
        .product(name: "ChatSession", package: "convo"),
        .product(name: "ChatStore", package: "convo"),
      ], swiftSettings: settings),
    fuzzer("EventsFuzzer"),
    fuzzer("ReplyFuzzer"),
    fuzzer("JSONFuzzer"),
    fuzzer("SearchFuzzer"),
    fuzzer("StoreFuzzer"),
  ]
)
