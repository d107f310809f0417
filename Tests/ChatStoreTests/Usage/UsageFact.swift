@testable import ChatStore

/// A turn that has ended, as the test that played it knows it.
struct UsageFact {
  let day: String
  let provider: String
  let model: String
  let conversation: Identifier<Conversation>
  let outcome: TurnOutcome
  let status: Turn.Status
  let estimatedPrompt: Int
  let sentAt: Timestamp
  let endedAt: Timestamp
  let estimatedNewPrompt: Int
  /// The message whose path the turn belongs to.
  let message: Identifier<Message>

  /// The sums of one turn, by the words of the issue and nothing of the store's.
  var sums: UsageSums {
    var sums = UsageSums()
    switch status {
    case .complete: sums.replies = 1
    case .partial, .lost: if outcome.reply != nil { sums.partial = 1 } else { sums.failed = 1 }
    default: sums.failed = 1
    }
    let usage = outcome.usage
    if let reported = usage.prompt.reported {
      sums.prompt.reported = reported
    } else if status != .failed {
      sums.prompt.estimated = estimatedPrompt
    }
    var new = Double(estimatedNewPrompt)
    if let reported = usage.prompt.reported, estimatedPrompt > 0 {
      new = (new * Double(reported) / Double(estimatedPrompt)).rounded()
    }
    sums.newPrompt = min(Int(new), sums.prompt.total)
    sums.resentPrompt = sums.prompt.total - sums.newPrompt
    if let reported = usage.completion.reported {
      sums.completion.reported = reported
    } else {
      sums.completion.estimated = usage.completion.estimated ?? 0
    }
    if let reported = usage.reasoning.reported {
      sums.reasoning.reported = reported
    } else {
      sums.reasoning.estimated = usage.reasoning.estimated ?? 0
    }
    sums.cached = min(usage.cached.reported ?? 0, sums.prompt.total)
    if let first = outcome.firstTokenAt {
      sums.firstTokens.add(milliseconds: first.milliseconds - sentAt.milliseconds)
      let time = endedAt.milliseconds - first.milliseconds
      if time > 0, sums.completion.total > 0 {
        sums.generated = sums.completion.total
        sums.generationTime = Int(time)
      }
    }
    return sums
  }
}

extension Sequence<UsageFact> {
  /// The sums of all, one after another.
  var sums: UsageSums { reduce(into: UsageSums()) { $0.add($1.sums) } }
}
