import ChatCompletions
import ChatSession
import ChatStore

/// What messages of both generations are made of: fragments, attachments, tools, schemas.
struct LLMContent {
  private let database: ForeignDatabase
  private let tables: LLMTables

  init(_ database: ForeignDatabase, _ tables: LLMTables) {
    self.database = database
    self.tables = tables
  }

  /// JSON in a column; nil for none, and for what is not.
  static func json(_ text: String?) -> JSONValue? {
    text.flatMap { try? JSONValue(parsing: $0) }
  }

  /// A fragment's text, and where it came from.
  func fragment(_ id: Int64) throws -> (text: String, rest: JSONObject) {
    let found =
      tables.hasFragments
      ? try database.first("SELECT * FROM fragments WHERE id = ?1", .integer(id)) { row in
        var rest = JSONObject()
        rest.keep("hash", row.text("hash").map { .string($0) })
        rest.keep("source", row.text("source").map { .string($0) })
        return (row.text("content") ?? "", rest)
      } : nil
    return found ?? ("[fragment: \(id)]", ["id": .number(String(id))])
  }

  /// An attachment with its bytes; of one that is elsewhere, where.
  func attachment(_ id: String) throws -> ContentBlock {
    let found =
      tables.hasAttachments
      ? try database.first("SELECT * FROM attachments WHERE id = ?1", .text(id)) { row in
        (
          type: row.text("type"), path: row.text("path"), url: row.text("url"),
          bytes: row.bytes("content")
        )
      } : nil
    var rest: JSONObject = ["type": "attachment"]
    rest.keep("path", found?.path.map { .string($0) })
    rest.keep("url", found?.url.map { .string($0) })
    let isPlain = rest.members.count == 1
    let place = (found?.path ?? found?.url)?.lastPathComponent
    if let bytes = found?.bytes, !bytes.isEmpty {
      let type = found?.type ?? bytes.mediaType
      let file = Attachment(
        name: place ?? InlineData.name(of: type), mediaType: type, bytes: bytes)
      return ContentBlock(
        .file(file), rest: isPlain ? nil : .object(rest), whole: .object(rest))
    }
    rest.keep("id", .string(id))
    rest.keep("media_type", found?.type.map { .string($0) })
    let shown = ContentBlock.mention([
      "type": "attachment", "name": .string(place ?? found?.type ?? id),
    ])
    return ContentBlock(.other(shown: shown), rest: .object(rest), whole: .object(rest))
  }

  /// An attachment of a tool's result as it is kept beside the text, because no endpoint takes it there.
  func attachmentRecord(_ id: String) throws -> JSONValue {
    let block = try attachment(id)
    guard case .file(let file) = block.kind else { return block.whole }
    var record = block.whole.objectValue ?? [:]
    record.keep("media_type", .string(file.reference.mediaType))
    record.keep("base64", .string(file.bytes.base64))
    return .object(record)
  }

  /// The tools that a turn could use, as they are sent.
  func tools(of turn: String) throws -> [JSONValue] {
    guard tables.hasTurnTools, tables.hasTools else { return [] }
    var tools: [JSONValue] = []
    try database.forEach(
      """
      SELECT tools.* FROM turn_tools JOIN tools ON tools.id = tool_id
      WHERE turn_id = ?1 ORDER BY tools.id
      """, .text(turn)
    ) {
      tools.append(Self.tool($0))
      return true
    }
    return tools
  }

  /// The tools that a response could use.
  func tools(ofResponse response: String) throws -> [JSONValue] {
    guard tables.hasToolsOfResponses, tables.hasTools else { return [] }
    var tools: [JSONValue] = []
    try database.forEach(
      """
      SELECT tools.* FROM temp.convo_tool JOIN tools ON tools.id = tool_id
      WHERE response_id = ?1 ORDER BY tools.id
      """, .text(response)
    ) {
      tools.append(Self.tool($0))
      return true
    }
    return tools
  }

  private static func tool(_ row: borrowing ForeignRow) -> JSONValue {
    var function: JSONObject = ["name": .string(row.text("name") ?? "")]
    function.keep("description", row.text("description").map { .string($0) })
    function.keep("parameters", json(row.text("input_schema")))
    return ["type": "function", "function": .object(function)]
  }

  /// The schema that a reply had to follow.
  func schema(_ id: String?) throws -> JSONValue? {
    guard let id, tables.hasSchemas else { return nil }
    return try database.first("SELECT content FROM schemas WHERE id = ?1", .text(id)) {
      Self.json($0.text("content"))
    }
  }
}
