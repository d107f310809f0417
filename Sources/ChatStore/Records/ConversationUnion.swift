/// Takes the records of one conversation in, as a part of a transaction.
///
/// It is a union of sets by UUID: what is there stays as it is, what is not comes. What was collected as
/// garbage only comes back where something new stands below it.
final class ConversationUnion {
  let record: ConversationRecord
  let position: Int
  let connection: Connection
  let time: Timestamp
  let messages: MessageRepository
  let turns: TurnRepository

  /// The conversation's key; nil for one that was collected, as long as nothing of it comes back.
  private(set) var key: Int64?
  /// The conversation as it was before; nil for one that comes new.
  let before: Conversation?
  /// What is known of it cannot be, so that nobody has to look whether it is.
  let isFresh: Bool
  var isRefused = false
  /// Whether anything of the store has changed.
  var hasChanged = false
  var places: KnownPlaces
  /// Of turns that came, what they add to the sums; and of those that came back, what is in the sums already.
  var usage: [UsageKey: UsageSums] = [:]
  var usageBack: [UsageKey: UsageSums] = [:]

  /// How many messages came, and the newest time among them.
  private var added = 0
  private var newest: Timestamp
  /// Whether some messages of the conversation are in the trash.
  private var hasMarks = false
  /// The messages that are in the trash where the records come from, and since when.
  private var hidden: [Identifier<Message>: Timestamp] = [:]
  /// Under which UUIDs other wordings of messages stand that are known by theirs.
  private(set) var versions: [Identifier<Message>: Identifier<Message>] = [:]
  /// Whether messages are in the trash here, as far as it was asked for.
  private var hiddenHere: [Int64: Bool] = [:]
  /// Messages that are not to the byte what they are where the records come from, and those below them: what
  /// vouches for them there does not here.
  private var loose: Set<Identifier<Message>> = []
  /// The branches, which are taken in once all messages are there.
  var branches: [BranchRecord] = []
  /// Messages that were collected as garbage, for the case that something new stands below them.
  private var collected: [Identifier<Message>: MessageRecord] = [:]

  init(
    _ record: ConversationRecord, position: Int, in connection: Connection, at time: Timestamp
  ) throws {
    self.record = record
    self.position = position
    self.connection = connection
    self.time = time
    messages = MessageRepository(connection: connection)
    turns = TurnRepository(connection: connection)
    newest = record.createdAt
    let conversations = ConversationRepository(connection: connection)
    before = try conversations.key(of: record.id).flatMap(conversations.conversation)
    let tombstones = Tombstones(connection: connection)
    isFresh = try before == nil && tombstones.areNone()
    key = before?.key
    places = KnownPlaces(in: key ?? 0, messages)
    if let key {
      hasMarks = try !TrashedMessages(connection: connection).marks(in: key).isEmpty
    } else if try isFresh || !tombstones.contain(record.id.bytes) {
      _ = try made()
    }
  }

  /// Takes a record in.
  /// - Throws: `RecordError` for one that cannot be.
  func take(_ record: StoreRecord) throws {
    switch record {
    case .message(let message): try take(message)
    case .turn(let turn): try take(turn)
    case .summary(let summary): try take(summary)
    case .branch(let branch): branches.append(branch)
    case .attachment, .conversation, .end: break
    }
  }

  /// Sees to what holds for the conversation as a whole, once all of it has come.
  func finish() throws -> UnionOutcome {
    guard let key else { return outcome(.collected) }
    try settleBranches(key)
    try settle(key)
    try keepUsage(key)
    let trash = TrashedMessages(connection: connection)
    if hasMarks {
      try connection.run(
        "UPDATE conversation SET message_count = ?2 WHERE id = ?1", .integer(key),
        .integer(try trash.liveCount(in: key)))
    }
    if hasChanged {
      try ConversationRepository(connection: connection).touch(
        key, addedMessages: hasMarks ? 0 : added, at: max(newest, record.updatedAt))
    }
    return outcome(before == nil ? .new : hasChanged ? .extended : .known)
  }

  func outcome(_ result: UnionOutcome.Result) -> UnionOutcome {
    UnionOutcome(
      id: record.id, position: position, result: result, messages: isRefused ? 0 : added)
  }

