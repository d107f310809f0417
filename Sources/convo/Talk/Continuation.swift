import ChatCompletions
import ChatSession
import ChatStore
import Glibc

/// Adds messages to a branch, sends them, and prints the reply: what `new`, `continue` and `branch`
/// have in common.
struct Continuation {
  let store: ChatStore
  let prompt: PromptOptions

  /// How long a reply is waited for when nobody reads it any more.
  private static let drainTime = Duration.seconds(60)

  /// Stores the messages and fetches a reply; without a sender it only stores.
  func run(
    _ drafts: [MessageDraft], results: [ToolResultArgument] = [], on branch: Branch,
    sender: Sender?
  ) async throws {
    let isResending = drafts.isEmpty && results.isEmpty
    let point = try store.continuationPoint(of: branch, resending: isResending)
    let answers = try answer(results, before: drafts, at: point)
    if isResending { try checkResending(point, isSending: sender != nil) }
    guard let sender else { return try keep(answers + drafts, at: point) }
    let request = try PreparedRequest(
      answers + drafts, at: point, settings: sender.settings, store: store)
    try await fetch(request, answers + drafts, at: point, from: sender)
  }

  // MARK: Before sending

  /// The tool messages; refuses to leave a call without a result, which an endpoint would refuse.
  private func answer(
    _ results: [ToolResultArgument], before drafts: [MessageDraft], at point: ContinuationPoint
  ) throws -> [MessageDraft] {
    let pending = try PendingCalls(atEnd: point.base, in: store)
    let answers = try results.map { try $0.draft(answering: pending) }
    let open = pending.calls.filter { call in !results.contains { $0.callID == call.callID } }
    guard let first = open.first, !(prompt.noSend && drafts.isEmpty) else { return answers }
    throw Failure(
      .refusedData,
      "The model waits for the result of \(first.name)(\(first.arguments)); "
        + "give it with --tool-result '\(first.callID)=TEXT'"
        + (open.count > 1 ? ", and \(open.count - 1) more." : "."))
  }

  private func checkResending(_ point: ContinuationPoint, isSending: Bool) throws {
    guard isSending, !point.headIsBusy, let base = point.base,
      base.role == .user || base.role == .tool
    else {
      throw Failure(
        .usage,
        point.headIsBusy
          ? "The reply to the last message is still on its way in another process."
          : "There is nothing to send again; give a prompt.")
    }
  }

  private func keep(_ drafts: [MessageDraft], at point: ContinuationPoint) throws {
    let kept = try store.append(drafts, at: point)
    note(branch: kept.branch, of: point.conversation, diverted: kept.diverted)
    for message in kept.messages where prompt.json { JSONLine(message).write() }
    announce(kept.messages.last, on: kept.branch, of: point.conversation)
  }

  // MARK: Sending

  private func fetch(
    _ request: PreparedRequest, _ drafts: [MessageDraft], at point: ContinuationPoint,
    from sender: Sender
  ) async throws {
    let printer = ReplyPrinter(json: prompt.json, showsReasoning: prompt.reasoning)
    let replySender = ReplySender(store: store, client: sender.client)
    let relay = CancellationRelay()
    let interrupts = Interrupts { relay.cancel() }
    let sent = try await relay.run {
      try await replySender.send(
        request, appending: drafts, at: point, settings: sender.settings
      ) { progress in
        switch progress {
        case .began(let turn):
          note(branch: turn.branch, of: point.conversation, diverted: turn.diverted)
        case .deltas(let deltas):
          await printer.print(deltas)
          if StandardOutput.isClosed { relay.cancel(after: Self.drainTime) }
        }
      }
    }
    await printer.finish()
    try finish(sent, interrupts, point)
  }

  private func finish(
    _ sent: SentReply, _ interrupts: Interrupts, _ point: ContinuationPoint
  ) throws {
    let branch = sent.turn.branch ?? point.branch
    note(branch: branch, of: point.conversation, diverted: sent.turn.diverted)
    if prompt.json, let reply = sent.turn.reply {
      var line = JSONLine(reply, turn: try store.turn(making: reply))
      line.add("conversation_id", point.conversation.id.description)
      line.add("branch", branch.name)
      line.write()
    }
    for call in sent.reply.toolCalls {
      StandardError.notice("the model calls \(call.name)(\(call.arguments))")
      StandardError.notice("answer it: convo continue --tool-result '\(call.id)=TEXT'")
    }
    announce(sent.turn.reply, on: branch, of: point.conversation)
    guard case .truncated(let reason) = sent.reply.completion, !StandardOutput.isClosed else {
      return
    }
    let words = "the reply is not whole, but kept: \(reason)"
    if let code = interrupts.exitCode {
      StandardError.notice(words)
      StandardOutput.flushQuietly()
      exit(code)
    }
    throw Failure(.partialOrBusy, words)
  }

  // MARK: Telling

  /// Makes the branch the terminal's own, and says so when it is not the one that was meant.
  private func note(branch: Branch, of conversation: Conversation, diverted: Bool) {
    CurrentConversation(store: store.path).write(conversation, branch: branch)
    guard diverted else { return }
    StandardError.notice(
      "someone else has moved the branch meanwhile; your messages are the branch \(branch.name)")
  }

  private func announce(_ message: Message?, on branch: Branch, of conversation: Conversation) {
    guard let message else { return }
    StandardError.notice("\(message.id.shortID) on \(branch.name) of \(conversation.id.shortID)")
  }
}
