import ArgumentParser

/// As convo's.
struct PromptOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Write the prompt in an editor.")
  var edit = false

  @Flag(help: "Store the message without sending it.")
  var noSend = false

  @Flag(help: "Print JSON Lines.")
  var json = false

  @Flag(inversion: .prefixedNo, help: "Show the model's reasoning.")
  var reasoning: Bool?
}
