/// Something that is not as it should be in a store.
public struct Finding: Sendable, Hashable {
  /// What was checked.
  public enum Area: String, Sendable {
    /// The file, by SQLite's own check.
    case file
    /// Rows that refer to rows that are not there.
    case references
    /// A message's digest, and with it its history.
    case digest
    /// An attachment whose bytes are not those that its hash names.
    case attachment
    /// A message's place in the tree.
    case tree
    /// A branch or a conversation.
    case branch
    /// A turn or its flushed pieces.
    case turn
    /// A pin, a preference, a mark of the trash, or an entry of the operation log.
    case operation
    /// What a message costs in windows, or a summary.
    case window
    /// The sums of turns, which can be computed again.
    case usage
    /// The search index, which can be rebuilt.
    case search
  }

  /// What was checked.
  public let area: Area
  /// One sentence: what is wrong, and where.
  public let message: String
  /// What would put it right; nil when only a copy of the store could.
  let repair: Repair?

  /// True for what `ChatStore.repair` can put right from the rest of the store.
  public var isRepairable: Bool { repair != nil }

  init(area: Area, message: String, repair: Repair? = nil) {
    self.area = area
    self.message = message
    self.repair = repair
  }
}
