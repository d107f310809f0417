/// What the index knows of a message.
struct SearchDocument: Equatable {
  var text: String
  var reasoning: String?
  var arguments: String?
  var result: String?
  var facets: String
  /// The model that made the message.
  var model: String?
  let createdAt: Timestamp

  /// Reads a message's; nil when there is none.
  init?(of message: Int64, in connection: Connection) throws {
    let found = try connection.first(
      """
      SELECT iif(refusal IS NULL, text, text || char(10) || refusal), reasoning,
        iif(role = 'assistant',
          (SELECT group_concat(name || char(10) || arguments, char(10)) FROM (
            SELECT name, arguments FROM tool_call WHERE message_id = message.id ORDER BY position)),
          NULL),
        role, conversation_id,
        iif(role = 'assistant',
          (SELECT model FROM turn WHERE reply_id = message.id ORDER BY id LIMIT 1), NULL),
        instr(text, '```') + instr(text, '~~~'),
        EXISTS (SELECT 1 FROM message_attachment
          WHERE message_id = message.id AND media_type LIKE 'image/%')
          OR instr(parts, '"image_url"') OR instr(parts, '"input_image"'),
        CASE role
          WHEN 'assistant' THEN EXISTS (
            SELECT 1 FROM turn WHERE reply_id = message.id AND status IN ('partial', 'lost'))
          ELSE EXISTS (
            SELECT 1 FROM turn
            WHERE head_id = message.id AND reply_id IS NULL AND status IN ('failed', 'lost')
              AND kind <> 'summary')
            OR (role = 'tool' AND EXISTS (
              SELECT 1 FROM tool_result WHERE message_id = message.id AND error IS NOT NULL))
        END,
        created_at
      FROM message WHERE id = ?1
      """, .integer(message)
    ) { row in
      let role = try row.text(3)
      let isTool = role == Role.tool.rawValue
      let text = try row.text(0)
      let arguments = try row.optionalText(2)
      var words = ["r\(role)", SearchFacets.word(conversation: try row.integer(4))]
      let model = try row.optionalText(5)
      if let model { words.append(SearchFacets.word(model: model)) }
      if isTool || arguments != nil { words.append(SearchFacets.word(trait: .tool)) }
      if try row.integer(6) > 0 { words.append(SearchFacets.word(trait: .code)) }
      if try row.optionalInteger(7) ?? 0 > 0 { words.append(SearchFacets.word(trait: .image)) }
      if try row.integer(8) > 0 { words.append(SearchFacets.word(trait: .error)) }
      return SearchDocument(
        text: isTool ? "" : text, reasoning: try row.optionalText(1), arguments: arguments,
        result: isTool ? text : nil, facets: words.joined(separator: " "), model: model,
        createdAt: try row.time(9))
    }
    guard let found else { return nil }
    self = found
  }

  private init(
    text: String, reasoning: String?, arguments: String?, result: String?, facets: String,
    model: String?, createdAt: Timestamp
  ) {
    self.text = text
    self.reasoning = reasoning
    self.arguments = arguments
    self.result = result
    self.facets = facets
    self.model = model
    self.createdAt = createdAt
  }
}
