public import ChatStore

/// The tool calls at the end of a path that nobody has answered yet.
///
/// An endpoint refuses a history in which a call has no result, so they must be answered before the
/// conversation goes on.
public struct PendingCalls: Sendable {
  /// The calls in the order in which the model asked for them.
  public let calls: [ToolCall]

  /// Finds what is pending below a message, itself the end of the path.
  public init(atEnd message: Message?, in store: ChatStore) throws {
    guard let message, message.role == .assistant || message.role == .tool else {
      calls = []
      return
    }
    var answered: [String] = []
    var current = message
    while current.role == .tool {
      if let id = current.content.toolCallID { answered.append(id) }
      guard current.depth > 0 else { break }
      current = try store.ancestor(of: current, steps: 1)
    }
    calls = current.content.toolCalls.filter { call in
      !answered.contains { $0.utf8.elementsEqual(call.callID.utf8) }
    }
  }

  /// The call with this id; nil when it is not pending.
  public func call(_ id: String) -> ToolCall? {
    calls.first { $0.callID.utf8.elementsEqual(id.utf8) }
  }
}
