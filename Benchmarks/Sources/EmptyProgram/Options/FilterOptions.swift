import ArgumentParser

/// As convo's.
struct FilterOptions: ParsableArguments {
  @Option(help: "Only with this tag.")
  var tag: [String] = []

  @Flag(help: "Only what is in the archive.")
  var archived = false

  @Flag(help: "Only what is in the trash.")
  var trash = false
}
