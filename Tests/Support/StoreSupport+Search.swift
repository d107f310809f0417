public import ChatStore

extension ChatStore {
  /// Finds what a person typed.
  public func search(
    _ text: String, _ filter: ConversationFilter = ConversationFilter(.kept),
    in conversation: Conversation? = nil, limit: Int = 20, order: SearchOrder = .newest,
    scopes: Set<SearchScope>? = nil, progress: (Int64) -> Void = { _ in }
  ) throws -> [SearchHit] {
    var options = SearchOptions()
    options.filter = filter
    options.conversation = conversation
    options.limit = limit
    options.order = order
    options.scopes = scopes
    return try search(SearchQuery(text), options, progress: progress)
  }

  /// Counts what a person typed.
  public func countHits(
    _ text: String, _ filter: ConversationFilter = ConversationFilter(.kept)
  ) throws -> Int {
    var options = SearchOptions()
    options.filter = filter
    return try countHits(SearchQuery(text), options)
  }
}
