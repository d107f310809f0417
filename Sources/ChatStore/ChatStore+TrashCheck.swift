extension ChatStore {
  /// Refuses to add to what is in the trash, where nobody would find it again.
  func checkNotInTrash(
    _ conversation: Int64, message: Int64?, in connection: Connection
  ) throws {
    let state = try connection.first(
      """
      SELECT uuid, trashed_at IS NOT NULL,
        EXISTS (SELECT 1 FROM trashed_message WHERE conversation_id = conversation.id)
      FROM conversation WHERE id = ?1
      """, .integer(conversation)
    ) {
      (
        id: Identifier<Conversation>(bytes: try $0.blob(0)), isTrashed: try $0.integer(1) == 1,
        hasMarks: try $0.integer(2) == 1
      )
    }
    guard let state else { return }
    if state.isTrashed {
      throw ChatStoreError.inTrash(
        "Conversation \(state.id?.shortID.shown ?? "")",
        since: try cause(.trashed, of: conversation, in: connection))
    }
    guard state.hasMarks, let message,
      let mark = try TrashedMessages(connection: connection)
        .mark(over: message, in: conversation)
    else { return }
    let id = try MessageRepository(connection: connection).message(message)?.id
    throw ChatStoreError.inTrash(
      "Message \(id?.shortID.shown ?? "")",
      since: try cause(.messageTrashed, of: mark, in: connection))
  }

  /// The operation that moved something to the trash, or whose undoing did; nil where the log has
  /// forgotten it.
  func cause(
    _ field: ChangedField, of target: Int64, in connection: Connection
  ) throws -> LoggedOperation? {
    // What a deletion marked has a change in the log, and so has a conversation that was begun.
    let key = try connection.first(
      """
      SELECT max(id) FROM (
        SELECT operation.id FROM operation_change
        JOIN operation ON operation.id = operation_id
        WHERE field = ?1 AND target_id = ?2 AND (undone_at IS NULL) = (kind = 'delete')
        UNION ALL
        SELECT id FROM operation
        WHERE ?1 = 'message_trashed' AND message_id = ?2 AND undone_at IS NOT NULL
      )
      """, .text(field.rawValue), .integer(target)
    ) { try $0.optionalInteger(0) }
    return try (key ?? nil).flatMap(OperationRepository(connection: connection).operation)
  }

  /// Says why a message is in the trash.
  ///
  /// - Returns: `inTrash`, or nil when it is not there.
  /// - Throws: `ChatStoreError` when the store cannot be read.
  public func reasonInTrash(_ message: Message) throws -> ChatStoreError? {
    try read { connection in
      do {
        try checkNotInTrash(message.conversationKey, message: message.key, in: connection)
        return nil
      } catch let error as ChatStoreError {
        guard case .inTrash = error else { throw error }
        return error
      }
    }
  }
}
