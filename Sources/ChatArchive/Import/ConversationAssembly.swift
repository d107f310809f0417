import ChatCompletions
import ChatStore

/// Gathers the records of a conversation, under identities derived from what its program calls things.
struct ConversationAssembly {
  /// The program's name.
  let source: String
  /// What the conversation is called there.
  let identity: String

  private var messages: [MessageRecord] = []
  private var places: [Identifier<Message>: Int] = [:]
  private let attachments = AttachmentPile()
  private var turns: [TurnRecord] = []
  private var branches: [(name: String, head: Identifier<Message>)] = []
  private var calls: Set<Identifier<Turn>> = []
  private var known: [Sibling: Identifier<Message>] = [:]

  /// Whether messages that are added are remembered by what they say.
  var remembersWords = false
  /// Whether a message is not added where the same was said and is remembered.
  var reusesWords = false

  /// What is said in answer to what.
  private struct Sibling: Hashable {
    let parent: Identifier<Message>?
    let role: Role
    let text: [UInt8]
    let callID: [UInt8]?
    let calls: [[UInt8]]

    init(_ content: MessageContent, under parent: Identifier<Message>?) {
      self.parent = parent
      role = content.role
      text = content.text.bytes
      callID = content.toolCallID?.bytes
      calls = content.toolCalls.flatMap { [$0.callID.bytes, $0.name.bytes, $0.arguments.bytes] }
    }
  }

  init(source: String, identity: String) {
    self.source = source
    self.identity = identity
  }

  /// Adds a message; what it stands under has been added before.
  ///
  /// Two messages under one name get identities of their own.
  /// - Returns: Its identity.
  @discardableResult mutating func add(
    _ content: MessageContent, as node: String, part: Int = 0,
    under parent: Identifier<Message>?, at time: Timestamp
  ) -> Identifier<Message> {
    if reusesWords, !known.isEmpty, let id = known[Sibling(content, under: parent)] { return id }
    let place = part == 0 ? "" : String(part)
    var id = Identifier<Message>(derivedFrom: source, identity, node, place)
    var count = 1
    while places[id] != nil {
      count += 1
      id = Identifier(derivedFrom: source, identity, node, place, String(count))
    }
    if remembersWords { known[Sibling(content, under: parent)] = id }
    places[id] = messages.count
    messages.append(
      MessageRecord(id: id, parent: parent, createdAt: time.believed, content: content))
    return id
  }

  /// Takes bytes along; nil for more than a store takes.
  mutating func attach(_ attachment: Attachment) -> AttachmentReference? {
    guard attachment.bytes.count <= ChatStore.attachmentLimit else { return nil }
    attachments.add(attachment)
    return attachment.reference
  }

  /// A message that has been added.
  subscript(id: Identifier<Message>) -> MessageRecord? {
    places[id].map { messages[$0] }
  }

  /// Says that a message was preferred to its siblings.
  mutating func prefer(_ id: Identifier<Message>, at time: Timestamp) {
    if let place = places[id] { messages[place].preferredAt = time.believed }
  }

  /// The calls at the end of a path that nobody has answered.
  func openCalls(at end: Identifier<Message>?) -> [ToolCall] {
    var answered: [String] = []
    var next = end
    while let id = next, let message = self[id] {
      guard message.content.role == .tool else {
        return message.content.toolCalls.filter { call in
          !answered.contains { $0.hasSameBytes(as: call.callID) }
        }
      }
      if let id = message.content.toolCallID { answered.append(id) }
      next = message.parent
    }
    return []
  }

  /// Says which model made a reply, and what else is known of the call.
  ///
  /// A reply that answers nothing has no call. A call is known by its name, or else by its reply.
  mutating func addTurn(
    _ name: String? = nil, making reply: Identifier<Message>, by model: String?,
    from sentAt: Timestamp, to endedAt: Timestamp,
    _ configure: (inout TurnRecord) -> Void = { _ in }
  ) {
    guard let model, let head = self[reply]?.parent else { return }
    let sentAt = sentAt.believed
    var turn = TurnRecord(
      id: Identifier(derivedFrom: source, identity, name ?? reply.description), head: head,
      reply: reply, provider: source, model: model, sentAt: sentAt,
      endedAt: max(sentAt, endedAt.believed))
    guard calls.insert(turn.id).inserted else { return }
    configure(&turn)
    turns.append(turn)
  }

  /// Names the end of a path; the first of a name counts.
  mutating func addBranch(_ name: String, head: Identifier<Message>) {
    guard !branches.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else { return }
    branches.append((name, head))
  }

  /// The records; nil where nothing was said.
  /// - Parameters:
  ///   - title: The title; empty for none.
  ///   - createdAt: When the conversation was begun, where that is known.
  ///   - updatedAt: When it last changed, where that is known.
  ///   - head: The end of the active path, which becomes `main`.
  /// - Returns: The conversation.
  func conversation(
    title: String, from createdAt: Timestamp?, to updatedAt: Timestamp?,
    head: Identifier<Message>?
  ) -> ImportedConversation? {
    guard messages.contains(where: { !$0.content.isEmpty }) else { return nil }
    let times = messages.map(\.createdAt)
    let first = createdAt?.believed ?? times.min() ?? Timestamp.believable.lowerBound
    let last = max(updatedAt?.believed ?? first, times.max() ?? first, first)
    var record = ConversationRecord(
      id: Identifier(derivedFrom: source, identity), title: title, createdAt: first,
      updatedAt: last, source: .init(name: source, identity: identity))
    if updatedAt != nil, !title.isEmpty { record.changes = [SettingChange(.title, at: last)] }
    var imported = ImportedConversation(record)
    imported.attachments = attachments
    imported.messages = messages
    imported.turns = turns
    if let head {
      imported.conversation.activeBranch = Branch.mainName
      imported.branches.append(
        BranchRecord(name: Branch.mainName, head: head, createdAt: first, updatedAt: last))
    }
    for branch in branches where !branch.name.utf8.elementsEqual(Branch.mainName.utf8) {
      imported.branches.append(
        BranchRecord(name: branch.name, head: branch.head, createdAt: first, updatedAt: last))
    }
    return imported
  }
}

extension MessageContent {
  /// Whether nothing at all is said.
  fileprivate var isEmpty: Bool {
    text.isEmpty && parts == nil && reasoning == nil && toolCalls.isEmpty && attachments.isEmpty
      && refusal == nil && extras == nil
  }
}
