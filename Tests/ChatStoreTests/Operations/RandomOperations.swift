import ChatTestSupport

@testable import ChatStore

/// Plays random commands on a store, every kind that changes something.
struct RandomOperations {
  let store: ChatStore
  var generator: SeededGenerator
  /// What was seen before each operation that the log has, in order.
  private(set) var history: [(operation: Int64, before: VisibleState)] = []

  /// Whether what is seen before each operation is kept, which takes longer than the operation.
  private let keepsHistory: Bool

  init(_ store: ChatStore, seed: UInt64, keepsHistory: Bool = true) {
    self.store = store
    self.keepsHistory = keepsHistory
    generator = SeededGenerator(seed: seed)
  }

  /// Plays one command.
  mutating func play() throws {
    let conversations = try store.conversations(limit: .max, ConversationFilter(.kept))
    guard let conversation = conversations.randomElement(using: &generator) else {
      return try note { try $0.begin() }
    }
    switch Int.random(in: 0..<17, using: &generator) {
    case 0: try note { try $0.begin() }
    case 1...3: try note { try $0.send(in: conversation) }
    case 4: try note { try $0.branch(in: conversation) }
    case 5: try note { try $0.switchBranch(in: conversation) }
    case 6: try note { try $0.edit(in: conversation) }
    case 7: try note { try $0.retry(in: conversation) }
    case 8: try note { try $0.store.rename(conversation, to: $0.generator.text()) }
    case 9: try note { try $0.tag(conversation) }
    case 10: try note { try $0.pin(in: conversation) }
    case 11: try note { try $0.prefer(in: conversation) }
    case 12:
      try note {
        try $0.store.setArchived($0.generator.once(in: 2), conversation)
      }
    case 13: try divert(in: conversation)
    case 14: try note { try $0.deleteMessage(in: conversation) }
    case 15: try note { try $0.summarize(in: conversation) }
    default: try note { try $0.deleteBranch(of: conversation) }
    }
  }

  /// Runs a command and keeps what was seen before it, if it left something in the log.
  private mutating func note(_ body: (inout Self) throws -> Void) throws {
    guard keepsHistory else { return try body(&self) }
    let before = try VisibleState(store)
    let last = try store.operations(limit: 1).first?.id ?? 0
    try body(&self)
    if let newest = try store.operations(limit: 1).first?.id, newest > last {
      history.append((newest, before))
    }
  }

  // MARK: Commands

  private mutating func begin() throws {
    let count = Int.random(in: 0...3, using: &generator)
    _ = try store.createConversation(
      title: generator.text(),
      messages: (0..<count).map { _ in MessageDraft(.user(generator.text())) },
      tags: generator.once(in: 2) ? ["new"] : [])
  }

  private mutating func send(in conversation: Conversation) throws {
    guard let branch = try anyBranch(of: conversation) else { return }
    guard !generator.once(in: 3) else {
      _ = try store.append([prompt()], at: .branch(store.continuationPoint(of: branch)))
      return
    }
    let turn = try store.begin(on: branch, saying: generator.text())
    _ = try store.finish(turn, outcome())
  }

  /// Two that continue the same head; the second gets a branch of its own.
  private mutating func divert(in conversation: Conversation) throws {
    guard let branch = try anyBranch(of: conversation) else { return }
    let point = try store.continuationPoint(of: branch)
    for _ in 0..<2 {
      try note { play in
        let draft = MessageDraft(.user(play.generator.text()))
        _ = try play.store.finish(
          play.store.beginTurn(.test, appending: [draft], at: point), play.outcome())
      }
    }
  }

  private mutating func branch(in conversation: Conversation) throws {
    let message = try anyMessage(of: conversation)
    let name = try store.unusedBranchName(in: conversation)
    if let message, generator.once(in: 2) {
      _ = try store.append(
        [MessageDraft(.user(generator.text()))],
        at: .newBranch(name: name, at: message, in: conversation))
    } else {
      _ = try store.createBranch(named: name, at: message, in: conversation)
    }
  }

  private mutating func switchBranch(in conversation: Conversation) throws {
    if let branch = try anyBranch(of: conversation) { try store.activate(branch) }
  }

