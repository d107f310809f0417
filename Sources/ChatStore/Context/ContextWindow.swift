public import ChatTokens

/// The messages that are sent, and what was left out and why.
///
/// Laws, each of which is a property test:
/// 1. The cost is never more than the budget; if what must be sent does not fit, that is an error.
/// 2. The leading run of system and developer messages, the newest later one, and the last
///    exchange are always in, and so are pinned messages; a pinned reply or tool result brings its
///    whole exchange along.
/// 3. A tool call and its results go together or not at all, and no result goes without its call;
///    apart from instructions the window never starts with an assistant or tool message. If the
///    last exchange is too long with what else must be sent, its tool rounds are dropped, oldest first.
/// 4. Messages are in path order, none twice; the same input gives the same window.
/// 5. Apart from pins, the kept exchanges are one contiguous run that ends at the head; with `recent`,
///    the next older exchange would not have fitted.
/// 6. No message further up is read than the first that does not fit.
/// 7. With `sticky` the run begins where that of the branch's last window did, as long as that fits; then it
///    falls to half of what the budget leaves for exchanges, or to the newest before the last where that is
///    larger and fits.
/// 8. Where results of tools may be shortened, those of older exchanges are before one of these is left out, and
///    those of the last before its rounds are dropped; pinned ones never are. What is short stays so as
///    long as the run begins where it did.
/// 9. With `summary` one user message after the instructions stands for the messages that were summarised, and
///    the run begins below them; what is not summarised is chosen as with `sticky`. It is left out where the last
///    exchange has no room beside it even without its tool rounds.
public struct ContextWindow: Sendable {
  /// The messages to send, in path order.
  public let messages: [MessageContent]
  /// The attachments of each, with their bytes, in the same order.
  package let attachments: [[Attachment]]
  /// Their identities, in the same order.
  public let ids: [Identifier<Message>]
  /// What each costs, in the same order.
  public let counts: [TokenCount]
  /// The most tokens that the request can have, by the count that was used.
  public let cost: Int
  /// How many messages of the path are left out.
  public let leftOut: Int
  /// The number of tokens to be expected.
  public var expected: Int {
    counts.map(\.expected).reduce(budget.expectedOverhead, +)
  }
  /// Of those the tokens of the messages since the last reply; without a reply it is all of them.
  var newTokens: Int {
    guard let reply = messages.lastIndex(where: { $0.role == .assistant }) else { return expected }
    return counts[(reply + 1)...].map(\.expected).reduce(0, +)
  }
  /// The budget it was built for.
  public let budget: TokenBudget

  /// How it was chosen.
  public let strategy: ContextStrategy
  /// The first message of the run of exchanges that ends at the head.
  public let cut: Identifier<Message>?

  /// The summary in it; nil for none.
  public let summary: SentSummary?

  /// The results of tools that are sent in short.
  public let shortened: Set<Identifier<Message>>

  /// Which results are sent in short; nil for none.
  let shortening: Shortening?

  /// What a calibration can learn from, of each message in the same order.
  let shapes: [PromptShape?]
  /// The same of all messages together; nil where some of it is not known, is an image, or may be one as parts
  /// of another program's making may.
  package var shape: PromptShape? {
    let hasMore = zip(messages, attachments).contains { message, attachments in
      message.parts != nil || SentMessage.hasImages(message, attachments: attachments)
    }
    guard !hasMore else { return nil }
    return shapes.reduce(PromptShape.zero as PromptShape?) { sum, shape in
      sum.flatMap { sum in shape.map { sum + $0 } }
    }
  }

  /// The depth of each message on the path, in the same order.
  let depths: [Int]
  /// Whether nothing was left out because it had no room.
  package var hasRoomForAll = true
  /// What was counted for it because the store did not know it, to be kept with the turn.
  var counted = CountedMessages()

  /// Which messages are sent, as JSON: runs of neighbours as first, last and number; and by which rule
  /// attachments are laid out, where there are any.
  ///
  /// It is kept with the turn, so that an old turn's request can be rebuilt; as runs, so that a long
  /// conversation's plans stay short.
  public var plan: String {
    var json = #"{"version":2,"strategy":"\#(strategy.rawValue)","limit":\#(budget.limit)"#
    if attachments.contains(where: { !$0.isEmpty }) {
      json += #","attachments":\#(AttachmentLayout.version)"#
    }
    if let cut { json += #","cut":"\#(cut)""# }
    if let summary { json += #","summary":"\#(summary.id)","summary_index":\#(summary.index)"# }
    if let shortening {
      json += #","short":\#(shortening.limit),"short_depth":\#(shortening.depth)"#
      let whole = shortening.whole.map { #""\#($0)""# }.sorted()
      if !whole.isEmpty { json += #","whole":[\#(whole.joined(separator: ","))]"# }
    }
    json += #","reserve":\#(budget.reserve),"cost":\#(cost),"overhead":\#(budget.fixedOverhead)"#
    json += #","left_out":\#(leftOut),"runs":["#
    json += runs.map { run in
      #"["\#(ids[run.lowerBound])","\#(ids[run.upperBound - 1])",\#(run.count)]"#
    }.joined(separator: ",")
    return json + "]}"
  }

  private var runs: [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in ids.indices where index != summary?.index {
      if let last = runs.last, last.upperBound == index, depths[index] == depths[index - 1] &+ 1 {
        runs[runs.count - 1] = last.lowerBound..<(index + 1)
      } else {
        runs.append(index..<(index + 1))
      }
    }
    return runs
  }
}
