package import ChatStore

/// The database in which simonw's llm keeps what was said: `logs.db`.
///
/// Read are the tables of version 0.32 and later, where messages are a tree by hashes, and those of earlier
/// versions, which stay in a database that was migrated; what is in both is read once
/// (<https://llm.datasette.io/en/stable/logging.html>).
package struct LLMLogs {
  /// The program's name.
  package static let name = "llm"

  private let database: ForeignDatabase
  private let tables: LLMTables

  /// Looks for llm's tables.
  /// - Throws: `ForeignDatabaseError` when there are none.
  package init(_ database: ForeignDatabase) throws {
    self.database = database
    tables = try LLMTables(database)
    guard tables.hasThreads || tables.hasResponses else {
      throw ForeignDatabaseError(path: database.path, "it has no tables of llm")
    }
  }

  /// Lends the conversations one after another; only one is in memory.
  ///
  /// The database is free for its program while `body` works.
  /// - Parameters:
  ///   - unreadable: Told of what cannot be read.
  ///   - body: Given each conversation.
  /// - Throws: `ForeignDatabaseError`, or what the closures throw.
  package func forEach(
    unreadable: (_ identity: String, UnreadableConversation) throws -> Void,
    _ body: (ImportedConversation) throws -> Void
  ) throws {
    try tables.makeIndexes(in: database)
    try LLMFamilies(database, tables).forEach { family in
      let read: Result<ImportedConversation?, UnreadableConversation>
      do {
        read = .success(
          try database.reading { try LLMReader(database, tables, family).conversation() })
      } catch let error as UnreadableConversation {
        read = .failure(error)
      }
      switch read {
      case .success(let conversation): if let conversation { try body(conversation) }
      case .failure(let error): try unreadable(family.identity, error)
      }
    }
    try database.checkUnchanged()
  }
}
