public import ChatTokens

/// A line of the account that a window gives of itself.
public enum ContextEntry: Sendable, Equatable {
  /// Why a message is sent.
  public enum Reason: String, Sendable {
    /// It stands at the beginning, or is the newest of the later instructions.
    case instruction
    /// It is pinned, or belongs to an exchange of which a reply or result is.
    case pinned
    /// It belongs to the run of exchanges that ends at the head.
    case recent
  }

  /// Why messages are left out.
  public enum Omission: String, Sendable {
    /// They are older than the run of exchanges that is sent.
    case older
    /// They are tool rounds of the last exchange, which was too long.
    case rounds
  }

  /// A message that is sent.
  case message(Identifier<Message>, Role, TokenCount, Reason)
  /// A summary, and how many messages it stands for.
  case summary(Identifier<Summary>, TokenCount, messages: Int)
  /// Messages in a row that are not.
  case leftOut(Int, Omission)
}

extension ContextWindow {
  /// Everything on the path in its order: what is sent, and how much between is not.
  public var entries: [ContextEntry] {
    let cutDepth = zip(ids, depths).first { $0.0 == cut }?.1 ?? .max
    var entries: [ContextEntry] = []
    var expected = 0
    var accounted = 0
    for index in ids.indices {
      if let summary, index == summary.index {
        entries.append(.summary(summary.id, counts[index], messages: summary.messageCount))
        continue
      }
      let gap = gap(from: expected, to: depths[index])
      if gap > 0 {
        let omission: ContextEntry.Omission = depths[index] > cutDepth ? .rounds : .older
        entries.append(.leftOut(gap, omission))
        accounted += gap
      }
      expected = depths[index] &+ 1
      let reason: ContextEntry.Reason =
        depths[index] >= cutDepth
        ? .recent : messages[index].role.isInstruction ? .instruction : .pinned
      entries.append(.message(ids[index], messages[index].role, counts[index], reason))
    }
    if leftOut > accounted { entries.append(.leftOut(leftOut - accounted, .rounds)) }
    return entries
  }

  /// How many messages between two depths are neither sent nor summarised.
  private func gap(from start: Int, to end: Int) -> Int {
    guard start < end else { return 0 }
    let depths = start...(end - 1)
    guard let summary, summary.depths.overlaps(depths) else { return depths.count }
    return depths.count - summary.depths.clamped(to: depths).count
  }
}
