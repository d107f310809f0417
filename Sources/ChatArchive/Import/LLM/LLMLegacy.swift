import ChatCompletions
import ChatStore

/// Makes messages of responses in llm's older tables, one below the other.
///
/// A response has its own prompt and instructions. Instructions that are those of before are not said again.
struct LLMLegacy {
  private let database: ForeignDatabase
  private let tables: LLMTables
  private let content: LLMContent
  /// The end of the path.
  private(set) var end: Identifier<Message>?
  private var instructions = ""

  init(_ database: ForeignDatabase, _ tables: LLMTables, _ content: LLMContent) {
    self.database = database
    self.tables = tables
    self.content = content
  }

  private struct Response {
    let turn: LLMTurn
    let prompt: String
    let system: String
    let text: String
    let reasoning: String
  }

  /// Writes a response, with what it was given.
  mutating func write(_ id: String, to assembly: inout ConversationAssembly) throws {
    let response = try database.first("SELECT * FROM responses WHERE id = ?1", .text(id)) { row in
      LLMTurn(row).map { turn in
        Response(
          turn: turn, prompt: row.text("prompt") ?? "", system: row.text("system") ?? "",
          text: row.text("response") ?? "", reasoning: row.text("reasoning") ?? "")
      }
    }
    guard let response else { return }
    let before = end.flatMap { assembly[$0]?.createdAt } ?? Timestamp.believable.lowerBound
    let time = response.turn.time ?? before
    let system = try (fragments(ofSystem: id) + [response.system])
      .map { $0.trimmed }.filter { !$0.isEmpty }.joined(separator: "\n\n")
    if !system.isEmpty, !system.hasSameBytes(as: instructions) {
      instructions = system
      end = assembly.add(
        MessageContent(role: .system, text: system), as: "\(id) system", under: end, at: time)
    }
    let prompt = try fragments(ofPrompt: id) + (response.prompt.isEmpty ? [] : [response.prompt])
    let words = prompt.joined(separator: "\n")
    let blocks =
      try results(of: id)
      + (words.isEmpty ? [] : [ContentBlock(claude: .string(words))]) + attachments(of: id)
    if !blocks.isEmpty {
      var writer = PieceWriter(node: "\(id) prompt", source: LLMLogs.name, role: .user)
      writer.writeAnswers(blocks, to: &assembly, under: end, at: time)
      end = writer.last
    }
    var reply = try calls(of: id)
    if !response.text.isEmpty {
      reply.insert(ContentBlock(claude: .string(response.text)), at: 0)
    }
    if !response.reasoning.isEmpty {
      reply.insert(ContentBlock(.thinking(response.reasoning), whole: .null), at: 0)
    }
    var writer = PieceWriter(node: id, source: LLMLogs.name, role: .assistant)
    let cut = CutReply(reply, named: id, of: .assistant, keepsOpenCalls: true)
    let said = response.turn.end ?? time
    let written = writer.write(cut.pieces, to: &assembly, under: end, at: said)
    end = writer.last
    guard let last = written.last else { return }
    response.turn.add(
      making: last.id, tools: try content.tools(ofResponse: id),
      schema: try content.schema(response.turn.schema), to: &assembly, at: said)
  }

  private func fragments(ofPrompt id: String) throws -> [String] {
    try fragments(
      """
      SELECT fragment_id AS id FROM prompt_fragments WHERE response_id = ?1 ORDER BY "order"
      """, id)
  }

  private func fragments(ofSystem id: String) throws -> [String] {
    try fragments(
      """
      SELECT fragment_id AS id FROM system_fragments WHERE response_id = ?1 ORDER BY "order"
      """, id)
  }

  private func fragments(_ sql: StaticString, _ response: String) throws -> [String] {
    guard tables.hasFragmentsOfPrompts else { return [] }
    var ids: [Int64] = []
    try database.forEach(sql, .text(response)) { row in
      if let id = row.integer("id") { ids.append(id) }
      return true
    }
    return try ids.map { try content.fragment($0).text }
  }

  private func attachments(of response: String) throws -> [ContentBlock] {
    guard tables.hasAttachmentsOfPrompts else { return [] }
    return try names(
      """
      SELECT attachment_id AS id FROM prompt_attachments WHERE response_id = ?1 ORDER BY "order"
      """, .text(response)
    ).map { try content.attachment($0) }
  }

  private func names(_ sql: StaticString, _ value: ForeignDatabase.Value) throws -> [String] {
    var names: [String] = []
    try database.forEach(sql, value) { row in
      if let name = row.text("id") { names.append(name) }
      return true
    }
    return names
  }

  private func calls(of response: String) throws -> [ContentBlock] {
    guard tables.hasToolCalls else { return [] }
    var calls: [ContentBlock] = []
    try database.forEach(
      """
      SELECT tool_calls.* FROM temp.convo_call AS place JOIN tool_calls ON tool_calls.id = place.id
      WHERE place.response_id = ?1 ORDER BY place.id
      """, .text(response)
    ) { row in
      let arguments = row.text("arguments") ?? ""
      calls.append(
        ContentBlock(
          .call(
            id: row.text("tool_call_id"), name: row.text("name") ?? "",
            arguments: LLMContent.json(arguments)?.serialized ?? arguments), whole: .null))
      return true
    }
    return calls
  }

  private func results(of response: String) throws -> [ContentBlock] {
    guard tables.hasToolResults else { return [] }
    var results: [(key: Int64?, kind: ContentBlock.Kind, rest: JSONObject)] = []
    try database.forEach(
      """
      SELECT tool_results.* FROM temp.convo_result AS place
      JOIN tool_results ON tool_results.id = place.id
      WHERE place.response_id = ?1 ORDER BY place.id
      """, .text(response)
    ) { row in
      var rest: JSONObject = ["type": "tool_result"]
      rest.keep("exception", row.text("exception").map { .string($0) })
      let kind = ContentBlock.Kind.result(
        id: row.text("tool_call_id"), name: row.text("name"), text: row.text("output") ?? "")
      results.append((row.integer("id"), kind, rest))
      return true
    }
    return try results.map { result in
      var rest = result.rest
      if tables.hasToolAttachments, let key = result.key {
        let ids = try names(
          """
          SELECT attachment_id AS id FROM tool_results_attachments
          WHERE tool_result_id = ?1 ORDER BY "order"
          """, .integer(key))
        rest.keep("attachments", .array(try ids.map { try content.attachmentRecord($0) }))
      }
      var whole = rest
      if case .result(_, let name, let text) = result.kind {
        whole.keep("name", name.map { .string($0) })
        whole.keep("output", .string(text))
      }
      return ContentBlock(
        result.kind, rest: rest.members.count > 1 ? .object(rest) : nil, whole: .object(whole))
    }
  }
}

extension String {
  /// The text without white space around it.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
