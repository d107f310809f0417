// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
  .enableUpcomingFeature("ExistentialAny"),
  // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
  .enableUpcomingFeature("InternalImportsByDefault"),
  // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
  .enableUpcomingFeature("MemberImportVisibility"),
  // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0461-async-function-isolation.md
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// What only the networked program needs.
///
/// Without it the store, the wire format and the session logic build and are tested with
/// `--disable-default-traits`.
let networking = TargetDependencyCondition.when(traits: ["Networking"])

let package = Package(
  name: "convo",
  products: [
    // A window is counted by the tokenizers of `ChatTokens`.
    .library(name: "ChatStore", targets: ["ChatStore", "ChatTokens"]),
    .library(name: "ChatCompletions", targets: ["ChatCompletions"]),
    // Nothing in it is for others: a product, so that the fuzzers can link it.
    .library(name: "ChatSession", targets: ["ChatSession"]),
    .library(name: "ChatArchive", targets: ["ChatArchive"]),
    // The transport; empty without the trait.
    .library(name: "ChatHTTP", targets: ["ChatHTTP"]),
    .executable(name: "convo", targets: ["convo"]),
  ],
  traits: [
    .trait(name: "Networking", description: "The HTTP client and the demo endpoint."),
    .default(enabledTraits: ["Networking"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.100.0"),
    .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.0"),
    .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess.git", from: "1.0.0", traits: []),
  ],
  targets: [
    .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(name: "CMigrations"),
    .systemLibrary(
      name: "CUTF8Proc", providers: [.apt(["libutf8proc-dev"])]),
    .systemLibrary(
      name: "CMiniZip", providers: [.apt(["libminizip-dev"])]),
    .systemLibrary(
      name: "CMarkGFM", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .target(name: "CTOML"),
    .target(name: "CVocabularies"),
    .target(name: "CProfiles"),
    .target(name: "CPage"),
    .target(name: "ChatTokens", dependencies: ["CVocabularies"], swiftSettings: settings),
    .target(
      name: "ChatStore",
      dependencies: [
        "CSQLite", "CMigrations", "ChatTokens", .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: settings),
    .target(name: "ChatCompletions", swiftSettings: settings),
    .target(
      name: "ChatSession",
      dependencies: [
        "ChatStore", "ChatCompletions", .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: settings),
    .target(
      name: "ChatArchive",
      dependencies: [
        "ChatSession", "ChatStore", "ChatCompletions", "CMiniZip", "CMarkGFM", "CPage",
      ],
      swiftSettings: settings),
    .target(
      name: "ChatHTTP",
      dependencies: [
        "ChatCompletions",
        .product(name: "AsyncHTTPClient", package: "async-http-client", condition: networking),
        .product(name: "NIOCore", package: "swift-nio", condition: networking),
        .product(name: "NIOHTTP1", package: "swift-nio", condition: networking),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras", condition: networking),
        .product(name: "NIOPosix", package: "swift-nio", condition: networking),
        .product(name: "NIOSSL", package: "swift-nio-ssl", condition: networking),
      ], swiftSettings: settings),
    .target(
      name: "ChatDemo",
      dependencies: [
        "ChatCompletions",
        .product(name: "NIOCore", package: "swift-nio", condition: networking),
        .product(name: "NIOPosix", package: "swift-nio", condition: networking),
        .product(name: "NIOHTTP1", package: "swift-nio", condition: networking),
      ], swiftSettings: settings),
    .executableTarget(
      name: "convo",
      dependencies: [
        "ChatArchive", "ChatSession", "ChatStore", "ChatCompletions", "ChatTokens", "ChatHTTP",
        "ChatDemo", "CTOML", "CUTF8Proc", "CProfiles",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ], swiftSettings: settings),
    // The programs in the libraries' documentation.
    .executableTarget(
      name: "BranchingExample", dependencies: ["ChatStore"], path: "Examples/Branching",
      swiftSettings: settings),
    .executableTarget(
      name: "StreamingExample", dependencies: ["ChatCompletions", "ChatHTTP"],
      path: "Examples/Streaming", swiftSettings: settings),
    .target(
      name: "ChatTestSupport",
      dependencies: [
        "ChatStore", "ChatCompletions",
        .product(name: "NIOCore", package: "swift-nio", condition: networking),
        .product(name: "NIOPosix", package: "swift-nio", condition: networking),
        .product(name: "NIOSSL", package: "swift-nio-ssl", condition: networking),
      ],
      path: "Tests/Support", swiftSettings: settings),
    .testTarget(
      name: "ChatTokensTests", dependencies: ["ChatTokens", "ChatTestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ChatStoreTests",
      dependencies: ["ChatStore", "CMigrations", "CSQLite", "ChatTokens", "ChatTestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ChatCompletionsTests", dependencies: ["ChatCompletions", "ChatTestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ChatSessionTests",
      dependencies: ["ChatSession", "ChatStore", "ChatCompletions", "ChatTestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ChatArchiveTests",
      dependencies: [
        "ChatArchive", "ChatSession", "ChatStore", "ChatCompletions", "ChatTestSupport", "CMiniZip",
      ], swiftSettings: settings),
    .testTarget(
      name: "FuzzingTests",
      dependencies: [
        "ChatArchive", "ChatSession", "ChatStore", "ChatCompletions", "ChatTokens", "CSQLite",
      ], swiftSettings: settings),
    .testTarget(
      name: "ChatHTTPTests",
      dependencies: ["ChatHTTP", "ChatDemo", "ChatCompletions", "ChatTestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "HostileUpstreamTests",
      dependencies: ["ChatHTTP", "ChatSession", "ChatStore", "ChatCompletions", "ChatTestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ConvoTests",
      dependencies: [
        "convo", "ChatStore", "ChatCompletions", "ChatTestSupport", "BranchingExample",
        "StreamingExample",
      ], swiftSettings: settings),
  ],
  cxxLanguageStandard: .cxx17
)
