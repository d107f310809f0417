/// The pinned messages of a path, as the window takes them in.
///
/// A pinned reply or tool result brings its whole exchange along: from the user message above it to the
/// next one below. A pinned prompt or instruction comes alone.
struct PinnedExchanges {
  let repository: MessageRepository

  /// Each group in path order, the groups too; what stands in two of them is in the first alone.
  func groups(on path: Message) throws -> [[Message]] {
    let pinned = try repository.connection.all(
      """
      SELECT message_id FROM pin JOIN message ON message.id = message_id
      WHERE pin.conversation_id = ?1 AND depth <= ?2 ORDER BY depth
      """, .integer(path.conversationKey), .integer(path.depth)
    ) { try $0.integer(0) }
    var groups: [[Message]] = []
    var lastDepth = -1
    for key in pinned {
      guard let message = try repository.message(key), message.depth > lastDepth,
        try repository.ancestor(of: path.key, atDepth: message.depth) == key
      else { continue }
      let group = try exchange(around: message, on: path).filter { $0.depth > lastDepth }
      lastDepth = group.last?.depth ?? lastDepth
      groups.append(group)
    }
    return groups
  }

  private func exchange(around message: Message, on path: Message) throws -> [Message] {
    guard message.role == .assistant || message.role == .tool else { return [message] }
    var group = [message]
    var above = MessagePath(from: message.parentKey, in: repository)
    while group.first?.role != .user, let older = try above.nextOlder() {
      group.insert(older, at: 0)
    }
    // A window must not begin with a reply, so one without a prompt above it cannot be sent.
    guard group.first?.role == .user else { return [] }
    while let last = group.last, last.depth < path.depth,
      let key = try repository.ancestor(of: path.key, atDepth: last.depth + 1),
      let newer = try repository.message(key), newer.role != .user
    {
      group.append(newer)
    }
    return group
  }
}
