import Crypto

/// Compares everything that a store says twice.
struct Examiner {
  let connection: Connection
  private(set) var examination = Examination()

  init(connection: Connection) {
    self.connection = connection
  }

  /// Looks at everything; `progress` is called now and then with how many messages are done.
  mutating func examine(progress: (Int) -> Void) throws {
    guard file() else { return examination.isUnreadable = true }
    check("the schema") { try $0.schema() }
    check("the references") { try $0.references() }
    check("the migrations") { try $0.migrations() }
    check("the messages") { try $0.messages(progress: progress) }
    check("the attachments") { try $0.attachments() }
    check("the conversations") { try $0.conversations() }
    check("the branches") { try $0.branches() }
    check("the turns") { try $0.turns() }
    check("the sums of turns") { try $0.usage() }
    check("the operations") { try $0.operations() }
    check("what windows are made of") { try $0.windows() }
  }

  /// Runs a step; what cannot be read at all is a finding too, and the other steps go on.
  private mutating func check(_ what: String, _ step: (inout Self) throws -> Void) {
    do {
      try step(&self)
    } catch let error as SQLiteError where error.isOfSearchIndex {
      report(.search, "The search index cannot be read: \(error).", repair: .searchIndex)
    } catch {
      report(.file, "Of \(what) something cannot be read: \(error).")
    }
  }

  mutating func report(_ area: Finding.Area, _ message: String, repair: Repair? = nil) {
    examination.findings.append(Finding(area: area, message: message, repair: repair))
  }

  mutating func count(messages: Int) { examination.messages += messages }
  mutating func count(conversations: Int) { examination.conversations = conversations }
  mutating func count(turns: Int) { examination.turns = turns }

  /// SQLite's own check; false when the file cannot be read any further.
  private mutating func file() -> Bool {
    do {
      let words = try connection.all("PRAGMA integrity_check(100)") { try $0.text(0) }
      var isReadable = true
      for word in words where word != "ok" {
        let sentence = word.hasSuffix(".") ? word : word + "."
        if word.contains("FTS5 table") {
          report(.search, sentence, repair: .searchIndex)
        } else {
          report(.file, sentence, repair: Self.isOfIndex(word) ? .indexes : nil)
          if Self.isOfPages(word) { isReadable = false }
        }
      }
      return isReadable
    } catch {
      report(.file, "The file is damaged: \(error).")
      return false
    }
  }

  /// True for what SQLite says of an index that does not match its table.
  ///
  /// The words are those of <https://sqlite.org/pragma.html#pragma_integrity_check> as implemented.
  private static func isOfIndex(_ words: String) -> Bool {
    words.hasPrefix("wrong # of entries in index ")
      || (words.hasPrefix("row ") && words.contains(" missing from index "))
      || words.hasPrefix("non-unique entry in index ")
  }

  /// True for what SQLite says of pages, on which anything may stand.
  ///
  /// A page that is never used is lost space, and no more.
  private static func isOfPages(_ words: String) -> Bool {
    guard !words.hasSuffix(": never used") else { return false }
    return words.contains("malformed")
      || ["***", "Tree ", "Freelist", "Page "].contains(where: words.hasPrefix)
  }

  private mutating func migrations() throws {
    for name in try Migrator.changed(in: connection) {
      report(.file, "The store was made with another text of migration \(name).")
    }
  }

  private mutating func references() throws {
    let broken = try connection.all("PRAGMA foreign_key_check") {
      (table: $0.lossyText(0), parent: $0.lossyText(2))
    }
    for (table, parent) in broken.prefix(100) {
      let repair: Repair? =
        switch (table, parent) {
        case ("pin", "message"), ("preference", "message"), ("trashed_message", "message"): .marks
        case ("branch", "message"): .strayHeads
        case ("token_count", _): .counts
        default: nil
        }
      report(
        .references, "A row of \(table) refers to a row of \(parent) that is not there.",
        repair: repair)
    }
  }

  /// A digest covers an attachment's hash; this is what makes it cover the bytes.
  private mutating func attachments() throws {
    var wrong: [Int64] = []
    try connection.forEach("SELECT id, sha256, bytes FROM attachment") { row in
      let hash = SHA256.hash(data: try row.blob(2))
      if !hash.elementsEqual(try row.blob(1)) { wrong.append(try row.integer(0)) }
      return true
    }
    for key in wrong {
      report(.attachment, "The bytes of attachment \(key) are not what was stored.")
    }
  }

  private mutating func turns() throws {
    count(turns: try connection.first("SELECT count(*) FROM turn") { try $0.count(0) } ?? 0)
    let wrong = try connection.all(
      """
      SELECT turn.id FROM turn
      JOIN message AS head ON head.id = turn.head_id
      LEFT JOIN message AS reply ON reply.id = turn.reply_id
      WHERE head.conversation_id <> turn.conversation_id
        OR (turn.kind = 'reply' AND reply.parent_id <> turn.head_id)
      """
    ) { try $0.integer(0) }
    for key in wrong { report(.turn, "The reply of turn \(key) does not stand under its head.") }
    let left = try connection.all(
      """
      SELECT DISTINCT turn_id FROM delta JOIN turn ON turn.id = turn_id
      WHERE turn.status <> 'running'
      """
    ) { try $0.integer(0) }
    for key in left { report(.turn, "Turn \(key) has ended but still has pieces of its reply.") }
  }

  /// Compares the sums that are kept with the turns.
  private mutating func usage() throws {
    let isKept: Bool
    do {
      isKept = try UsageRecount(connection: connection).isKept(in: connection)
    } catch let error as SQLiteError where error.isGeneral || error.isMismatch {
      isKept = false
    }
    guard !isKept, !examination.findings.contains(where: { $0.repair == .usage }) else { return }
    report(
      .usage, "The sums that usage reports are made of are not those of the turns.", repair: .usage)
  }

  static func name(_ uuid: [UInt8]) -> String {
    Identifier<Conversation>(bytes: uuid)?.shortID.shown ?? "without an id"
  }
}