  private mutating func edit(in conversation: Conversation) throws {
    guard let branch = try anyBranch(of: conversation), let head = try store.head(of: branch),
      let message = try store.path(to: head).randomElement(using: &generator)
    else { return }
    let point = try store.point(at: message, on: branch, below: false)
    let draft = MessageDraft(message.content.saying(generator.text()))
    let place = TurnPlace.sibling(point)
    if generator.once(in: 2) {
      _ = try store.append([draft], at: place)
    } else {
      _ = try store.finish(store.beginTurn(.test, appending: [draft], at: place), outcome())
    }
  }

  private mutating func retry(in conversation: Conversation) throws {
    guard let branch = try anyBranch(of: conversation), let head = try store.head(of: branch),
      let message = try store.path(to: head).filter({ $0.role == .user })
        .randomElement(using: &generator)
    else { return }
    let point = try store.point(at: message, on: branch, below: true)
    _ = try store.finish(
      store.beginTurn(.test, appending: [], at: .reply(to: message, point)), outcome())
  }

  private mutating func tag(_ conversation: Conversation) throws {
    let tags = ["a", "b", "é", "e\u{301}"]
    _ = try store.changeTags(
      of: conversation, adding: tags.filter { _ in generator.once(in: 3) },
      removing: tags.filter { _ in generator.once(in: 3) })
  }

  private mutating func pin(in conversation: Conversation) throws {
    if let message = try anyMessage(of: conversation) {
      _ = try store.setPinned(!generator.once(in: 3), message)
    }
  }

  private mutating func prefer(in conversation: Conversation) throws {
    let replies = try store.outline(of: conversation).filter { $0.role == .assistant }
    if let id = replies.randomElement(using: &generator)?.id, let reply = try store.message(id) {
      _ = try store.setPreferred(!generator.once(in: 3), reply)
    }
  }

  private mutating func summarize(in conversation: Conversation) throws {
    guard let branch = try anyBranch(of: conversation), let head = try store.head(of: branch),
      let (first, last) = try store.messagesToSummarize(upTo: head, keeping: 1)
    else { return }
    let turn = try store.beginSummary(.summary, of: last, in: conversation, on: branch)
    let outcome = outcome()
    let draft = SummaryDraft(of: first, to: last, text: "Said: " + generator.text(), turn: turn)
    try store.finishSummary(turn, outcome, storing: outcome.reply == nil ? [] : [draft])
  }

  private mutating func deleteMessage(in conversation: Conversation) throws {
    if let message = try anyMessage(of: conversation) { _ = try store.delete(message) }
  }

  private mutating func deleteBranch(of conversation: Conversation) throws {
    let branches = try store.branches(of: conversation)
    if let branch = branches.randomElement(using: &generator),
      branches.contains(where: { $0.key != branch.key && $0.headKey != nil })
    {
      try store.delete(branch)
    } else if generator.once(in: 2) {
      _ = try store.delete(conversation)
    }
  }

  // MARK: Choices

  /// A prompt that sometimes carries attachments, often those of others.
  private mutating func prompt() -> MessageDraft {
    let count = generator.once(in: 2) ? Int.random(in: 1...2, using: &generator) : 0
    let attachments = (0..<count).map { _ in
      Attachment(
        name: "n", mediaType: "text/plain", bytes: [UInt8.random(in: 0..<6, using: &generator)])
    }
    return MessageDraft(.user(generator.text()), attachments: attachments)
  }

  private mutating func outcome() -> TurnOutcome {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: TurnOutcome(reply: nil, error: "No.")
    case 1: TurnOutcome(reply: .assistant(generator.text()), error: "Cut off.")
    default: TurnOutcome(reply: .assistant(generator.text()))
    }
  }

  private mutating func anyBranch(of conversation: Conversation) throws -> Branch? {
    try store.branches(of: conversation).randomElement(using: &generator)
  }

  private mutating func anyMessage(of conversation: Conversation) throws -> Message? {
    try store.outline(of: conversation).randomElement(using: &generator)
      .flatMap { try store.message($0.id) }
  }
}
