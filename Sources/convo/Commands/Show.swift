import ArgumentParser
import ChatStore

/// `convo show`: prints a conversation or a message.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", _superCommandName: "convo",
    abstract: "Print a conversation's active branch, or one message.",
    discussion: "Example: convo show @ --json")

  @OptionGroup var store: StoreOptions

  @Option(name: [.customShort("n", allowingJoined: true), .long], help: "Only the last messages.")
  var limit: Int?

  @Flag(help: "Print the reasoning too.")
  var reasoning = false

  @Flag(help: "Print JSON Lines.")
  var json = false

  @Argument(help: "A REF; else the current conversation.")
  var ref: String?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("-n must be at least 1.") }
  }

  func run() throws {
    let store = try store.open()
    let resolver = TargetResolver(store: store)
    let target = try resolver.target(ref)
    let messages: [Message]
    if let message = target.message {
      messages = [message]
    } else {
      messages =
        try resolver.withMessage(target).message.map {
          try store.path(to: $0, limit: limit ?? .max)
        } ?? []
    }
    guard !messages.isEmpty else {
      throw Failure(.nothingFound, "\(target.conversation.id.shortID) has no messages yet.")
    }
    let transcript = Transcript(showsReasoning: reasoning)
    for message in messages {
      let turn = message.role == .assistant ? try store.turn(making: message) : nil
      let sizes = try store.attachmentSizes(of: message.content)
      if json {
        JSONLine(message, turn: turn, attachmentSizes: sizes).write()
      } else {
        transcript.write(message, turn, attachmentSizes: sizes)
      }
    }
  }
}
