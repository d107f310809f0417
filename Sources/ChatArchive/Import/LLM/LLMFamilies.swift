import ChatStore

/// Lends the families of threads one after another, by their names.
///
/// Forks are few, and their names are kept; everything else is read in pages, so that llm can write in between.
struct LLMFamilies {
  private let database: ForeignDatabase
  private let tables: LLMTables
  private var parents: [[UInt8]: String] = [:]
  private var forks: [[UInt8]: [String]] = [:]

  init(_ database: ForeignDatabase, _ tables: LLMTables) throws {
    self.database = database
    self.tables = tables
    guard tables.hasForks, tables.hasThreads else { return }
    var links: [(child: String, parent: String)] = []
    try database.forEach(
      "SELECT id, forked_from FROM threads WHERE id > '' AND forked_from > '' ORDER BY id"
    ) { row in
      if let child = row.text("id"), let parent = row.text("forked_from") {
        links.append((child, parent))
      }
      return true
    }
    for link in links {
      parents[link.child.bytes] = link.parent
      forks[link.parent.bytes, default: []].append(link.child)
    }
  }

  /// Lends every family.
  func forEach(_ body: (LLMFamily) throws -> Void) throws {
    if tables.hasThreads {
      var taken: Set<[UInt8]> = []
      try forEachName("SELECT id FROM threads WHERE id > ?1 ORDER BY id LIMIT 500") { id in
        let root = root(of: id)
        if root.bytes != id.bytes {
          // It comes with the thread that it was forked from, or in place of it.
          guard try !isThread(root), taken.insert(root.bytes).inserted else { return }
        }
        try body(LLMFamily(identity: root, threads: threads(below: root)))
      }
      try forEachName(
        """
        SELECT DISTINCT thread_id AS id FROM turns
        WHERE thread_id > ?1 AND NOT EXISTS (SELECT 1 FROM threads WHERE threads.id = thread_id)
        ORDER BY thread_id LIMIT 500
        """
      ) { try body(LLMFamily(identity: $0, threads: [$0])) }
      try forEachName(
        "SELECT id FROM turns WHERE thread_id IS NULL AND id > ?1 ORDER BY id LIMIT 500"
      ) { try body(LLMFamily(identity: $0, threads: [], turn: $0)) }
    }
    guard tables.hasResponses else { return }
    let isWanted: (String) throws -> Bool = { try !tables.hasThreads || !isThread($0) }
    try forEachName(
      """
      SELECT DISTINCT conversation_id AS id FROM temp.convo_response
      WHERE conversation_id > ?1 ORDER BY conversation_id LIMIT 500
      """
    ) { id in
      if try isWanted(id) { try body(LLMFamily(identity: id, threads: [id])) }
    }
    try forEachName(
      """
      SELECT id FROM temp.convo_response
      WHERE conversation_id IS NULL AND id > ?1 ORDER BY id LIMIT 500
      """
    ) { try body(LLMFamily(identity: $0, threads: [], response: $0)) }
  }

  private func forEachName(_ sql: StaticString, _ body: (String) throws -> Void) throws {
    var last = ""
    while true {
      var names: [String] = []
      try database.forEach(sql, .text(last)) { row in
        if let name = row.text("id") { names.append(name) }
        return true
      }
      // Bytes that are no text do not come back as they were, and a page could come for ever.
      guard let next = names.last, last.bytes.lexicographicallyPrecedes(next.bytes) else { return }
      last = next
      for name in names { try body(name) }
    }
  }

  private func isThread(_ id: String) throws -> Bool {
    try database.first("SELECT 1 FROM threads WHERE id = ?1", .text(id)) { _ in true } ?? false
  }

  /// What a thread was forked from in the end; of a circle its least name.
  private func root(of id: String) -> String {
    var way: [String] = []
    var seen: Set<[UInt8]> = []
    var current = id
    while seen.insert(current.bytes).inserted {
      way.append(current)
      guard let parent = parents[current.bytes] else { return current }
      current = parent
    }
    let circle = way.drop { $0.bytes != current.bytes }
    return circle.min { $0.bytes.lexicographicallyPrecedes($1.bytes) } ?? id
  }

  private func threads(below root: String) -> [String] {
    var threads = [root]
    var seen: Set<[UInt8]> = [root.bytes]
    var index = 0
    while index < threads.count {
      for fork in forks[threads[index].bytes] ?? [] where seen.insert(fork.bytes).inserted {
        threads.append(fork)
      }
      index += 1
    }
    return threads
  }
}
