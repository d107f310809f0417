import ChatTestSupport

@testable import ChatStore

/// Plays random turns on a store, and keeps what it knows of each.
struct RandomTurns {
  let store: ChatStore
  let clock: StoreSupportClock
  var generator: SeededGenerator
  private(set) var facts: [UsageFact] = []
  private(set) var tags: [Identifier<Conversation>: [String]] = [:]

  init(_ store: ChatStore, clock: StoreSupportClock, seed: UInt64) {
    self.store = store
    self.clock = clock
    generator = SeededGenerator(seed: seed)
  }

  /// Plays one step.
  mutating func play() throws {
    clock.advance(by: .random(in: 0...90_000_000, using: &generator))
    let conversations = try store.conversations(limit: .max)
    guard let conversation = conversations.randomElement(using: &generator),
      !generator.once(in: 8)
    else { return try begin() }
    let branches = try store.branches(of: conversation)
    guard let branch = branches.randomElement(using: &generator) else { return }
    let head = try store.head(of: branch)
    switch Int.random(in: 0..<10, using: &generator) {
    case 0:
      guard let message = try head.map({ try store.path(to: $0) })?.randomElement(using: &generator)
      else {
        return
      }
      _ = try store.createBranch(
        named: store.unusedBranchName(in: conversation), at: message, in: conversation)
    case 1:
      guard let head, head.role == .assistant else { return }
      let prompt = try store.ancestor(of: head, steps: 1)
      let point = try store.point(at: prompt, on: branch, below: true)
      try send([], at: .reply(to: prompt, point), in: conversation)
    case 2 where branches.count > 1:
      try store.delete(branch)
      _ = try store.collect(store.garbage())
    case 3 where generator.once(in: 4):
      try store.delete(conversation)
      _ = try store.collect(store.garbage())
    default:
      let point = try store.continuationPoint(of: branch)
      try send([MessageDraft(.user("a"))], at: .branch(point), in: conversation)
    }
  }

  private mutating func begin() throws {
    let names = ["one", "two", "三"].filter { _ in generator.once(in: 2) }
    let (conversation, _, _) = try store.createConversation(
      title: "\(tags.count)", messages: [MessageDraft(.system("be brief"))], tags: names)
    tags[conversation.id] = names
  }

  private mutating func send(
    _ drafts: [MessageDraft], at place: TurnPlace, in conversation: Conversation
  ) throws {
    let provider = ["p", "q"].randomElement(using: &generator) ?? ""
    let model = ["a", "b/c", "模型"].randomElement(using: &generator) ?? ""
    let estimated = Int.random(in: 0...5000, using: &generator)
    var request = TurnRequest(
      provider: provider, model: model, estimatedPromptTokens: estimated)
    let new = Int.random(in: 0...estimated, using: &generator)
    request.newPromptTokens = new
    let sent = clock.now()
    let turn = try store.beginTurn(request, appending: drafts, at: place)
    clock.advance(by: .random(in: 0...5000, using: &generator))
    let outcome = outcome(firstTokenAt: clock.now())
    clock.advance(by: .random(in: 0...20_000, using: &generator))
    // The index may know the messages by now, whose facets the end of the turn changes.
    if generator.once(in: 3) { _ = try store.search("a") }
    // Taken for lost first, and ended by its sender after all.
    if generator.once(in: 6) {
      try store.write { connection in
        _ = try store.end(
          turn.key, status: .lost,
          outcome: TurnOutcome(
            reply: generator.once(in: 2) ? .assistant("half") : nil, error: "lost"),
          in: connection)
      }
      if generator.once(in: 2) { _ = try store.search("half") }
    }
    let finished = try store.finish(turn, outcome)
    facts.append(
      UsageFact(
        day: sent.localDay, provider: provider, model: model, conversation: conversation.id,
        outcome: outcome, status: finished.status, estimatedPrompt: estimated, sentAt: sent,
        endedAt: clock.now(),
        // Another reply to a prompt that has one sends nothing new.
        estimatedNewPrompt: drafts.isEmpty ? 0 : new,
        message: finished.reply?.id ?? turn.messages.last?.id ?? place.base?.id
          ?? Identifier(high: 0, low: 0)))
  }

  private mutating func outcome(firstTokenAt: Timestamp) -> TurnOutcome {
    func count(_ generator: inout SeededGenerator) -> Usage.Count {
      Usage.Count(
        reported: generator.once(in: 2) ? .random(in: 0...9000, using: &generator) : nil,
        estimated: generator.once(in: 3) ? nil : .random(in: 0...9000, using: &generator))
    }
    guard !generator.once(in: 5) else { return TurnOutcome(reply: nil, error: "refused") }
    var usage = Usage(
      prompt: count(&generator), completion: count(&generator), cached: count(&generator),
      reasoning: count(&generator))
    // What was estimated of the prompt stays what the request said.
    usage.prompt.estimated = nil
    usage.cached.estimated = nil
    return TurnOutcome(
      reply: .assistant("x"), error: generator.once(in: 4) ? "broke off" : nil,
      firstTokenAt: generator.once(in: 4) ? nil : firstTokenAt, usage: usage)
  }
}
