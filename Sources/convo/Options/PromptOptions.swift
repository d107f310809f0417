import ArgumentParser

/// What to say, and what to do with it.
struct PromptOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Write the prompt in $VISUAL or $EDITOR.")
  var edit = false

  @Flag(help: "Store the message without sending it.")
  var noSend = false

  @Flag(help: "Print JSON Lines: `delta` lines, then one `message`.")
  var json = false

  @Flag(inversion: .prefixedNo, help: "Show the model's reasoning on standard error.")
  var reasoning: Bool?
}