  /// The key of the conversation, which is made where it is not there.
  private func made() throws -> Int64 {
    if let key { return key }
    let key = try ConversationRepository(connection: connection).insert(
      id: record.id, title: record.title, at: record.createdAt)
    self.key = key
    places = KnownPlaces(in: key, messages)
    hasChanged = true
    try Tombstones(connection: connection).remove(record.id.bytes)
    return key
  }

  // MARK: Messages

  private func take(_ given: MessageRecord) throws {
    var message = given
    message.parent = given.parent.map { versions[$0] ?? $0 }
    if let since = message.trashedAt ?? message.parent.flatMap({ hidden[$0] }) {
      hidden[message.id] = since
    }
    if !isFresh {
      if let known = try messages.key(of: message.id) {
        guard try differs(message, from: known) else { return try uniteMarks(message, at: known) }
        // What another program says now of a message is another wording, which stands beside the first.
        message = version(of: message)
        if try messages.key(of: message.id) != nil { return }
      }
      if try Tombstones(connection: connection).contain(message.id.bytes) {
        collected[message.id] = message
        return
      }
    }
    try insert(message)
  }

  /// Whether a message says something else than the one that is stored under its UUID.
  /// - Throws: `RecordError` where it is one of convo's own, which never change.
  private func differs(_ message: MessageRecord, from known: Int64) throws -> Bool {
    guard let key, let stored = try messages.message(known), stored.conversationKey == key else {
      throw RecordError.elsewhere(message: message.id)
    }
    let parent = try stored.parentKey.flatMap(messages.message)
    if parent?.id == message.parent,
      stored.digest == message.digest
        ?? MessageDigest.digest(of: message.content, parent: parent?.digest)
    {
      return false
    }
    let hasSameWords = stored.content.hasSameWords(as: message.content)
    // Two stores may have imported two exports of one program, each with what was said beside the words then.
    guard message.mayChange || message.id.isDerived || isLoose(message) else {
      throw RecordError.changed(message: message.id)
    }
    loose.insert(message.id)
    return !hasSameWords
  }

  /// Whether a message, or the one above it, is not what it is where it comes from.
  private func isLoose(_ message: MessageRecord) -> Bool {
    loose.contains(message.id) || message.parent.map(loose.contains) ?? false
  }

  /// A message under a UUID that is derived from its words too, for those that are below it.
  private func version(of message: MessageRecord) -> MessageRecord {
    var version = message
    let words = MessageDigest.digest(of: message.content.words, parent: nil)
    version.id = Identifier(
      derivedFrom: "version", message.id.description,
      words.map { String($0) }.joined(separator: ","))
    versions[message.id] = version.id
    loose.insert(version.id)
    return version
  }

  /// Brings a message back that was collected, since something new stands below it.
  private func place(above message: MessageRecord) throws -> MessagePlace? {
    guard let parent = message.parent else { return nil }
    if let place = try places.place(of: parent) { return place }
    var chain: [MessageRecord] = []
    var next: Identifier<Message>? = parent
    while let id = next, let record = collected.removeValue(forKey: id) {
      chain.append(record)
      next = record.parent
    }
    for record in chain.reversed() {
      try Tombstones(connection: connection).remove(record.id.bytes)
      try insert(record)
    }
    guard let place = try places.place(of: parent) else {
      throw RecordError.missingParent(message: message.id)
    }
    return place
  }

  /// Above which message one that was collected stands; nil for one that was not.
  func parentOfCollected(_ id: Identifier<Message>) -> Identifier<Message>?? {
    collected[id].map(\.parent)
  }

  private func insert(_ message: MessageRecord) throws {
    let parent = try place(above: message)
    let conversation = try made()
    let stored = try store(message, in: conversation, under: parent)
    if isLoose(message) {
      loose.insert(message.id)
    } else if let digest = message.digest, digest != stored.digest {
      throw RecordError.changed(message: message.id)
    }
    try places.remember(stored, under: parent)
    added += 1
    newest = max(newest, message.createdAt)
    hasChanged = true
    if let call = message.call, let result = message.result {
      guard let asked = try places.key(of: call.message),
        let answered = try messages.callKey(of: asked, position: call.position)
      else {
        throw RecordError.invalid("Message \(message.id) answers a call that has not come.")
      }
      try messages.insertResult(result, message: stored.key, call: answered)
    }
    try hide(message, at: stored.key, under: parent, in: conversation)
    try uniteMarks(message, at: stored.key)
  }

