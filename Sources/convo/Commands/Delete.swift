import ArgumentParser
import ChatStore

/// `convo delete`: moves to the trash.
struct Delete: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", _superCommandName: "convo",
    abstract: "Move a conversation, a branch or a message to the trash.",
    discussion: """
      A branch takes along the messages that only it reaches, a message everything below it. \
      convo undo brings back what was deleted; convo gc empties the trash for good.

      Example: convo delete Sorting:draft
      """,
    aliases: ["rm"])

  @OptionGroup var store: StoreOptions

  @Argument(help: "REFs.")
  var refs: [String]

  func run() throws {
    let store = try store.open()
    let resolver = TargetResolver(store: store)
    // Everything is found before anything is deleted.
    for target in try refs.map(resolver.target) { try delete(target, in: store) }
  }

  private func delete(_ target: Target, in store: ChatStore) throws {
    let conversation = target.conversation
    let name: String
    let isChanged: Bool
    if let message = target.message {
      name = "\(message.id.shortID) of \(conversation.id.shortID), with what is below it,"
      isChanged = try store.delete(message)
    } else if target.namesBranch {
      name = "branch \(target.branch.name) of \(conversation.id.shortID)"
      try store.delete(target.branch)
      isChanged = true
    } else {
      name = "\(conversation.id.shortID) \(TerminalText.line(conversation.title))"
      isChanged = try store.delete(conversation)
    }
    StandardError.notice(
      "\(name) is \(isChanged ? "now" : "already") in the trash"
        + (isChanged ? "; convo undo brings it back" : ""))
    if isChanged, target.message?.depth == 0 { try tellEnds(of: conversation, in: store) }
  }

  /// Says where branches end now that ended below a root, which has nothing above it.
  private func tellEnds(of conversation: Conversation, in store: ChatStore) throws {
    for branch in try store.branches(of: conversation) {
      guard let head = try store.head(of: branch) else { continue }
      StandardError.notice("branch \(branch.name) ends at \(head.id.shortID)")
    }
  }
}
