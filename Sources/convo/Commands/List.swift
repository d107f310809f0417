import ArgumentParser
import ChatStore

/// `convo list`: the conversations used last.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", _superCommandName: "convo",
    abstract: "List the conversations used last, newest first.",
    discussion: """
      What is in the archive or the trash is listed only when it is asked for. With --trash, branches \
      and messages in the trash of other conversations come after the conversations.

      Example: convo list --tag swift -n 5
      """,
    aliases: ["ls"])

  @OptionGroup var store: StoreOptions
  @OptionGroup var filter: FilterOptions

  @Option(name: [.customShort("n", allowingJoined: true), .long], help: "How many at most.")
  var limit = 20

  @Flag(help: "Print JSON Lines.")
  var json = false

  func validate() throws {
    guard limit > 0 else { throw ValidationError("-n must be at least 1.") }
  }

  func run() throws {
    let store = try store.open()
    let conversations = try store.conversations(
      limit: limit, filter.filter(otherwise: .inUse))
    let items = filter.trash ? try store.trashedItems(tags: filter.tag) : []
    guard !conversations.isEmpty || !items.isEmpty else {
      throw Failure(
        .nothingFound,
        filter.isGiven
          ? "There are no such conversations."
          : try reason(in: store))
    }
    let width = StandardOutput.isTerminal ? StandardOutput.width : nil
    for conversation in conversations {
      if json { Self.json(conversation).write() } else { Self.write(conversation, width) }
    }
    for item in items.prefix(limit - conversations.count) {
      if json { item.json.write() } else { StandardOutput.line(item.line(width: width)) }
    }
  }

  /// Why there is nothing to list.
  private func reason(in store: ChatStore) throws -> String {
    if try !store.conversations(limit: 1, ConversationFilter(.kept)).isEmpty {
      return "Every conversation is in the archive; convo list --archived shows them."
    }
    return try store.conversations(limit: 1, ConversationFilter(.trash)).isEmpty
      ? "There are no conversations yet; begin one with convo new."
      : "Every conversation is in the trash; convo list --trash shows them."
  }

  private static func write(_ conversation: Conversation, _ width: Int?) {
    let count = String(conversation.messageCount)
    let padding = String(repeating: " ", count: max(0, 5 - count.utf8.count))
    let start =
      "\(conversation.id.shortID)  \(conversation.updatedAt.localMinute)  \(padding)\(count)  "
    var title = TerminalText.line(conversation.title)
    if let width { title = title.fitted(to: max(1, width - start.utf8.count)) }
    StandardOutput.line(start + title)
  }

  static func json(_ conversation: Conversation) -> JSONLine {
    var line = JSONLine(type: "conversation")
    line.add("id", conversation.id.description)
    line.add("short_id", conversation.id.shortID.shown)
    line.add("title", conversation.title)
    line.add("messages", conversation.messageCount)
    line.add("created_at", conversation.createdAt)
    line.add("updated_at", conversation.updatedAt)
    line.add("archived_at", conversation.archivedAt)
    line.add("trashed_at", conversation.trashedAt)
    return line
  }
}
