import CSQLite

/// Rows of `message`, `tool_call` and `message_attachment`; inserts and reads, never an update.
struct MessageRepository {
  let connection: Connection

  // MARK: Writing

  /// Inserts a message under its parent, or as a root.
  func insert(
    _ content: MessageContent, id: Identifier<Message>, conversation: Int64, parent: Int64?,
    at time: Timestamp
  ) throws -> Message {
    try insert(
      content, id: id, conversation: conversation, under: parent.map(place(of:)), at: time)
  }

  /// The same under a parent that has been read already.
  func insert(
    _ content: MessageContent, id: Identifier<Message>, conversation: Int64,
    under above: MessagePlace?, at time: Timestamp
  ) throws -> Message {
    if let above, above.conversationKey != conversation {
      throw ChatStoreError.otherConversation
    }
    let digest = MessageDigest.digest(of: content, parent: above?.digest)
    let matchKey = MessageDigest.matchKey(of: content, parent: above?.matchKey)
    guard content.toolCalls.isEmpty || content.role == .assistant else {
      throw ChatStoreError.invalidMessage("Only an assistant message can call tools.")
    }
    let depth = above.map { $0.depth &+ 1 } ?? 0
    try connection.run(
      """
      INSERT INTO message (
        uuid, short_id, conversation_id, parent_id, depth, skip_id, system_id, created_at, role,
        digest, match_key, text, parts, reasoning, reasoning_key, name, tool_call_id, refusal,
        extras)
      VALUES (
        ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
      """,
      .blob(id.bytes), .integer(id.shortID.value), .integer(conversation), .integer(above?.key),
      .integer(depth), .integer(above?.skipKey), .integer(above?.systemKey), .time(time),
      .text(content.role.rawValue), .blob(digest), .blob(matchKey), .text(content.text),
      .text(content.parts), .text(content.reasoning), .text(content.reasoningKey),
      .text(content.name), .text(content.toolCallID), .text(content.refusal),
      .text(content.extras))
    let key = connection.lastInsertedKey
    if content.role.isInstruction {
      // The row's own key is not known before it is inserted.
      try connection.run("UPDATE message SET system_id = id WHERE id = ?1", .integer(key))
    }
    try insertCalls(content.toolCalls, message: key)
    try insertAttachments(content.attachments, message: key)
    return Message(
      id: id, createdAt: time, content: content, depth: Int(clamping: depth), digest: digest,
      matchKey: matchKey, key: key, conversationKey: conversation, parentKey: above?.key)
  }

  /// Where a new child of `parent` skips to.
  ///
  /// The skips are Myers' jump pointers: a child skips to where its parent's skip's skip leads when
  /// the two jumps above it are equally long, else to its parent. Any ancestor is then at most
  /// about 2 log₂ depth steps away. (E. W. Myers, "An applicative random-access stack", 1983.)
  private static func skip(
    parent: Int64, depth: Int64, skipDepth: Int64?, furtherDepth: Int64?, further: Int64?
  ) -> Int64 {
    guard let skipDepth, let furtherDepth, let further,
      depth &- skipDepth == skipDepth &- furtherDepth
    else { return parent }
    return further
  }

  /// Where a new child of a message would skip to; for the examination of a store.
  func skipForChild(of key: Int64) throws -> Int64? {
    try connection.first(
      """
      SELECT parent.depth, skip.depth, further.depth, further.id
      FROM message AS parent
      LEFT JOIN message AS skip ON skip.id = parent.skip_id
      LEFT JOIN message AS further ON further.id = skip.skip_id
      WHERE parent.id = ?1
      """, .integer(key)
    ) {
      Self.skip(
        parent: key, depth: try $0.integer(0), skipDepth: try $0.optionalInteger(1),
        furtherDepth: try $0.optionalInteger(2), further: try $0.optionalInteger(3))
    }
  }

  /// The short id that a message is found by.
  func shortID(of key: Int64) throws -> Int64? {
    try connection.first("SELECT short_id FROM message WHERE id = ?1", .integer(key)) {
      try $0.integer(0)
    }
  }

  /// Where a message skips to.
  func skipKey(of key: Int64) throws -> Int64? {
    try connection.first("SELECT skip_id FROM message WHERE id = ?1", .integer(key)) {
      try $0.optionalInteger(0)
    } ?? nil
  }

  /// Reads what a new child of a message needs to know.
  func place(of key: Int64) throws -> MessagePlace {
    let place = try connection.first(
      """
      SELECT parent.conversation_id, parent.digest, parent.match_key, parent.depth,
        parent.system_id, skip.depth, further.depth, further.id
      FROM message AS parent
      LEFT JOIN message AS skip ON skip.id = parent.skip_id
      LEFT JOIN message AS further ON further.id = skip.skip_id
      WHERE parent.id = ?1
      """, .integer(key)
    ) { row in
      let depth = try row.integer(3)
      let skipDepth = try row.optionalInteger(5)
      let furtherDepth = try row.optionalInteger(6)
      let further = try row.optionalInteger(7)
      let skip = Self.skip(
        parent: key, depth: depth, skipDepth: skipDepth, furtherDepth: furtherDepth,
        further: further)
      return MessagePlace(
        key: key, conversationKey: try row.integer(0), digest: try row.blob(1),
        matchKey: try row.blob(2), depth: depth, systemKey: try row.optionalInteger(4),
        skipKey: skip)
    }
    guard let place else { throw ChatStoreError.notFound(reference: "the parent message") }
    return place
  }

