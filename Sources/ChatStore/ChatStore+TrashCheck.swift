extension ChatStore {
  /// Refuses to add to what is in the trash, where nobody would find it again.
  func checkNotInTrash(
    _ conversation: Int64, message: Int64?, in connection: Connection
  ) throws {
    let trashed = try connection.first(
      "SELECT uuid FROM conversation WHERE id = ?1 AND trashed_at IS NOT NULL",
      .integer(conversation)
    ) { Identifier<Conversation>(bytes: try $0.blob(0)) }
    if let trashed {
      throw ChatStoreError.inTrash(
        "Conversation \(trashed?.shortID.shown ?? "")",
        operation: try deletion(.trashed, of: conversation, in: connection))
    }
    guard let message,
      let mark = try TrashedMessages(connection: connection)
        .mark(over: message, in: conversation)
    else { return }
    let id = try MessageRepository(connection: connection).message(message)?.id
    throw ChatStoreError.inTrash(
      "Message \(id?.shortID.shown ?? "")",
      operation: try deletion(.messageTrashed, of: mark, in: connection))
  }

  /// The number of the operation that moved something to the trash; nil when undoing did.
  private func deletion(
    _ field: ChangedField, of target: Int64, in connection: Connection
  ) throws -> Int64? {
    try connection.first(
      """
      SELECT max(operation.id) FROM operation_change JOIN operation ON operation.id = operation_id
      WHERE field = ?1 AND target_id = ?2 AND kind = 'delete' AND undone_at IS NULL
      """, .text(field.rawValue), .integer(target)
    ) { try $0.optionalInteger(0) } ?? nil
  }
}
