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
    guard file() else { return }
    check("the schema") { try $0.schema() }
    check("the references") { try $0.references() }
    check("the migrations") { try $0.migrations() }
    check("the messages") { try $0.messages(progress: progress) }
    check("the attachments") { try $0.attachments() }
    check("the branches") { try $0.branches() }
    check("the turns") { try $0.turns() }
  }

  /// Runs a step; what cannot be read at all is a finding too, and the other steps go on.
  private mutating func check(_ what: String, _ step: (inout Self) throws -> Void) {
    do {
      try step(&self)
    } catch {
      report(.file, "Of \(what) something cannot be read: \(error).")
    }
  }

  mutating func report(_ area: Finding.Area, _ message: String) {
    examination.findings.append(Finding(area: area, message: message))
  }

  /// SQLite's own check; false when the file cannot be read any further.
  private mutating func file() -> Bool {
    do {
      let words = try connection.all("PRAGMA integrity_check(100)") { try $0.text(0) }
      for word in words where word != "ok" {
        report(.file, word.hasSuffix(".") ? word : word + ".")
      }
      return !words.contains { $0.contains("malformed") || $0.hasPrefix("***") }
    } catch {
      report(.file, "The file is damaged: \(error).")
      return false
    }
  }

  private mutating func migrations() throws {
    for name in try Migrator.changed(in: connection) {
      report(.file, "The store was made with another text of migration \(name).")
    }
  }

  private mutating func references() throws {
    let broken = try connection.all("PRAGMA foreign_key_check") {
      "A row of \($0.lossyText(0)) refers to a row of \($0.lossyText(2)) that is not there."
    }
    for message in broken.prefix(100) { report(.references, message) }
  }

  private mutating func messages(progress: (Int) -> Void) throws {
    let repository = MessageRepository(connection: connection)
    var last: Int64 = 0
    while true {
      let keys = try connection.all(
        "SELECT id FROM message WHERE id > ?1 ORDER BY id LIMIT 1000", .integer(last)
      ) { try $0.integer(0) }
      guard let newest = keys.last else { return }
      for key in keys {
        do {
          if let message = try repository.message(key) { try examine(message, repository) }
        } catch let error as SQLiteError where error.primaryCode == Self.mismatch {
          report(.tree, "Message row \(key) cannot be read: \(error.message).")
        }
      }
      examination.messages += keys.count
      progress(examination.messages)
      last = newest
    }
  }

  private static let mismatch: Int32 = 20  // SQLITE_MISMATCH

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

  private mutating func examine(_ message: Message, _ repository: MessageRepository) throws {
    let name = "Message \(message.id.shortID)"
    let parent = try message.parentKey.flatMap(repository.message)
    if message.parentKey != nil, parent == nil {
      return report(.tree, "\(name) stands under a message that is not there.")
    }
    if message.digest != MessageDigest.digest(of: message.content, parent: parent?.digest) {
      report(.digest, "\(name) or its place is not what was stored: its digest does not match.")
    }
    if message.matchKey != MessageDigest.matchKey(of: message.content, parent: parent?.matchKey) {
      report(.digest, "\(name) has a match key that does not match.")
    }
    if message.depth != parent.map({ $0.depth &+ 1 }) ?? 0 {
      report(.tree, "\(name) has the wrong depth.")
    }
    if try repository.shortID(of: message.key) != message.id.shortID.value {
      report(.tree, "\(name) is filed under another short id.")
    }
    if let parent, parent.conversationKey != message.conversationKey {
      report(.tree, "\(name) stands under a message of another conversation.")
    }
    let system = try repository.systemKey(atOrAbove: message.key)
    let above = try parent.flatMap { try repository.systemKey(atOrAbove: $0.key) }
    if system != (message.role.isInstruction ? message.key : above) {
      report(.tree, "\(name) names the wrong system message.")
    }
    let skip = try message.parentKey.flatMap(repository.skipForChild(of:))
    if try repository.skipKey(of: message.key) != skip {
      report(.tree, "\(name) skips to the wrong ancestor.")
    }
  }

  private mutating func branches() throws {
    examination.conversations =
      try connection.first("SELECT count(*) FROM conversation") { try $0.count(0) } ?? 0
    let misnamed = try connection.all("SELECT uuid, short_id FROM conversation") {
      (id: try $0.blob(0), short: try $0.integer(1))
    }.filter { Identifier<Conversation>(bytes: $0.id)?.shortID.value != $0.short }
    for row in misnamed {
      report(.branch, "Conversation \(Self.name(row.id)) is filed under another short id.")
    }
    let counts = try connection.all(
      """
      SELECT uuid, message_count, (SELECT count(*) FROM message WHERE conversation_id = conversation.id)
      FROM conversation
      WHERE message_count <> (SELECT count(*) FROM message WHERE conversation_id = conversation.id)
      """
    ) { (id: try $0.blob(0), said: try $0.count(1), counted: try $0.count(2)) }
    for row in counts {
      report(
        .branch,
        "Conversation \(Self.name(row.id)) says it has \(row.said) messages, but has \(row.counted)."
      )
    }
    let strays = try connection.all(
      """
      SELECT conversation.uuid, branch.name FROM branch
      JOIN conversation ON conversation.id = branch.conversation_id
      JOIN message ON message.id = branch.head_id
      WHERE message.conversation_id <> branch.conversation_id
      """
    ) { (id: try $0.blob(0), branch: try $0.text(1)) }
    for row in strays {
      report(
        .branch, "Branch \(row.branch) of \(Self.name(row.id)) points into another conversation.")
    }
    let headless = try connection.all(
      """
      SELECT conversation.uuid FROM conversation
      LEFT JOIN branch ON branch.id = active_branch_id AND branch.conversation_id = conversation.id
      WHERE branch.id IS NULL
      """
    ) { try $0.blob(0) }
    for id in headless { report(.branch, "Conversation \(Self.name(id)) has no active branch.") }
  }

  private mutating func turns() throws {
    examination.turns =
      try connection.first("SELECT count(*) FROM turn") { try $0.count(0) } ?? 0
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

  static func name(_ uuid: [UInt8]) -> String {
    Identifier<Conversation>(bytes: uuid)?.shortID.shown ?? "without an id"
  }
}
