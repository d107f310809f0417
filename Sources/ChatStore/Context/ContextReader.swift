import ChatTokens

/// Reads from a store what a window is built of.
struct ContextReader {
  let connection: Connection
  private let messages: MessageRepository
  private let stored: AttachmentRepository
  private let base: Message?
  private let counter: MessageCounter
  private let counterKey: Int64?
  private var counted: CountedMessages
  /// How many characters are kept of a tool's result that is shortened; nil where none is.
  private let shortLimit: Int?

  /// Begins to read below a message, in the connection's transaction.
  init(
    connection: Connection, base: Message?, counter: MessageCounter, shortLimit: Int? = nil
  ) throws {
    self.connection = connection
    messages = MessageRepository(connection: connection)
    stored = AttachmentRepository(connection: connection)
    self.base = base
    self.counter = counter
    self.shortLimit = shortLimit
    counterKey = try TokenCountRepository(connection: connection).counter(counter.id)
    counted = CountedMessages(counter: counter.id)
  }

  /// How many messages the path has.
  private var length: Int { base.map { $0.depth &+ 1 } ?? 0 }

  /// Builds the window; a part to summarise is there where the only new message asks for a summary.
  mutating func window(
    appending drafts: [MessageDraft], budget: TokenBudget, strategy: ContextStrategy,
    summarizing part: PartToSummarize? = nil
  ) throws -> ContextWindow {
    var new: [ContextMessage] = []
    for draft in drafts {
      let previous = new.last?.content.role ?? base?.role
      new.append(try context(draft, depth: length &+ new.count, after: previous))
    }
    let instructions = try InstructionReader(connection: connection).instructions(above: base)
    let leading = try messages(at: instructions.leading)
    let isNewLeading = leading.count == length
    let leadingNew = isNewLeading ? new.prefix { $0.content.role.isInstruction } : []
    var waiting = new[leadingNew.endIndex...]
    let newestNew = waiting.last { $0.content.role.isInstruction }
    let summary = try part.map(\.known) ?? (strategy == .summary ? newestSummary() : nil)
    let previous =
      part != nil || strategy == .recent ? nil : try previousRun(budget, summary?.id)
    let builder = WindowBuilder(
      budget: budget.beginning(withInstructions: !(leading + leadingNew).isEmpty),
      strategy: strategy,
      previousCut: part?.firstDepth ?? previous?.cut,
      summary: summary.map { ($0, message($0, after: (leading + leadingNew).last?.content.role)) },
      shortening: shortLimit.map {
        Shortening(
          limit: $0, depth: previous?.short?.limit == $0 ? previous?.short?.depth ?? -1 : -1)
      },
      asksForSummary: part != nil,
      leading: leading + leadingNew,
      newestInstruction: try newestNew
        ?? messages(at: [instructions.newest].compactMap(\.self)).first,
      pinned: try pinned(below: leading.count), pathLength: length &+ drafts.count)
    var window = try window(builder, waiting: &waiting, below: leading.count)
    window.counted = counted
    return window
  }

  private mutating func window(
    _ builder: WindowBuilder, waiting: inout ArraySlice<ContextMessage>, below leading: Int
  ) throws -> ContextWindow {
    guard let base else { return try builder.window { waiting.popLast() } }
    var cursor = try ContextCursor(
      from: base.key, counter: counterKey, connection: connection)
    return try builder.window {
      if let message = waiting.popLast() { return message }
      guard let item = try cursor.nextOlder(), item.depth >= leading else { return nil }
      return try context(item)
    }
  }

  private mutating func pinned(below leading: Int) throws -> [ContextMessage] {
    guard let base else { return [] }
    let pinned = try PinnedExchanges(repository: messages).messages(on: base)
    return try messages(at: pinned.filter { $0.depth >= leading }.map(\.key))
  }

  private func newestSummary() throws -> ContextSummary? {
    try base.flatMap { try SummaryRepository(connection: connection).newest(above: $0) }
  }

  /// The message that a summary is sent as.
  func message(_ summary: ContextSummary, after previous: Role?) -> ContextMessage {
    let size = counter.size(of: summary.content, after: previous)
    return ContextMessage(
      id: summary.messageID, content: summary.content, depth: -1,
      count: counter.count(size, of: summary.content, attachments: []), shape: counter.shape(size))
  }

