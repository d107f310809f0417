/// Which results of tools a window has in short.
struct Shortening: Sendable, Equatable {
  /// How many characters are kept of each.
  let limit: Int
  /// The depth up to which results are short; -1 for none.
  var depth = -1
  /// Results up to there that are whole all the same, because they are pinned.
  var whole: Set<Identifier<Message>> = []

  /// The same for a window, with none but its own whole results; nil where it shortens nothing.
  func inUse(in messages: [ContextMessage]) -> Shortening? {
    guard depth >= 0 else { return nil }
    var shortening = self
    let whole = messages.lazy.filter { $0.depth <= depth && $0.shorter != nil }.map(\.id)
    shortening.whole = Set(whole)
    return shortening
  }

  /// A message as it is sent.
  func sent(_ message: ContextMessage) -> ContextMessage {
    guard message.depth <= depth, let shorter = message.shorter, !whole.contains(message.id) else {
      return message
    }
    return shorter
  }
}
