public import ChatCompletions
public import ChatStore
import ChatTokens

/// Asks a model for a summary of the older part of a conversation.
///
/// What does not fit into one request is summarised in several, each on top of the one before. Nothing but
/// the turns is stored until the last of them has ended well.
public struct Summarizer: Sendable {
  private let store: ChatStore
  private let client: ChatClient

  /// What a model is asked for.
  static let prompt = """
    Summarise the conversation above, so that it can go on from your summary alone, without these \
    messages. Keep what was decided and why; facts, names, numbers, code and commands that still \
    matter; what the user wants and prefers; and what is still open. Write in the language of the \
    conversation. Answer with nothing but the summary.
    """

  /// Makes a summarizer.
  public init(store: ChatStore, client: ChatClient) {
    self.store = store
    self.client = client
  }

  /// Makes a summary, and stores it.
  ///
  /// An existing summary of the first part is built upon, unless it stands for the very same messages.
  /// - Parameters:
  ///   - head: The end of the path.
  ///   - count: How many exchanges stay as they are.
  ///   - place: The conversation, and the branch that it is shown on.
  ///   - settings: How requests are made; tools are not offered.
  ///   - progress: Called in order, from the same task.
  /// - Returns: The summary.
  /// - Throws: `SummaryError`; `ChatClientError` and `CancellationError` when the endpoint did not answer;
  ///   `ChatStoreError`. Then there is no summary, and nothing else has changed.
  public func summarize(
    upTo head: Message, keeping count: Int, in place: (Conversation, Branch),
    settings: RequestSettings, progress: (SummaryProgress) -> Void
  ) async throws -> Summary {
    guard let (first, end) = try store.messagesToSummarize(upTo: head, keeping: count) else {
      throw SummaryError.nothingToSummarize
    }
    var settings = settings
    settings.parameters.removeAll { Self.unwanted.contains($0.key) }
    var known = try store.summary(endingAbove: end)
    if let summary = known, !hasRoom(for: summary, settings) { known = nil }
    var drafts: [SummaryDraft] = []
    var wasRefused = false
    // A refusal of which it is not known yet whether less is taken.
    var refused: ChatClientError?
    while true {
      let start = known.map { $0.depths.upperBound + 1 } ?? first.depth
      let request: PreparedRequest
      let last: Message
      do {
        (request, last) = try self.request(upTo: end, from: start, on: known, settings)
      } catch let error as SummaryError {
        throw refused ?? error
      }
      var outcome: TurnOutcome?
      progress(
        .asking(
          messages: last.depth - start + 1, left: end.depth - last.depth,
          isWhole: request.window.hasRoomForAll))
      let turn = try store.beginSummary(request.record, of: last, in: place.0, on: place.1)
      do {
        let ended = try await self.outcome(of: request, settings)
        outcome = ended
        if let refusal = refused?.contextRefusal {
          settings.learn(from: refusal, accepting: settings, usage: ended.usage, in: store)
        }
        refused = nil
        let draft = SummaryDraft(of: first, to: last, text: try Self.text(of: ended), turn: turn)
        guard hasRoom(for: ContextSummary(draft), settings) else { throw SummaryError.tooLong }
        drafts.append(draft)
        let isLast = last.id == end.id
        try store.finishSummary(turn, ended, storing: isLast ? drafts : [])
        if isLast { break }
        known = ContextSummary(draft)
      } catch {
        try? store.finishSummary(turn, Self.failed(outcome, by: error), storing: [])
        guard !wasRefused, let error = error as? ChatClientError,
          let refusal = error.contextRefusal
        else { throw error }
        (wasRefused, refused) = (true, error)
        progress(.refused)
        settings = settings.corrected(for: refusal, of: request.window)
      }
    }
    guard let made = drafts.last else { throw SummaryError.empty }
    return try store.summary(made.id, of: place.0)
  }

