import ChatCompletions
import ChatSession
import ChatStore
import Synchronization

/// Adds messages to a conversation, sends them, and prints the reply: what `new`, `continue`, `branch`,
/// `edit` and `retry` have in common.
struct Continuation {
  let store: ChatStore
  let prompt: PromptOptions

  /// How long a reply is waited for when nobody reads it any more.
  private static let drainTime = Duration.seconds(60)

  /// Begins a conversation; without a sender it is only stored.
  func begin(title: String, tags: [String], _ drafts: [MessageDraft], sender: Sender?) async throws
  {
    try await send(drafts, at: .newConversation(title: title, tags: tags), from: sender)
  }

  /// Makes a branch and goes on there; without a sender the messages are only stored.
  func branch(
    named name: String, at message: Message, of conversation: Conversation,
    _ drafts: [MessageDraft], sender: Sender?
  ) async throws {
    let place = TurnPlace.newBranch(name: name, at: message, in: conversation)
    _ = try answer([], before: drafts, below: message)
    try await send(drafts, at: place, from: sender)
  }

  /// Goes on with a branch; without a sender the messages are only stored.
  func run(
    _ drafts: [MessageDraft], results: [ToolResultArgument] = [], on branch: Branch,
    sender: Sender?
  ) async throws {
    let isResending = drafts.isEmpty && results.isEmpty
    let point = try store.continuationPoint(of: branch, resending: isResending)
    let answers = try answer(results, before: drafts, below: point.base)
    if isResending { try checkResending(point, isSending: sender != nil) }
    try await send(answers + drafts, at: .branch(point), from: sender)
  }

  /// Puts a message beside another; without a sender it is only stored.
  func edit(
    _ message: Message, _ drafts: [MessageDraft], on branch: Branch, sender: Sender?
  ) async throws {
    let point = try store.point(at: message, on: branch, below: false)
    try await send(drafts, at: .sibling(point), from: sender)
  }

  /// Asks for a further reply to a message.
  func retry(_ message: Message, on branch: Branch, sender: Sender) async throws {
    let point = try store.point(at: message, on: branch, below: true)
    try await send([], at: .reply(to: message, point), from: sender)
  }

  private func send(_ drafts: [MessageDraft], at place: TurnPlace, from sender: Sender?)
    async throws
  {
    guard var sender else { return try keep(store.append(drafts, at: place)) }
    // A file of prices that cannot be read must be said before anything is stored, too.
    if prompt.usage { _ = try PriceList.current() }
    sender.settings = try sender.settings.adjusted(by: store)
    // What does not fit must be said before anything is stored.
    let request = try Sender.prepare(
      drafts, under: place.base, settings: sender.settings, store: store)
    do {
      try await fetch(request, drafts, at: place, from: sender)
    } catch let refused as RefusedAsTooLong {
      guard let second = SecondTry(after: refused, of: request, at: place, sender, in: store) else {
        throw failure(refused.error, began: refused.turn, under: place.base, sender)
      }
      StandardError.notice(second.notice)
      do {
        let usage = try await fetch(
          second.request, [], at: second.place, from: second.sender, after: refused.turn)
        sender.settings.learn(
          from: refused.refusal, accepting: second.sender.settings, usage: usage, in: store)
      } catch let again as RefusedAsTooLong {
        throw failure(again.error, began: refused.turn, under: second.place.base, sender)
      }
    }
  }

  // MARK: Before sending

  /// The tool messages; refuses to leave a call without a result, which an endpoint would refuse.
  private func answer(
    _ results: [ToolResultArgument], before drafts: [MessageDraft], below end: Message?
  ) throws -> [MessageDraft] {
    let pending = try PendingCalls(atEnd: end, in: store)
    let answers = try results.map { try $0.draft(answering: pending) }
    let answered = answers.compactMap(\.content.toolCallID)
    let open = pending.calls.filter { call in
      !answered.contains { $0.utf8.elementsEqual(call.callID.utf8) }
    }
    guard let first = open.first, !(prompt.noSend && drafts.isEmpty) else { return answers }
    throw Failure(
      .refusedData,
      "The model waits for the result of \(TerminalText.line(first.name))"
        + "(\(TerminalText.line(first.arguments))); give it with "
        + Self.answers(to: open.map(\.callID)))
  }

  private func checkResending(_ point: ContinuationPoint, isSending: Bool) throws {
    guard isSending, !point.headIsBusy, let base = point.base,
      base.role == .user || base.role == .tool
    else {
      throw Failure(
        .usage,
        point.headIsBusy
          ? "The reply to the last message is still on its way in another process."
          : "There is nothing to send again; give a prompt. For another reply to the same prompt: "
            + "convo retry.")
    }
  }

  private func keep(_ placement: Placement) throws {
    EditorDraft.process.discard()
    note(placement.branch, of: placement.conversation, diverted: placement.diverted)
    for message in placement.messages where prompt.json {
      var line = JSONLine(
        message, attachmentSizes: try store.attachmentSizes(of: message.content))
      line.add("conversation_id", placement.conversation.id.description)
      line.add("branch", placement.branch.name)
      line.write()
    }
    announce(placement.messages.last, on: placement.branch, of: placement.conversation)
  }

  // MARK: Sending