  private func insertCalls(_ calls: [ToolCall], message: Int64) throws {
    for (position, call) in calls.enumerated() {
      try connection.run(
        """
        INSERT INTO tool_call (message_id, position, call_id, type, name, arguments, extras)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """,
        .integer(message), .integer(position), .text(call.callID), .text(call.type),
        .text(call.name), .text(call.arguments), .text(call.extras))
    }
  }

  private func insertAttachments(_ attachments: [AttachmentReference], message: Int64) throws {
    for (position, attachment) in attachments.enumerated() {
      let stored = try AttachmentRepository(connection: connection).count(sha256: attachment.sha256)
      guard stored != nil else {
        throw ChatStoreError.invalidMessage("The attachment \(attachment.name) is not stored.")
      }
      try connection.run(
        """
        INSERT INTO message_attachment (message_id, position, attachment_id, name, media_type)
        VALUES (?1, ?2, (SELECT id FROM attachment WHERE sha256 = ?3), ?4, ?5)
        """,
        .integer(message), .integer(position), .blob(attachment.sha256), .text(attachment.name),
        .text(attachment.mediaType))
    }
  }

  /// Records what a tool message knows of its call, which must be among the messages above it.
  func insertResult(_ result: ToolResult, message: Int64, call: Int64) throws {
    try connection.run(
      """
      INSERT INTO tool_result (message_id, tool_call_row_id, error, duration)
      VALUES (?1, ?2, ?3, ?4)
      """, .integer(message), .integer(call), .text(result.error), .integer(result.duration))
  }

  // MARK: Reading

  /// The key of one of the calls of an assistant message.
  func callKey(of message: Int64, position: Int) throws -> Int64? {
    try connection.first(
      "SELECT id FROM tool_call WHERE message_id = ?1 AND position = ?2", .integer(message),
      .integer(position)
    ) { try $0.integer(0) }
  }

  /// How deep a message stands.
  func depth(of key: Int64) throws -> Int? {
    try connection.first("SELECT depth FROM message WHERE id = ?1", .integer(key)) {
      try $0.count(0)
    }
  }

  /// The identity of a message.
  func id(of key: Int64) throws -> Identifier<Message>? {
    try connection.first("SELECT uuid FROM message WHERE id = ?1", .integer(key)) {
      try $0.identifier(0, of: Message.self)
    } ?? nil
  }

  /// Reads one message.
  func message(_ key: Int64) throws -> Message? { try message(key, hasAttachments: true) }

  /// The same for whoever may know that it has no attachments.
  func message(_ key: Int64, hasAttachments: Bool) throws -> Message? {
    try connection.first(
      """
      SELECT uuid, created_at, role, text, parts, reasoning, reasoning_key, name, tool_call_id,
        refusal, extras, depth, digest, match_key, conversation_id, parent_id
      FROM message WHERE id = ?1
      """, .integer(key)
    ) { row in
      guard let id = Identifier<Message>(bytes: try row.blob(0)) else {
        throw row.mismatch(0, "a UUID")
      }
      guard let role = Role(rawValue: try row.text(2)) else { throw row.mismatch(2, "a role") }
      let content = MessageContent(
        role: role, text: try row.text(3), parts: try row.optionalText(4),
        reasoning: try row.optionalText(5), reasoningKey: try row.optionalText(6),
        name: try row.optionalText(7), toolCallID: try row.optionalText(8),
        toolCalls: role == .assistant ? try calls(of: key).map(\.call) : [],
        attachments: hasAttachments ? try attachments(of: key) : [],
        refusal: try row.optionalText(9),
        extras: try row.optionalText(10))
      return Message(
        id: id, createdAt: try row.time(1), content: content, depth: try row.count(11),
        digest: try row.blob(12), matchKey: try row.blob(13), key: key,
        conversationKey: try row.integer(14), parentKey: try row.optionalInteger(15))
    }
  }

  /// Finds a message's key by its identity.
  func key(of id: Identifier<Message>) throws -> Int64? {
    try connection.first("SELECT id FROM message WHERE uuid = ?1", .blob(id.bytes)) {
      try $0.integer(0)
    }
  }

  /// The calls of an assistant message, with their own keys.
  func calls(of message: Int64) throws -> [(key: Int64, call: ToolCall)] {
    try connection.all(
      """
      SELECT id, call_id, type, name, arguments, extras FROM tool_call
      WHERE message_id = ?1 ORDER BY position
      """, .integer(message)
    ) {
      (
        try $0.integer(0),
        ToolCall(
          callID: try $0.text(1), type: try $0.text(2), name: try $0.text(3),
          arguments: try $0.text(4), extras: try $0.optionalText(5))
      )
    }
  }

  /// The attachments of a message, in order.
  func attachments(of message: Int64) throws -> [AttachmentReference] {
    try connection.all(
      """
      SELECT attachment.sha256, message_attachment.name, message_attachment.media_type
      FROM message_attachment JOIN attachment ON attachment.id = attachment_id
      WHERE message_id = ?1 ORDER BY position
      """, .integer(message)
    ) {
      AttachmentReference(
        sha256: try $0.blob(0), name: try $0.text(1), mediaType: try $0.text(2))
    }
  }
}
