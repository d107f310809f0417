import ArgumentParser

/// As convo's.
struct RequestOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "The model to ask.")
  var model: String?

  @Option(help: "The endpoint's name.")
  var provider: String?

  @Option(help: "The endpoint's URL.")
  var baseURL: String?

  @Option(help: "The sampling temperature.")
  var temperature: Double?

  @Option(help: "Nucleus sampling.")
  var topP: Double?

  @Option(help: "The search mode.")
  var searchMode: String?

  @Option(help: ArgumentHelp("A file with tools.", valueName: "file"))
  var tools: String?

  @Option(
    name: .customLong("param"), help: ArgumentHelp("Any other parameter.", valueName: "key=json"))
  var parameters: [String] = []

  @Option(help: ArgumentHelp("The most tokens.", valueName: "n"))
  var budget: Int?

  @Flag(help: "Ask for the reply in one piece.")
  var noStream = false
}
