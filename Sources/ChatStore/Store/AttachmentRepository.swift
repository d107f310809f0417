/// Rows of `attachment`: bytes that are kept once, whatever number of messages carry them.
struct AttachmentRepository {
  let connection: Connection

  /// Stores bytes unless they are there.
  /// - Throws: `attachmentTooLarge` above the limit.
  func insert(_ bytes: [UInt8], sha256: [UInt8], at time: Timestamp) throws {
    guard bytes.count <= ChatStore.attachmentLimit else {
      throw ChatStoreError.attachmentTooLarge(bytes: bytes.count)
    }
    // Asked first, so that bytes that are there are not copied again.
    guard try count(sha256: sha256) == nil else { return }
    try connection.run(
      "INSERT INTO attachment (sha256, created_at, bytes) VALUES (?1, ?2, ?3)",
      .blob(sha256), .time(time), .blob(bytes))
  }

  /// The bytes; nil when they are not stored.
  func bytes(sha256: [UInt8]) throws -> [UInt8]? {
    try connection.first("SELECT bytes FROM attachment WHERE sha256 = ?1", .blob(sha256)) {
      try $0.blob(0)
    }
  }

  /// How many bytes there are, which SQLite knows without reading them; nil when they are not stored.
  func count(sha256: [UInt8]) throws -> Int? {
    try connection.first("SELECT length(bytes) FROM attachment WHERE sha256 = ?1", .blob(sha256)) {
      try $0.count(0)
    }
  }

  /// The attachments of a message with their bytes, which are taken from `new` where they are there.
  /// - Throws: `invalidMessage` when bytes are missing, since a message without them would be another.
  func attachments(of content: MessageContent, new: [Attachment] = []) throws -> [Attachment] {
    try content.attachments.map { reference in
      if let given = new.first(where: { $0.reference.sha256 == reference.sha256 }) {
        return Attachment(reference, bytes: given.bytes)
      }
      guard let bytes = try bytes(sha256: reference.sha256) else {
        throw ChatStoreError.invalidMessage("The attachment \(reference.name) is not stored.")
      }
      return Attachment(reference, bytes: bytes)
    }
  }
}
