import ChatTokens

/// The way from a message up to its root, with what windows need of each, read one message at a time.
///
/// Nothing is read that is not asked for, so that the cost of a window grows with the window and not with
/// the history above it: the recursive query is a co-routine, of which each step takes one row
/// (<https://sqlite.org/lang_with.html#recursive_query_examples>, <https://sqlite.org/arch.html>). With
/// CROSS JOIN the planner keeps that order (<https://sqlite.org/optoverview.html#crossjoin>); else it
/// would read the whole path first.
struct ContextCursor: ~Copyable {
  private let statement: Statement
  private let messages: MessageRepository
  private var lastDepth = Int.max
  private var isAtEnd = false

  private static let path: StaticString = """
    WITH RECURSIVE path (id, parent_id) AS (
      SELECT id, parent_id FROM message WHERE id = ?1
      UNION ALL
      SELECT message.id, message.parent_id
      FROM path JOIN message ON message.id = path.parent_id)
    SELECT path.id, message.uuid, message.role, message.depth, message.text, message.parts,
      message.reasoning, message.reasoning_key, message.name, message.tool_call_id,
      message.refusal, message.extras, token_count.expected, token_count.upper,
      token_count.histogram,
      EXISTS (SELECT 1 FROM message_attachment WHERE message_id = path.id),
      message.role = 'assistant' AND EXISTS (SELECT 1 FROM tool_call WHERE message_id = path.id),
      iif(message.role = 'tool',
        (SELECT above.role FROM message AS above WHERE above.id = message.parent_id), NULL)
    FROM path CROSS JOIN message ON message.id = path.id
      LEFT JOIN token_count
        ON token_count.message_id = path.id AND token_count.counter_id = ?2
    """

  private static let single: StaticString = """
    SELECT message.id, message.uuid, message.role, message.depth, message.text, message.parts,
      message.reasoning, message.reasoning_key, message.name, message.tool_call_id,
      message.refusal, message.extras, token_count.expected, token_count.upper,
      token_count.histogram,
      EXISTS (SELECT 1 FROM message_attachment WHERE message_id = message.id),
      message.role = 'assistant' AND EXISTS (SELECT 1 FROM tool_call WHERE message_id = message.id),
      iif(message.role = 'tool',
        (SELECT above.role FROM message AS above WHERE above.id = message.parent_id), NULL)
    FROM message
      LEFT JOIN token_count
        ON token_count.message_id = message.id AND token_count.counter_id = ?2
    WHERE message.id = ?1
    """

  /// One message of the path.
  struct Item {
    var id: Identifier<Message>
    var content: MessageContent
    var depth: Int
    /// What it costs, if that is known.
    var size: MessageSize?
    /// Of a tool message, the role of the message above it.
    var previous: Role?
  }

  /// Begins at a message.
  /// - Parameters:
  ///   - key: The message.
  ///   - counter: The key of the counter whose sizes are wanted; nil for none.
  ///   - connection: Where to read.
  /// - Throws: `SQLiteError`.
  init(from key: Int64, counter: Int64?, connection: Connection) throws {
    let statement = try connection.prepare(Self.path)
    try statement.bind([.integer(key), .integer(counter)])
    messages = MessageRepository(connection: connection)
    self.statement = statement
  }

  /// Reads one message.
  static func message(
    _ key: Int64, counter: Int64?, connection: Connection
  ) throws -> Item? {
    let messages = MessageRepository(connection: connection)
    return try connection.first(single, .integer(key), .integer(counter)) { row in
      try item(row, messages)
    }
  }

  /// The next message further up; nil past the root.
  mutating func nextOlder() throws -> Item? {
    guard !isAtEnd, try statement.step() else {
      isAtEnd = true
      return nil
    }
    let messages = messages
    let item = try statement.withRow { (row: borrowing Row) throws -> Item in
      try Self.item(row, messages)
    }
    // A parent that is not above its child would lead around in a circle; the file is damaged.
    guard item.depth < lastDepth else {
      isAtEnd = true
      return nil
    }
    lastDepth = item.depth
    return item
  }

  private static func item(
    _ row: borrowing Row, _ messages: MessageRepository
  ) throws -> Item {
    guard let id = try row.identifier(1, of: Message.self) else { throw row.mismatch(1, "a UUID") }
    guard let role = Role(rawValue: try row.text(2)) else { throw row.mismatch(2, "a role") }
    let key = try row.integer(0)
    var content = MessageContent(
      role: role, text: "", reasoningKey: try row.optionalText(7), name: try row.optionalText(8),
      toolCallID: try row.optionalText(9),
      toolCalls: try row.integer(16) == 0 ? [] : try messages.calls(of: key).map(\.call),
      attachments: try row.integer(15) == 0 ? [] : try messages.attachments(of: key))
    do {
      content.text = try row.exactText(4) ?? ""
      content.parts = try row.exactText(5)
      content.reasoning = try row.exactText(6)
      content.refusal = try row.exactText(10)
      content.extras = try row.exactText(11)
    } catch is Row.NotUTF8 {
      throw ChatStoreError.invalidMessage(
        "Message \(id.shortID) holds bytes that are not UTF-8, so it cannot be sent as it was; put "
          + "other words in its place (convo edit \(id.shortID)), or go on above it.")
    }
    return Item(
      id: id, content: content, depth: try row.count(3), size: try size(row),
      previous: try row.optionalText(17).flatMap(Role.init(rawValue:)))
  }

  private static func size(_ row: borrowing Row) throws -> MessageSize? {
    guard let expected = try row.optionalCount(12) else { return nil }
    let tokens = TokenCount(expected: expected, upper: try row.count(13))
    guard let packed = try row.optionalBlob(14) else { return MessageSize(tokens: tokens) }
    // Counted by something newer, or damaged: it is counted again.
    guard let histogram = ScriptHistogram(packed: packed) else { return nil }
    return MessageSize(tokens: tokens, histogram: histogram)
  }
}
