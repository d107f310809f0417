extension UsageSums {
  /// What a turn that has ended adds; of new and re-sent tokens it says nothing.
  package init(of turn: Turn) {
    self.init(
      status: turn.status, hasReply: turn.replyKey != nil, usage: turn.usage, newPrompt: nil,
      sentAt: turn.sentAt, firstTokenAt: turn.firstTokenAt, endedAt: turn.endedAt)
  }

  /// The same of a turn that came from elsewhere.
  init(_ turn: TurnRecord) {
    self.init(
      status: turn.status, hasReply: turn.reply != nil, usage: turn.usage,
      newPrompt: turn.newPromptTokens, sentAt: turn.sentAt, firstTokenAt: turn.firstTokenAt,
      endedAt: turn.endedAt)
  }

  init(
    status: Turn.Status?, hasReply: Bool, usage: Usage, newPrompt: Int?, sentAt: Timestamp,
    firstTokenAt: Timestamp?, endedAt: Timestamp?
  ) {
    self.init()
    switch status {
    case .complete: replies = 1
    case .partial: partial = 1
    case .lost where hasReply: partial = 1
    default: failed = 1
    }
    prompt = Tokens(usage.prompt)
    // A request that was refused was not used, whatever was estimated for it.
    if status == .failed { prompt.estimated = 0 }
    if let newPrompt {
      self.newPrompt = min(newPrompt, prompt.total)
      resentPrompt = prompt.total - self.newPrompt
    }
    completion = Tokens(usage.completion)
    // Of a request no more can be in a cache than there is of it, whatever an endpoint says.
    cached = min(usage.cached.reported ?? 0, prompt.total)
    reasoning = Tokens(usage.reasoning)
    if let firstTokenAt { note(sentAt, firstTokenAt, endedAt) }
  }

  private mutating func note(_ sent: Timestamp, _ first: Timestamp, _ end: Timestamp?) {
    firstTokens.add(milliseconds: max(0, Self.span(sent, first)))
    guard let end, completion.total > 0, Self.span(first, end) > 0 else { return }
    generated = completion.total
    generationTime = Int(clamping: Self.span(first, end))
  }

  /// Milliseconds between two times; of times that nobody can have had, none.
  private static func span(_ first: Timestamp, _ last: Timestamp) -> Int64 {
    let (span, overflow) = last.milliseconds.subtractingReportingOverflow(first.milliseconds)
    return overflow ? 0 : span
  }
}

extension UsageSums.Tokens {
  fileprivate init(_ count: Usage.Count) {
    if let reported = count.reported {
      self.reported = reported
    } else {
      estimated = count.estimated ?? 0
    }
  }
}