  /// Sends a request, and prints the reply; after a turn that was refused, its prompt is in the store.
  /// - Returns: What the reply has cost.
  @discardableResult private func fetch(
    _ request: PreparedRequest, _ drafts: [MessageDraft], at place: TurnPlace, from sender: Sender,
    after refused: RunningTurn? = nil
  ) async throws -> Usage {
    let printer = ReplyPrinter(json: prompt.json, showsReasoning: prompt.reasoning)
    let replySender = ReplySender(store: store, client: sender.client)
    let relay = CancellationRelay()
    let interrupts = Interrupts.process
    interrupts.begin { relay.cancel() }
    defer { interrupts.end() }
    let began = Mutex<RunningTurn?>(nil)
    let sent: SentReply
    do {
      sent = try await relay.run {
        try await replySender.send(
          request, appending: drafts, at: place, settings: sender.settings
        ) { progress in
          switch progress {
          case .began(let turn):
            EditorDraft.process.discard()
            began.withLock { $0 = turn }
            note(turn.branch, of: turn.placement.conversation, diverted: turn.diverted)
          case .deltas(let deltas):
            await printer.print(deltas)
            if StandardOutput.isClosed, relay.cancel(after: Self.drainTime) {
              StandardError.notice("nobody reads any more; the rest of the reply is still kept")
            }
          }
        }
      }
    } catch let error as ChatClientError {
      let turn = began.withLock { $0 }
      if let turn, let refusal = error.contextRefusal {
        throw RefusedAsTooLong(error: error, refusal: refusal, turn: turn)
      }
      throw failure(error, began: refused ?? turn, under: place.base, sender)
    } catch let error as ChatStoreError {
      let failure = Failure(error)
      let isOfMachine = failure.code == Failure.Code.inputOutput.rawValue
      throw isOfMachine ? failure.adding("Nothing was sent.") : failure
    } catch let error as UnstoredReply {
      await printer.finish()
      throw Failure(error.cause).adding(
        error.isInPieces
          ? "The reply is kept as it came; the next command that writes makes a message of it."
          : "The prompt is kept; do not count on the store for the reply, but keep what was printed."
      )
    } catch is CancellationError {
      throw Failure(
        code: interrupts.exitCode ?? Failure.Code.interrupted.rawValue,
        "Interrupted before any of the reply came; the prompt is kept, and convo continue sends it."
      )
    }
    await printer.finish()
    try finish(sent, interrupts)
    return sent.usage
  }

  private func finish(_ sent: SentReply, _ interrupts: Interrupts) throws {
    note(sent.branch, of: sent.conversation, diverted: sent.turn.diverted)
    if prompt.json, let reply = sent.turn.reply {
      var line = JSONLine(reply, turn: try store.turn(making: reply))
      line.add("conversation_id", sent.conversation.id.description)
      line.add("branch", sent.branch.name)
      line.write()
    }
    for call in sent.reply.toolCalls {
      StandardError.notice(
        "the model calls \(TerminalText.line(call.name))(\(TerminalText.line(call.arguments)))")
    }
    if !sent.reply.toolCalls.isEmpty {
      StandardError.notice(
        "answer: convo continue \(Self.answers(to: sent.reply.toolCalls.map(\.id)))")
    }
    if sent.reply.parts != nil {
      StandardError.notice("the reply holds more than text; convo show --json has all its parts")
    }
    switch sent.reply.finishReason {
    case "length": StandardError.notice("the reply was cut off at the endpoint's limit of length")
    case "content_filter": StandardError.notice("the endpoint's filter stopped the reply")
    default:
      if sent.reply.completion == .complete, sent.reply.isEmpty {
        StandardError.notice("the reply is empty; for another: convo retry")
      }
    }
    announce(sent.turn.reply, on: sent.branch, of: sent.conversation)
    if prompt.usage, let turn = try sent.turn.reply.flatMap(store.turn(making:)) {
      StandardError.notice(UsageLine(turn, prices: try PriceList.current()).text)
    }
    // A terminal that is closed takes its reader along, but not what the signal says.
    guard case .truncated(let reason) = sent.reply.completion,
      interrupts.exitCode != nil || !StandardOutput.isClosed
    else { return }
    throw Failure(
      code: interrupts.exitCode ?? Failure.Code.partialOrBusy.rawValue,
      "The reply is not whole, but kept: \(reason)")
  }

  // MARK: Telling

  /// The options that answer calls; all of them must be answered at once.
  private static func answers(to ids: [String]) -> String {
    // The ids are the endpoint's words, and these words are made to be pasted into a shell.
    ids.map { id in
      let quoted = TerminalText.line(id).replacing("'", with: #"'\''"#)
      // What begins with a hyphen would be taken for an option.
      return "--tool-result\(id.hasPrefix("-") ? "=" : " ")'\(quoted)=TEXT'"
    }.joined(separator: " ")
  }

  /// Says that the prompt is kept although nothing came, and where, and why nothing came.
  private func failure(
    _ error: ChatClientError, began turn: RunningTurn?, under base: Message?, _ sender: Sender
  ) -> Failure {
    if let turn, prompt.json {
      var line = JSONLine(type: "error")
      line.add("message", error.message)
      line.add("conversation_id", turn.placement.conversation.id.description)
      line.add("branch", turn.branch.name)
      line.add("prompt_id", (turn.messages.last ?? base)?.id.description)
      line.write()
    }
    if let turn, let prompt = turn.messages.last {
      let conversation = turn.placement.conversation
      StandardError.notice(
        "\(prompt.id.shortID) on \(turn.branch.name) of \(conversation.id.shortID) is kept "
          + "without a reply; convo continue sends it again")
    }
    return sender.failure(error)
  }

  /// Makes the branch the terminal's own, and says so when it is not the one that was meant.
  private func note(_ branch: Branch, of conversation: Conversation, diverted: Bool) {
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
