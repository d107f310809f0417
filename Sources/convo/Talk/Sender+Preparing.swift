import ChatSession
import ChatStore

extension Sender {
  /// Prepares a request, and says where a window in which it has no room comes from, if nobody has set it.
  static func prepare(
    _ drafts: [MessageDraft], under base: Message?, settings: RequestSettings, store: ChatStore
  ) throws -> PreparedRequest {
    do {
      return try PreparedRequest(drafts, under: base, settings: settings, store: store)
    } catch let error as ChatStoreError {
      guard case .budgetTooSmall = error else { throw error }
      let budget = settings.budget
      let failure = Failure(error).adding(
        "The window is \(budget.limit) tokens, less \(budget.reserve) for the reply and "
          + "\(budget.fixedOverhead) around the messages.")
      guard let limit = settings.learnedLimit else { throw failure }
      throw failure.adding(
        "That it takes \(limit.tokens) was learned from \(TerminalText.line(settings.provider)), which refused more; "
          + "a reply to more makes convo forget it.")
    }
  }
}
