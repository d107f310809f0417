extension ChatStore {
  /// The largest attachment, in bytes.
  public static let attachmentLimit = 100 * 1024 * 1024

  /// Stores bytes once, whatever number of messages carry them.
  ///
  /// A draft that has its attachments with it needs no call of this: they are stored in the
  /// transaction of the message.
  /// - Returns: Their SHA-256, for an `AttachmentReference`.
  /// - Throws: `attachmentTooLarge` above 100 MB.
  public func store(attachment bytes: [UInt8]) throws -> [UInt8] {
    let hash = Attachment.sha256(of: bytes)
    try write { connection in
      try AttachmentRepository(connection: connection).insert(bytes, sha256: hash, at: clock())
    }
    return hash
  }

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
