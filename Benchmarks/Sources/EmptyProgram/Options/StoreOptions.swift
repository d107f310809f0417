import ArgumentParser

/// As convo's.
struct StoreOptions: ParsableArguments {
  @Option(name: .customLong("db"), help: "The store's file.")
  var path: String?
}
