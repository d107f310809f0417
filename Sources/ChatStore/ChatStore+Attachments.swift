extension ChatStore {
  /// The largest attachment, in bytes.
  public static let attachmentLimit = 100 * 1024 * 1024

  /// The bytes of an attachment; nil when they are not stored.
  public func attachment(sha256: [UInt8]) throws -> [UInt8]? {
    try read { try AttachmentRepository(connection: $0).bytes(sha256: sha256) }
  }

  /// The size of each attachment of a message, in its order, without reading it; nil for one that is not
  /// stored.
  public func attachmentSizes(of content: MessageContent) throws -> [Int?] {
    if content.attachments.isEmpty { return [] }
    return try read { connection in
      let repository = AttachmentRepository(connection: connection)
      return try content.attachments.map { try repository.count(sha256: $0.sha256) }
    }
  }

  /// The attachments of a message with their bytes, in its order.
  /// - Throws: `invalidMessage` when the bytes of one are not stored.
  public func attachments(of content: MessageContent) throws -> [Attachment] {
    if content.attachments.isEmpty { return [] }
    return try read { try AttachmentRepository(connection: $0).attachments(of: content) }
  }
}
