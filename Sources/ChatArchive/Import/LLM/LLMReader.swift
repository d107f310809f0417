import ChatCompletions
import ChatStore

/// Reads a family of threads, of both generations, into one conversation.
struct LLMReader {
  private let database: ForeignDatabase
  private let tables: LLMTables
  private let family: LLMFamily
  private let content: LLMContent

  init(_ database: ForeignDatabase, _ tables: LLMTables, _ family: LLMFamily) {
    self.database = database
    self.tables = tables
    self.family = family
    content = LLMContent(database, tables)
  }

  /// The conversation; nil where nothing was said.
  func conversation() throws -> ImportedConversation? {
    var assembly = ConversationAssembly(source: LLMLogs.name, identity: family.identity)
    // What was said to an old version is sent again, and stored again, when a new one goes on with it.
    assembly.remembersWords = true
    var legacy = LLMLegacy(database, tables, content)
    let old = try responses()
    for id in old { try legacy.write(id, to: &assembly) }
    assembly.remembersWords = false
    assembly.reusesWords = true
    var chain = LLMChain(database, content)
    let calls = try turns()
    for call in calls { try chain.write(call, content, to: &assembly) }
    var title: String?
    var head: Identifier<Message>?
    for (index, thread) in family.threads.enumerated() {
      guard let row = try self.thread(thread) else { continue }
      let time = Timestamp(imported: row.time.map { .string($0) })
      let end = try chain.place(row.tip, at: time ?? calls.first?.time, to: &assembly)
      if title == nil { title = row.name }
      if head == nil { head = end }
      guard index > 0, let end else { continue }
      // llm names a thread for its first words, and so a fork often for the same.
      let isNamed = row.name?.isEmpty == false && !row.name.hasSameBytes(as: title)
      assembly.addBranch((isNamed ? row.name : nil) ?? thread, head: end)
    }
    // An old version may have gone on after a new one.
    if let last = old.last,
      calls.last.map({ $0.id.bytes.lexicographicallyPrecedes(last.bytes) }) ?? true
    {
      head = legacy.end ?? head
    }
    return assembly.conversation(
      title: try title ?? name() ?? "", from: nil, to: nil,
      head: head ?? calls.last.flatMap { chain.end(of: $0.tip) })
  }

  /// The responses of the old tables that are not in the new ones.
  private func responses() throws -> [String] {
    guard tables.hasResponses else { return [] }
    if let response = family.response { return [response] }
    var ids: [String] = []
    for thread in family.threads {
      try database.forEach(
        "SELECT id FROM temp.convo_response WHERE conversation_id = ?1 ORDER BY id", .text(thread)
      ) { row in
        if let id = row.text("id") { ids.append(id) }
        return true
      }
    }
    guard tables.hasThreads else { return ids }
    return try ids.filter { id in
      try database.first("SELECT 1 FROM turns WHERE id = ?1", .text(id)) { _ in true } == nil
    }
  }

  /// The turns of the new tables, in the order in which they were begun.
  private func turns() throws -> [LLMTurn] {
    guard tables.hasThreads else { return [] }
    var turns: [LLMTurn] = []
    for thread in family.threads {
      try database.forEach("SELECT * FROM turns WHERE thread_id = ?1 ORDER BY id", .text(thread)) {
        if let turn = LLMTurn($0) { turns.append(turn) }
        return true
      }
    }
    if let id = family.turn {
      try database.forEach("SELECT * FROM turns WHERE id = ?1", .text(id)) {
        if let turn = LLMTurn($0) { turns.append(turn) }
        return true
      }
    }
    return turns.sorted { $0.id.bytes.lexicographicallyPrecedes($1.id.bytes) }
  }

  private func thread(
    _ id: String
  ) throws -> (name: String?, tip: String?, time: String?)? {
    guard tables.hasThreads else { return nil }
    return try database.first("SELECT * FROM threads WHERE id = ?1", .text(id)) {
      ($0.text("name"), $0.text("tip_message_hash"), $0.text("datetime_utc"))
    }
  }

  private func name() throws -> String? {
    guard tables.hasConversations else { return nil }
    return try database.first(
      "SELECT name FROM conversations WHERE id = ?1", .text(family.identity)
    ) { $0.text("name") }
  }
}