  private func store(
    _ message: MessageRecord, in conversation: Int64, under parent: MessagePlace?
  ) throws -> Message {
    for attachment in message.content.attachments
    where try AttachmentRepository(connection: connection).count(sha256: attachment.sha256) == nil {
      throw RecordError.missingAttachment(message: message.id, name: attachment.name)
    }
    do {
      return try messages.insert(
        message.content, id: message.id, conversation: conversation, under: parent,
        at: message.createdAt)
    } catch let error as SQLiteError where error.isDuplicate {
      throw RecordError.elsewhere(message: message.id)
    }
  }

  // MARK: Marks

  /// Moves a message that came to the trash if it was there, and what is above it out of it if it was not.
  private func hide(
    _ message: MessageRecord, at key: Int64, under parent: MessagePlace?, in conversation: Int64
  ) throws {
    let isBelow = try hasMarks && parent.map { try isHidden($0.key, in: conversation) } ?? false
    if let since = hidden[message.id] {
      hiddenHere[key] = true
      guard !isBelow || message.trashedAt != nil else { return }
      try connection.run(
        "INSERT INTO trashed_message (message_id, conversation_id, trashed_at) VALUES (?1, ?2, ?3)",
        .integer(key), .integer(conversation), .time(since))
      hasMarks = true
    } else {
      if isBelow, let parent { try takeOutOfTrash(parent.key, in: conversation) }
      if hasMarks { hiddenHere[key] = false }
    }
  }

  /// Whether a message is in the trash; of those that came it is known.
  private func isHidden(_ message: Int64, in conversation: Int64) throws -> Bool {
    if let known = hiddenHere[message] { return known }
    let isHidden = try isInTrash(message, in: conversation)
    hiddenHere[message] = isHidden
    return isHidden
  }

  /// Takes the marks of the trash away from a message and from what is above it.
  func takeOutOfTrash(_ message: Int64, in conversation: Int64) throws {
    guard hasMarks else { return }
    hiddenHere.removeAll()
    let trash = TrashedMessages(connection: connection)
    while let mark = try trash.mark(over: message, in: conversation) {
      try trash.set(mark, to: .null)
      hasChanged = true
    }
  }

  /// Whether a message is in the trash.
  func isInTrash(_ message: Int64, in conversation: Int64) throws -> Bool {
    try hasMarks && TrashedMessages(connection: connection).contain(message, in: conversation)
  }

  /// Pins on either side stay; of siblings the one that was preferred last is.
  private func uniteMarks(_ message: MessageRecord, at key: Int64) throws {
    let changes = SettingChanges(connection: connection)
    if let pinnedAt = message.pinnedAt,
      try isFresh || !changes.hasChanged(.pin, of: key, after: pinnedAt)
    {
      try connection.run(
        """
        INSERT INTO pin (message_id, conversation_id, created_at)
        SELECT id, conversation_id, ?2 FROM message WHERE id = ?1
        ON CONFLICT (message_id) DO NOTHING
        """, .integer(key), .time(pinnedAt))
      noteChange()
    }
    if let preferredAt = message.preferredAt,
      try isFresh || !changes.hasChanged(.preference, of: key, after: preferredAt)
    {
      try connection.run(
        """
        DELETE FROM preference WHERE message_id IN (
          SELECT sibling.id FROM message JOIN message AS sibling
            ON sibling.conversation_id = message.conversation_id
              AND sibling.parent_id IS message.parent_id
            JOIN preference AS other ON other.message_id = sibling.id
          WHERE message.id = ?1 AND sibling.id <> ?1
            AND (other.created_at, sibling.uuid) < (?2, message.uuid))
        """, .integer(key), .time(preferredAt))
      noteChange()
      try connection.run(
        """
        INSERT INTO preference (message_id, conversation_id, created_at)
        SELECT id, conversation_id, ?2 FROM message WHERE id = ?1 AND NOT EXISTS (
          SELECT 1 FROM preference JOIN message AS sibling ON sibling.id = message_id
          WHERE sibling.conversation_id = message.conversation_id
            AND sibling.parent_id IS message.parent_id)
        ON CONFLICT (message_id) DO NOTHING
        """, .integer(key), .time(preferredAt))
      noteChange()
    }
  }

  /// Notes whether the last statement changed a row.
  func noteChange() {
    if connection.changes > 0 { hasChanged = true }
  }
}
