import ChatCompletions
import ChatStore

/// Makes messages of the nodes of a ChatGPT conversation, from the roots down.
///
/// Nodes in which nothing is said are left out, and what is below them comes below what is above them. What
/// the model thought becomes the reasoning of what it said next. A message to a tool becomes a call, and what
/// the tool wrote its result.
struct ChatGPTWalk {
  /// What a node finds above it.
  private struct Above {
    var message: Identifier<Message>?
    var time: Timestamp
    /// What the model thought since it said something.
    var thoughts: [ChatGPTNode] = []
    /// The id of the call that a tool may answer.
    var call: String?
  }

  private(set) var messages: [MessageRecord] = []
  private(set) var turns: [TurnRecord] = []
  let attachments = AttachmentPile()

  private let identity: String
  private let begun: Timestamp
  private let surroundings: ImportSurroundings
  /// For each node, what stands below it finds.
  private var above: [Above] = []

  private static let source = "chatgpt"

  init(identity: String, begun: Timestamp, surroundings: ImportSurroundings) {
    self.identity = identity
    self.begun = begun
    self.surroundings = surroundings
  }

  mutating func walk(_ tree: ChatGPTTree) throws {
    above.reserveCapacity(tree.nodes.count)
    for (index, node) in tree.nodes.enumerated() {
      var state = tree.parents[index].map { above[$0] } ?? Above(message: nil, time: begun)
      if node.message != nil {
        try take(node, &state, below: tree.children[index].map { tree.nodes[$0] })
      }
      above.append(state)
    }
  }

  /// The message at a node, or the nearest one above it.
  func head(at id: String, in tree: ChatGPTTree) -> Identifier<Message>? {
    tree.place(of: id).flatMap { above[$0].message }
  }

  private mutating func take(
    _ node: ChatGPTNode, _ state: inout Above, below: [ChatGPTNode]
  ) throws {
    if let time = node.time { state.time = time }
    if node.isThought {
      state.thoughts.append(node)
      // What was thought for nothing, or for something else than a reply, stays by itself.
      let isTaken =
        !below.isEmpty && below.allSatisfy { $0.role == .assistant && $0.message != nil }
      if isTaken { return }
    }
    var content = try ChatGPTContent(node, in: surroundings)
    if node.role == .assistant, !node.isThought { content.keepRecaps(of: state.thoughts) }
    for attachment in content.attachments { attachments.add(attachment) }
    var message = MessageContent(
      role: node.role, text: content.text, name: node.role == .tool ? node.authorName : nil,
      attachments: content.attachments.map(\.reference), extras: content.json)
    if node.role == .assistant, let tool = node.tool {
      let call = "call_" + node.id
      message.text = ""
      message.toolCalls = [ToolCall(callID: call, name: tool, arguments: content.text)]
      state.call = call
    } else if node.role == .tool {
      message.toolCallID = state.call
    } else {
      state.call = nil
    }
    let isEmpty =
      message.text.isEmpty && message.toolCalls.isEmpty && message.attachments.isEmpty
      && (node.role != .assistant || state.thoughts.isEmpty)
      && (node.role != .tool || state.call == nil)
    if !isEmpty { add(message, node, &state) }
  }

  private mutating func add(_ content: MessageContent, _ node: ChatGPTNode, _ state: inout Above) {
    var content = content
    if content.role == .assistant, !state.thoughts.isEmpty {
      content.reasoning = Self.reasoning(of: state.thoughts)
      state.thoughts = []
    }
    let id = Identifier<Message>(derivedFrom: Self.source, identity, node.id)
    messages.append(
      MessageRecord(id: id, parent: state.message, createdAt: state.time, content: content))
    if content.role == .assistant, let head = state.message { addTurn(node, head, id, state.time) }
    state.message = id
  }

  private mutating func addTurn(
    _ node: ChatGPTNode, _ head: Identifier<Message>, _ reply: Identifier<Message>,
    _ time: Timestamp
  ) {
    guard let model = node.metadata?["model_slug"]?.stringValue, !model.isEmpty else { return }
    var turn = TurnRecord(
      id: Identifier(derivedFrom: Self.source, identity, node.id), head: head, reply: reply,
      provider: Self.source, model: model, sentAt: time, endedAt: time)
    turn.finishReason = node.metadata?["finish_details"]?["type"]?.stringValue
    if let status = node.message?["status"]?.stringValue,
      ["finished_partial_completion", "in_progress"].contains(status)
    {
      turn.status = .partial
    }
    turns.append(turn)
  }

  /// The thoughts as one text; what they were about stands above each.
  private static func reasoning(of nodes: [ChatGPTNode]) -> String? {
    let texts = nodes.flatMap { node -> [String?] in
      let content = node.message?["content"]
      let thoughts = content?["thoughts"]?.arrayValue ?? []
      return thoughts.flatMap { [$0["summary"]?.stringValue, $0["content"]?.stringValue] }
    }
    let text = texts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "\n\n")
    return text.isEmpty ? nil : text
  }
}
