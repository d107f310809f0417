extension Examiner {
  /// Compares every message with its digest and its place.
  mutating func messages(progress: (Int) -> Void) throws {
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
      count(messages: keys.count)
      progress(examination.messages)
      last = newest
    }
  }

  private static let mismatch: Int32 = 20  // SQLITE_MISMATCH

  private mutating func examine(_ message: Message, _ repository: MessageRepository) throws {
    let name = "Message \(message.id.shortID)"
    let parent = try message.parentKey.flatMap(repository.message)
    if message.parentKey != nil, parent == nil {
      return report(.tree, "\(name) stands under a message that is not there.")
    }
    let isGenuine =
      message.digest == MessageDigest.digest(of: message.content, parent: parent?.digest)
    if !isGenuine {
      report(.digest, "\(name) or its place is not what was stored: its digest does not match.")
    }
    if let parent, parent.conversationKey != message.conversationKey {
      report(.tree, "\(name) stands under a message of another conversation.")
    }
    // What follows from the message and its parent can be computed, as long as these are genuine.
    let repair: Repair? = isGenuine ? .places(conversation: message.conversationKey) : nil
    if message.matchKey != MessageDigest.matchKey(of: message.content, parent: parent?.matchKey) {
      report(.digest, "\(name) has a match key that does not match.", repair: repair)
    }
    if message.depth != parent.map({ $0.depth &+ 1 }) ?? 0 {
      report(.tree, "\(name) has the wrong depth.", repair: repair)
    }
    if try repository.shortID(of: message.key) != message.id.shortID.value {
      report(.tree, "\(name) is filed under another short id.", repair: repair)
    }
    let system = try repository.systemKey(atOrAbove: message.key)
    let above = try parent.flatMap { try repository.systemKey(atOrAbove: $0.key) }
    if system != (message.role.isInstruction ? message.key : above) {
      report(.tree, "\(name) names the wrong system message.", repair: repair)
    }
    let skip = try message.parentKey.flatMap(repository.skipForChild(of:))
    if try repository.skipKey(of: message.key) != skip {
      report(.tree, "\(name) skips to the wrong ancestor.", repair: repair)
    }
  }
}
