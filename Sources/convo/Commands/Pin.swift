import ArgumentParser
import ChatStore

/// `convo pin`: keeps a message in every window.
struct Pin: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pin", _superCommandName: "convo",
    abstract: "Pin a message, so that it is sent however long the conversation grows.",
    discussion: """
      A pinned reply or tool result brings its whole exchange along. Without a REF it is the end of \
      the current conversation.

      Example: convo pin @~3
      """)

  @OptionGroup var store: StoreOptions

  @Flag(help: "Unpin it.")
  var remove = false

  @Argument(help: "A REF of the message.")
  var ref: String = "@"

  func run() throws {
    let store = try store.open()
    let message = try TargetResolver(store: store).message(ref)
    let isChanged = try store.setPinned(!remove, message)
    StandardError.notice(
      "\(message.id.shortID) is \(Self.adverb(isChanged, isRemoved: remove)) pinned")
  }
}
