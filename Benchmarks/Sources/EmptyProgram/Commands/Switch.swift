import ArgumentParser

/// As convo's, and empty.
struct Switch: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Switch to a branch.")

  @OptionGroup var store: StoreOptions

  @Argument(help: "A branch.")
  var ref: String

  func run() {}
}