  /// Whether a summary leaves as much room as it takes; else windows would hardly hold it, or nothing else.
  private func hasRoom(for summary: ContextSummary, _ settings: RequestSettings) -> Bool {
    settings.counter.count(summary.content).upper <= settings.budget.available / 2
  }

  /// What makes no sense where a text is asked for.
  private static let unwanted = [
    "tools", "tool_choice", "parallel_tool_calls", "functions", "function_call", "response_format",
    "n", "stop", "prediction", "audio", "modalities",
  ]

  /// The request for as many messages as fit, and the last of them.
  private func request(
    upTo end: Message, from start: Int, on known: ContextSummary?, _ settings: RequestSettings
  ) throws -> (PreparedRequest, last: Message) {
    var last = end
    while true {
      let result = Result {
        try store.window(
          toSummarizeUpTo: last, from: start, on: known, asking: MessageDraft(.user(Self.prompt)),
          budget: settings.budget, counter: settings.counter, shortLimit: settings.shortLimit)
      }
      if case .success(let window) = result, window.hasRoomForAll {
        return (PreparedRequest(window, settings, for: .summary), last)
      }
      guard let shorter = try half(upTo: last, from: start) else {
        do {
          // One exchange that is too long by itself goes without its older calls of tools.
          return (PreparedRequest(try result.get(), settings, for: .summary), last)
        } catch ChatStoreError.budgetTooSmall(let needed, let available) {
          throw SummaryError.exchangeTooLong(last.id, needed: needed, available: available)
        }
      }
      last = shorter
    }
  }

  /// The end of an exchange about half way; nil where there is only one exchange.
  private func half(upTo last: Message, from start: Int) throws -> Message? {
    var depth = start + (last.depth - start) / 2
    while depth < last.depth {
      if let end = try store.endOfExchange(above: last, upTo: depth, below: start - 1) {
        return end
      }
      depth += max(1, (last.depth - depth) / 2)
    }
    return nil
  }

  private func outcome(
    of request: PreparedRequest, _ settings: RequestSettings
  ) async throws -> TurnOutcome {
    var firstTokenAt: Timestamp?
    for try await event in try await client.reply(to: request.body, stream: settings.stream) {
      switch event {
      case .deltas: if settings.stream, firstTokenAt == nil { firstTokenAt = .now() }
      case .end(let reply):
        return TurnOutcome(
          of: reply, to: request, firstTokenAt: firstTokenAt, settings: settings)
      }
    }
    throw ChatClientError(kind: .malformed, message: "The endpoint sent no reply.")
  }

  /// Why a reply that ended so is not the whole.
  private static let reasons = [
    "length": "The reply was cut off at the endpoint's limit of length.",
    "content_filter": "The endpoint's filter stopped the reply.",
    "error": "The endpoint ended the reply with an error.",
  ]

  private static func text(of outcome: TurnOutcome) throws -> String {
    if let error = outcome.error { throw SummaryError.incomplete(error) }
    if let reason = reasons[outcome.finishReason ?? ""] { throw SummaryError.incomplete(reason) }
    if outcome.reply?.refusal != nil { throw SummaryError.incomplete("The model refused.") }
    guard outcome.reply?.toolCalls.isEmpty != false else {
      throw SummaryError.incomplete("The model called a tool instead.")
    }
    let text = outcome.reply?.text ?? ""
    guard text.contains(where: { !$0.isWhitespace }) else { throw SummaryError.empty }
    return text
  }

  /// How a turn ended that made no summary; what it cost is kept.
  private static func failed(_ outcome: TurnOutcome?, by error: any Error) -> TurnOutcome {
    var outcome = outcome ?? TurnOutcome(reply: nil)
    outcome.reply = nil
    outcome.error =
      switch error {
      case let error as ChatClientError: error.message
      case is CancellationError: "Interrupted before it was whole."
      case let error as SummaryError: error.description
      default: "\(error)"
      }
    return outcome
  }
}
