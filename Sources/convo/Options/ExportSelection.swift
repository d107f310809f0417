import ArgumentParser
import ChatStore

/// Which conversations an export takes out.
struct ExportSelection: ParsableArguments {
  @Flag(help: "Every conversation, those in the archive too, but not what is in the trash.")
  var all = false

  @Option(
    name: .shortAndLong,
    help: "Those in which a search finds something, as convo list does; may name tags and dates.")
  var search: String?

  @Option(name: .shortAndLong, help: "Those with this tag; may be given again, for those with all.")
  var tag: [String] = []

  @Flag(help: "What is in the trash too (jsonl).")
  var trash = false

  @Argument(help: "REFs; else the current conversation.")
  var refs: [String] = []

  func validate() throws {
    guard refs.isEmpty || (!all && search == nil && tag.isEmpty) else {
      throw ValidationError("Give REFs, or else --all, --search or --tag.")
    }
  }

  /// The conversations, in the order of their UUIDs where nobody named them.
  func targets(_ resolver: TargetResolver) throws -> [Target] {
    guard all || search != nil || !tag.isEmpty else {
      return try (refs.isEmpty ? [nil] : refs.map(Optional.some)).map(resolver.target)
    }
    let store = resolver.store
    let conversations =
      all && search == nil && tag.isEmpty
      ? try store.conversationsByIdentity(includingTrash: trash) : try found(in: store)
    return try conversations.map {
      Target(conversation: $0, branch: try store.activeBranch(of: $0), message: nil)
    }
  }

  private func found(in store: ChatStore) throws -> [Conversation] {
    let filter = ConversationFilter(.kept, tags: tag)
    guard let search else {
      return Self.ordered(try store.conversations(limit: .max, filter))
    }
    var options = SearchOptions()
    options.filter = filter
    options.limit = .max
    return Self.ordered(try store.conversations(matching: SearchQuery(search), options))
  }

  private static func ordered(_ conversations: [Conversation]) -> [Conversation] {
    conversations.sorted { ($0.id.high, $0.id.low) < ($1.id.high, $1.id.low) }
  }
}
