/// One row of a usage report.
public struct UsageRow: Sendable {
  /// The sums of one day and model.
  public struct Part: Sendable {
    /// Which turns these are.
    public let key: UsageKey
    /// Their sums.
    public let sums: UsageSums
  }

  /// What the row is about: the day, the week, the provider and model, the tag, the name of the branch, or
  /// the title of the conversation.
  public let group: String
  /// True for the row of what belongs to no group: conversations without a tag, or that are not there any more.
  public let isRest: Bool
  /// The conversation, where the row is about one or a branch of it.
  public let conversation: Identifier<Conversation>?
  /// The sums.
  public private(set) var sums = UsageSums()
  /// The same by day and model, of each of which there is one price.
  public private(set) var parts: [Part] = []

  init(group: String, conversation: Identifier<Conversation>? = nil, isRest: Bool = false) {
    self.isRest = isRest
    self.group = group
    self.conversation = conversation
  }

  mutating func add(_ part: Part) {
    sums.add(part.sums)
    parts.append(part)
  }
}
