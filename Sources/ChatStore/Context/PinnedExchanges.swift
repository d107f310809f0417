/// The pinned messages of a path, as the window takes them in.
///
/// A pinned reply or tool result brings its whole exchange along: from the user message above it to the
/// next one below. A pinned prompt or instruction comes alone.
struct PinnedExchanges {
  let repository: MessageRepository

  /// The keys of all of them, with their depths, in path order.
  func messages(on path: Message) throws -> [(key: Int64, depth: Int)] {
    let pinned = try repository.connection.all(
      """
      SELECT message_id, depth, role IN ('assistant', 'tool')
      FROM pin JOIN message ON message.id = message_id
      WHERE pin.conversation_id = ?1 AND depth <= ?2 ORDER BY depth
      """, .integer(path.conversationKey), .integer(path.depth)
    ) { (key: try $0.integer(0), depth: try $0.count(1), bringsExchange: try $0.integer(2) != 0) }
    var result: [(key: Int64, depth: Int)] = []
    var lastDepth = -1
    for pin in try onPath(pinned.reversed(), from: path.key).reversed() where pin.depth > lastDepth
    {
      let group =
        pin.bringsExchange ? try exchange(around: pin.key, on: path) : [(pin.key, pin.depth)]
      for member in group where member.depth > lastDepth { result.append(member) }
      lastDepth = max(lastDepth, group.last?.depth ?? lastDepth)
    }
    return result
  }

  private typealias Pin = (key: Int64, depth: Int, bringsExchange: Bool)

  /// Those that are above a message, found on one way up; the deepest first.
  private func onPath(_ pins: [Pin], from key: Int64) throws -> [Pin] {
    var key = key
    var result: [Pin] = []
    for pin in pins {
      guard let ancestor = try repository.ancestor(of: key, atDepth: pin.depth) else { continue }
      if ancestor == pin.key { result.append(pin) }
      key = ancestor
    }
    return result
  }

  /// The exchange of a reply or a result; empty for one without a prompt above it.
  private func exchange(
    around key: Int64, on path: Message
  ) throws -> [(key: Int64, depth: Int)] {
    guard let message = try repository.message(key) else { return [] }
    return try exchange(around: message, on: path).map { ($0.key, $0.depth) }
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
