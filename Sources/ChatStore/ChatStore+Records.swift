extension ChatStore {
  /// All conversations in the order of their UUIDs, with those in the archive.
  /// - Parameter includingTrash: Whether those in the trash are meant too.
  /// - Returns: The conversations.
  /// - Throws: `ChatStoreError` when the store cannot be read.
  package func conversationsByIdentity(includingTrash: Bool = false) throws -> [Conversation] {
    try read { try ConversationRepository(connection: $0).byIdentity(includingTrash) }
  }

  /// Lends the records of a conversation, in an order that depends on nothing but what they say.
  /// - Parameters:
  ///   - conversation: The conversation.
  ///   - includingTrash: Whether what is in the trash is lent too.
  ///   - body: What is done with each.
  /// - Throws: `ChatStoreError` when the store cannot be read, or what `body` throws.
  package func forEachRecord(
    of conversation: Conversation, includingTrash: Bool = false,
    _ body: (StoreRecord) throws -> Void
  ) throws {
    try read { connection in
      try RecordReader(connection: connection, includesTrash: includingTrash)
        .read(conversation, body)
    }
  }

  /// Takes records in, each conversation whole or not at all; see `StoreUnion`.
  /// - Parameters:
  ///   - report: Told what became of each conversation, once that is in the store for good.
  ///   - body: Gives the records.
  /// - Throws: `ChatStoreError`, or what `body` throws; what was reported until then stays.
  package func uniting(
    report: @escaping (UnionOutcome) throws -> Void, _ body: (StoreUnion) throws -> Void
  ) throws {
    try Self.wrapping(path) {
      try checkWritable()
      _ = try? recoverLostTurns()
      try database.withWriter(.bulk) { connection in
        let union = StoreUnion(UnionWriter(self, connection), report: report)
        do {
          try body(union)
        } catch {
          // Whole conversations that came before stay; if they cannot be written either, that is no news.
          try? union.abandon()
          try? union.finish()
          throw error
        }
        try union.finish()
      }
    }
  }
}
