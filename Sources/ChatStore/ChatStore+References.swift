extension ChatStore {
  /// Finds what a person means by a short id, a UUID or a title.
  ///
  /// Short ids come first: conversations and messages share one namespace, and four characters are
  /// enough when only one thing begins with them. A title must be typed whole.
  /// Without `titles` only ids count.
  /// - Throws: `notFound`, or `ambiguous` with the candidates.
  public func find(_ reference: String, titles: Bool = true) throws -> Found {
    try read { connection in
      let conversations = ConversationRepository(connection: connection)
      let messages = MessageRepository(connection: connection)
      if let found = try find(uuid: reference, conversations, messages) { return found }
      var candidates: [(name: String, found: Found)] = []
      if let range = ShortID.range(ofPrefix: reference) {
        for key in try keys(ofConversationsIn: range, connection) {
          guard let conversation = try conversations.conversation(key) else { continue }
          candidates.append((conversation.id.shortID.full, .conversation(conversation)))
        }
        for key in try keys(ofMessagesIn: range, connection) {
          guard let message = try messages.message(key) else { continue }
          candidates.append((message.id.shortID.full, .message(message)))
        }
      }
      // The empty text is no title, but what a script passes that forgot to set a variable.
      if candidates.isEmpty, titles, !reference.isEmpty {
        for key in try conversations.keys(titled: reference) {
          guard let conversation = try conversations.conversation(key) else { continue }
          candidates.append((conversation.id.shortID.shown, .conversation(conversation)))
        }
      }
      guard let first = candidates.first else {
        throw ChatStoreError.notFound(reference: reference)
      }
      guard candidates.count == 1 else {
        throw ChatStoreError.ambiguous(reference: reference, candidates: candidates.map(\.name))
      }
      return first.found
    }
  }

  /// The conversation that a message stands in.
  public func conversation(of message: Message) throws -> Conversation {
    try read { connection in
      guard
        let conversation = try ConversationRepository(connection: connection)
          .conversation(message.conversationKey)
      else { throw ChatStoreError.notFound(reference: message.id.shortID.shown) }
      return conversation
    }
  }

  private func find(
    uuid text: String, _ conversations: ConversationRepository, _ messages: MessageRepository
  ) throws -> Found? {
    if let id = Identifier<Conversation>(text), let key = try conversations.key(of: id),
      let conversation = try conversations.conversation(key)
    {
      return .conversation(conversation)
    }
    if let id = Identifier<Message>(text), let key = try messages.key(of: id),
      let message = try messages.message(key)
    {
      return .message(message)
    }
    return nil
  }

  private func keys(
    ofConversationsIn range: ClosedRange<Int64>, _ connection: Connection
  ) throws -> [Int64] {
    try connection.all(
      "SELECT id FROM conversation WHERE short_id BETWEEN ?1 AND ?2 LIMIT 5",
      .integer(range.lowerBound), .integer(range.upperBound)
    ) { try $0.integer(0) }
  }

  private func keys(
    ofMessagesIn range: ClosedRange<Int64>, _ connection: Connection
  ) throws -> [Int64] {
    try connection.all(
      "SELECT id FROM message WHERE short_id BETWEEN ?1 AND ?2 LIMIT 5",
      .integer(range.lowerBound), .integer(range.upperBound)
    ) { try $0.integer(0) }
  }
}
