import ArgumentParser
import ChatStore

/// Files that go with a message.
struct AttachOptions: ParsableArguments {
  @Option(
    name: .customLong("attach"),
    help: ArgumentHelp(
      "A text or an image (PNG, JPEG, GIF, WebP) that goes with the prompt; may be repeated.",
      valueName: "file"))
  var files: [String] = []

  /// The files' bytes, in order.
  /// - Throws: `Failure` for the first one that cannot be attached; nothing is stored then.
  func read() throws -> [Attachment] { try files.map(AttachedFile.read) }
}