  /// Where the run of the newest turn's window on this path began, if it had the same budget and summary, and
  /// up to where its results of tools were short.
  private func previousRun(
    _ budget: TokenBudget, _ summary: Identifier<Summary>?
  ) throws -> (cut: Int, short: (limit: Int, depth: Int)?)? {
    guard let base, let turn = try TurnRepository(connection: connection).newestKey(upTo: base.key)
    else { return nil }
    let plan = try connection.first(
      """
      SELECT json_extract(plan, '$.cut'), json_extract(plan, '$.short'),
        json_extract(plan, '$.short_depth')
      FROM turn
      WHERE id = ?1 AND json_valid(plan) AND json_extract(plan, '$.strategy') = ?4
        AND json_extract(plan, '$.limit') = ?2 AND json_extract(plan, '$.reserve') = ?3
        AND json_extract(plan, '$.summary') IS ?5
      """, .integer(turn), .integer(budget.limit), .integer(budget.reserve),
      .text((summary == nil ? ContextStrategy.sticky : .summary).rawValue),
      .text(summary?.description)
    ) { row in (0..<3).map { row.lossyText($0) } }
    guard let plan, let cut = Identifier<Message>(plan[0]), let key = try messages.key(of: cut),
      let message = try messages.message(key)
    else { return nil }
    // A plan is what a file says, which may be anything.
    guard let limit = Int(plan[1]), let depth = Int(plan[2]), 0...(1 << 40) ~= depth else {
      return (message.depth, nil)
    }
    return (message.depth, (limit, depth))
  }

  // MARK: Messages as windows see them

  private mutating func messages(at keys: [Int64]) throws -> [ContextMessage] {
    var result: [ContextMessage] = []
    for key in keys {
      let item = try ContextCursor.message(key, counter: counterKey, connection: connection)
      if let item { result.append(try context(item)) }
    }
    return result
  }

  /// So many messages up from one, in path order.
  mutating func messages(
    endingWith id: Identifier<Message>, count: Int
  ) throws -> [ContextMessage] {
    guard let key = try messages.key(of: id) else { return [] }
    var cursor = try ContextCursor(from: key, counter: counterKey, connection: connection)
    var result: [ContextMessage] = []
    while result.count < count, let item = try cursor.nextOlder() {
      result.append(try context(item))
    }
    return result.reversed()
  }

  private mutating func context(_ item: ContextCursor.Item) throws -> ContextMessage {
    let attachments = try stored.attachments(of: item.content)
    let previous = item.previous ?? above(item)
    let size = size(item.id, item.content, attachments, after: previous, known: item.size)
    return ContextMessage(
      id: item.id, content: item.content, depth: item.depth,
      count: counter.count(size, of: item.content, attachments: attachments),
      shape: counter.shape(size), attachments: attachments,
      shorter: shorter(item.id, item.content, depth: item.depth, after: previous))
  }

  private mutating func context(
    _ draft: MessageDraft, depth: Int, after previous: Role?
  ) throws -> ContextMessage {
    let attachments = try stored.attachments(of: draft.content, new: draft.attachments)
    let size = size(draft.id, draft.content, attachments, after: previous, known: nil)
    return ContextMessage(
      id: draft.id, content: draft.content, depth: depth,
      count: counter.count(size, of: draft.content, attachments: attachments),
      shape: counter.shape(size), attachments: attachments,
      shorter: shorter(draft.id, draft.content, depth: depth, after: previous))
  }

  /// The short form of a tool's result, which is counted every time: it is short, and there are few.
  private func shorter(
    _ id: Identifier<Message>, _ content: MessageContent, depth: Int, after previous: Role?
  ) -> ContextMessage? {
    guard let shortLimit, let short = ShortToolOutput.content(of: content, limit: shortLimit) else {
      return nil
    }
    let size = counter.size(of: short, after: previous)
    return ContextMessage(
      id: id, content: short, depth: depth,
      count: counter.count(size, of: short, attachments: []), shape: counter.shape(size),
      isShort: true)
  }

  /// Whether there is anything above, which is all that is asked of other messages than tools'.
  private func above(_ item: ContextCursor.Item) -> Role? { item.depth > 0 ? .user : nil }

  private mutating func size(
    _ id: Identifier<Message>, _ content: MessageContent, _ attachments: [Attachment],
    after previous: Role?, known: MessageSize?
  ) -> MessageSize {
    if let known { return known }
    let size = counter.size(of: content, attachments: attachments, after: previous)
    counted.sizes.append((id, size))
    return size
  }
}
