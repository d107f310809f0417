/// The words of convo's own by which the index knows what a message is.
///
/// They are single tokens, whatever a model is called: a role is `r` and its name, a conversation `c`
/// and its key, a model `m` and its name, both as bytes in letters, and what a message has `h` and its name.
struct SearchFacets {
  let connection: Connection
  /// The conversations that a query refers to.
  let conversations: [String: Int64]

  /// No message has it.
  static let nothing = "nothing"

  /// The words of which a message that fits a term has one; none when no message can fit.
  func words(for term: SearchTerm) throws -> [String] {
    switch term {
    case .words: []
    case .role(let role): [Self.word(role: role)]
    case .has(let trait): [Self.word(trait: trait)]
    case .conversation(let reference):
      conversations[reference].map { [Self.word(conversation: $0)] } ?? []
    case .tag(let name):
      try connection.all(
        "SELECT conversation_id FROM conversation_tag WHERE name = ?1", .text(name)
      ) { Self.word(conversation: try $0.integer(0)) }
    case .model(let part):
      // Of what is not indexed yet, the models are in no table of the index.
      try connection.all(
        """
        SELECT name FROM (
          SELECT name FROM search_model
          UNION SELECT model FROM turn WHERE reply_id >
            coalesce((SELECT message_id FROM search_mark WHERE id = 1), 0))
        WHERE instr(lower(name), lower(?1))
          -- As usage reports name it, with the provider before it.
          OR substr(lower(?1), -length(name) - 1) = '/' || lower(name)
        """, .text(part)
      ) { Self.word(model: try $0.text(0)) }
    }
  }

  /// Up to how many conversations have a tag that the index is asked for; each takes it 20 µs.
  private static let most = 500

  /// Whether so many conversations have a tag that it is quicker to ask of each hit.
  func areMany(for tag: String) throws -> Bool {
    try connection.first(
      "SELECT count(*) > ?2 FROM (SELECT 1 FROM conversation_tag WHERE name = ?1 LIMIT ?2 + 1)",
      .text(tag), .integer(Self.most)
    ) { try $0.integer(0) == 1 } ?? false
  }

  /// The conversations that have a tag.
  func conversations(tagged name: String) throws -> Set<Int64> {
    Set(
      try connection.all(
        "SELECT conversation_id FROM conversation_tag WHERE name = ?1", .text(name)
      ) { try $0.integer(0) })
  }

  /// When one of the conversations that have a tag was used last, after which none has a message.
  func lastUse(tagged name: String) throws -> Timestamp? {
    try connection.first(
      """
      SELECT max(updated_at) FROM conversation_tag JOIN conversation ON conversation.id = conversation_id
      WHERE name = ?1
      """, .text(name)
    ) { try $0.optionalTime(0) } ?? nil
  }

  static func word(role: Role) -> String { "r\(role.rawValue)" }
  static func word(trait: SearchTrait) -> String { "h\(trait.rawValue)" }
  static func word(conversation: Int64) -> String {
    "c" + letters(withUnsafeBytes(of: conversation.bigEndian) { Array($0.drop { $0 == 0 }) })
  }

  static func word(model: String) -> String { "m" + letters(Array(model.utf8)) }

  /// Bytes in letters alone: of digits among letters the tokenizer would make parts.
  private static func letters(_ bytes: [UInt8]) -> String {
    let first = UInt8(ascii: "a")
    return String(decoding: bytes.flatMap { [first + $0 >> 4, first + $0 & 15] }, as: UTF8.self)
  }
}
