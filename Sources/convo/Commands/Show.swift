import ArgumentParser
import ChatStore

/// `convo show`: prints a conversation or a message.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", _superCommandName: "convo",
    abstract: "Print a conversation's active branch, or one message.",
    discussion: """
      With --tag, --archived or --trash and no REF every such conversation is printed, the one used \
      last first.

      Example: convo show @ --json
      Example: convo show --summaries
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var filter: FilterOptions

  @Option(name: [.customShort("n", allowingJoined: true), .long], help: "Only the last messages.")
  var limit: Int?

  @Flag(help: "Print the conversation's summaries instead, the newest first.")
  var summaries = false

  @Flag(help: "Print the reasoning too.")
  var reasoning = false

  @Flag(help: "Print JSON Lines.")
  var json = false

  @Argument(help: "A REF; else the current conversation.")
  var ref: String?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("-n must be at least 1.") }
    if ref != nil, filter.isGiven {
      throw ValidationError("Give a REF, or say which conversations; not both.")
    }
    if summaries, filter.isGiven || limit != nil || reasoning {
      throw ValidationError("--summaries goes with a REF and --json only.")
    }
  }

  func run() throws {
    let store = try store.open()
    let resolver = TargetResolver(store: store)
    if summaries { return try writeSummaries(of: resolver.target(ref), resolver) }
    guard filter.isGiven else { return try write(resolver.target(ref), resolver) }
    let conversations = try store.conversations(
      limit: .max, filter.filter(otherwise: .inUse))
    guard !conversations.isEmpty else {
      throw Failure(
        .nothingFound,
        "There are no such conversations."
          + (filter.trash ? " Branches and messages are in convo list --trash." : ""))
    }
    for conversation in conversations where conversation.messageCount > 0 {
      if !json { StandardOutput.line("══ \(Transcript.title(of: conversation))\n") }
      try write(
        Target(
          conversation: conversation, branch: store.activeBranch(of: conversation), message: nil),
        resolver)
    }
  }

  private func writeSummaries(of target: Target, _ resolver: TargetResolver) throws {
    let summaries = try resolver.store.summaries(of: target.conversation)
    guard !summaries.isEmpty else {
      throw Failure(
        .nothingFound,
        "\(target.conversation.id.shortID) has no summary; convo compact has one made.")
    }
    let head = try resolver.withMessage(target).message
    let used = try head.flatMap(resolver.store.summaryInUse)
    for summary in summaries {
      if json {
        JSONLine(summary, in: target.conversation, isInUse: summary.id == used).write()
      } else {
        summary.write(isInUse: summary.id == used)
      }
    }
  }

  private func write(_ target: Target, _ resolver: TargetResolver) throws {
    let store = resolver.store
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
    if let last = messages.last, let reason = try store.reasonInTrash(last) {
      StandardError.notice(reason.description)
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
