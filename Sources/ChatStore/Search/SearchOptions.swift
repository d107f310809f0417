/// How to search, beside what for.
public struct SearchOptions: Sendable {
  /// Which hits come first.
  public var order = SearchOrder.newest
  /// How many hits at most.
  public var limit = 20
  /// Where in messages words are looked for; nil for what was said, and for what tools answered where the
  /// query asks for messages of tools.
  public var scopes: Set<SearchScope>?
  /// In which conversations; the trash is left out unless it is asked for.
  public var filter = ConversationFilter(.kept)
  /// The only conversation to look in; nil for all.
  public var conversation: Conversation?
  /// The conversations that the query's references mean.
  public var references: [String: Conversation] = [:]
  /// How wide a snippet is, in columns of a terminal.
  public var columns = 120

  /// Makes the usual options.
  public init() {}
}
