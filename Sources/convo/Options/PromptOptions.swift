import ArgumentParser
import ChatStore

/// What to say, and what to do with it.
struct PromptOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Write the prompt in $VISUAL or $EDITOR.")
  var edit = false

  @Flag(help: "Store the message without sending it.")
  var noSend = false

  @Flag(help: "Print JSON Lines: `delta` lines, then one `message`.")
  var json = false

  @Flag(help: "After the reply, say on standard error what it cost.")
  var usage = false

  @Flag(inversion: .prefixedNo, help: "Show the model's reasoning on standard error.")
  var reasoning: Bool?

  @Option(
    name: .customLong("attach"),
    help: ArgumentHelp(
      "A text or an image (PNG, JPEG, GIF, WebP) that goes with the prompt; may be repeated.",
      valueName: "file"))
  var attachedFiles: [String] = []

  /// The attached files' bytes, in order.
  /// - Throws: `Failure` for the first one that cannot be attached; nothing is stored then.
  func attachments() throws -> [Attachment] { try attachedFiles.map(AttachedFile.read) }
}
