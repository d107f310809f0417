import ArgumentParser
import ChatStore

/// `convo prefer`: says which of several replies is the best.
struct Prefer: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prefer", _superCommandName: "convo",
    abstract: "Prefer a reply to its siblings, the other replies to the same prompt.",
    discussion: """
      At most one of them is preferred. Without a REF it is the end of the current conversation.

      Example: convo prefer @
      """)

  @OptionGroup var store: StoreOptions

  @Flag(help: "Prefer it no longer.")
  var remove = false

  @Argument(help: "A REF of the reply.")
  var ref: String = "@"

  func run() throws {
    let store = try store.open()
    let message = try TargetResolver(store: store).message(ref)
    let isChanged = try store.setPreferred(!remove, message)
    StandardError.notice(
      "\(message.id.shortID) is \(Self.adverb(isChanged, isRemoved: remove)) preferred")
  }
}
