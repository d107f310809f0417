import ChatStore

/// Which tables a version of llm has made; what is missing is not read.
struct LLMTables {
  /// The store of messages of version 0.32 and later.
  let hasThreads: Bool
  let hasForks: Bool
  let hasTurnTools: Bool
  /// The tables of earlier versions, which stay where they are.
  let hasResponses: Bool
  let hasConversations: Bool
  let hasToolCalls: Bool
  let hasToolResults: Bool
  let hasToolAttachments: Bool
  let hasToolsOfResponses: Bool
  let hasAttachmentsOfPrompts: Bool
  let hasFragmentsOfPrompts: Bool
  /// Those of both.
  let hasAttachments: Bool
  let hasFragments: Bool
  let hasSchemas: Bool
  let hasTools: Bool

  /// Looks at a database.
  init(_ database: ForeignDatabase) throws {
    func has(_ table: String, _ columns: String...) throws -> Bool {
      try database.columns(of: table).isSuperset(of: columns)
    }
    hasThreads =
      try has("threads", "id", "tip_message_hash")
      && has("turns", "id", "thread_id", "parent_message_hash", "tip_message_hash")
      && has("messages", "hash", "parent_hash", "role")
      && has("parts", "message_hash", "position", "type")
    hasForks = try has("threads", "id", "forked_from")
    hasTurnTools = try has("turn_tools", "turn_id", "tool_id")
    hasResponses = try has("responses", "id", "conversation_id", "prompt", "response")
    hasConversations = try has("conversations", "id", "name")
    hasToolCalls = try has("tool_calls", "id", "response_id", "name", "arguments")
    hasToolResults = try has("tool_results", "id", "response_id", "name", "output")
    hasToolAttachments = try has(
      "tool_results_attachments", "tool_result_id", "attachment_id", "order")
    hasToolsOfResponses = try has("tool_responses", "tool_id", "response_id")
    hasAttachmentsOfPrompts = try has(
      "prompt_attachments", "response_id", "attachment_id", "order")
    hasFragmentsOfPrompts =
      try has("prompt_fragments", "response_id", "fragment_id", "order")
      && has("system_fragments", "response_id", "fragment_id", "order")
    hasAttachments = try has("attachments", "id", "content")
    hasFragments = try has("fragments", "id", "content")
    hasSchemas = try has("schemas", "id", "content")
    hasTools = try has("tools", "id", "name")
  }

  /// Puts in order what the old tables have no index for, in tables of convo's own beside the database.
  func makeIndexes(in database: ForeignDatabase) throws {
    if hasResponses {
      try database.run("DROP TABLE IF EXISTS temp.convo_response")
      try database.run(
        """
        CREATE TEMP TABLE convo_response AS
        SELECT conversation_id, id FROM main.responses WHERE id IS NOT NULL
        """)
      try database.run(
        "CREATE INDEX temp.convo_response_place ON convo_response (conversation_id, id)")
    }
    if hasToolCalls {
      try database.run("DROP TABLE IF EXISTS temp.convo_call")
      try database.run(
        "CREATE TEMP TABLE convo_call AS SELECT response_id, id FROM main.tool_calls")
      try database.run("CREATE INDEX temp.convo_call_place ON convo_call (response_id, id)")
    }
    if hasToolResults {
      try database.run("DROP TABLE IF EXISTS temp.convo_result")
      try database.run(
        "CREATE TEMP TABLE convo_result AS SELECT response_id, id FROM main.tool_results")
      try database.run("CREATE INDEX temp.convo_result_place ON convo_result (response_id, id)")
    }
    if hasToolsOfResponses {
      try database.run("DROP TABLE IF EXISTS temp.convo_tool")
      try database.run(
        "CREATE TEMP TABLE convo_tool AS SELECT response_id, tool_id FROM main.tool_responses")
      try database.run("CREATE INDEX temp.convo_tool_place ON convo_tool (response_id, tool_id)")
    }
  }
}
