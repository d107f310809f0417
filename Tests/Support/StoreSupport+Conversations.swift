public import ChatStore

extension ChatStore {
  /// Begins a conversation with these messages under each other.
  public func conversation(
    _ contents: [MessageContent] = [], title: String = ""
  ) throws -> (conversation: Conversation, branch: Branch, messages: [Message]) {
    try createConversation(title: title, messages: contents.map { MessageDraft($0) })
  }

  /// Begins a turn on a branch as it is now.
  public func begin(
    on branch: Branch, saying prompt: String? = nil, request: TurnRequest = .test,
    resending: Bool = false
  ) throws -> RunningTurn {
    try beginTurn(
      request, appending: prompt.map { [MessageDraft(.user($0))] } ?? [],
      at: continuationPoint(of: branch, resending: resending))
  }

  /// Sends a prompt on a branch and gets a whole reply.
  @discardableResult public func exchange(
    _ prompt: String, _ answer: String, on branch: Branch
  ) throws -> FinishedTurn {
    try finish(
      begin(on: branch, saying: prompt), TurnOutcome(reply: .assistant(answer)))
  }

  /// The texts from the root to a branch's head.
  public func texts(on branch: Branch, of conversation: Conversation) throws -> [String] {
    let fresh = try self.branch(named: branch.name, of: conversation)
    return try head(of: fresh).map { try path(to: $0).map(\.text) } ?? []
  }
}

extension TurnRequest {
  /// A request to nobody.
  public static var test: TurnRequest { TurnRequest(provider: "test", model: "test-model") }

  /// The same, that asks for a summary.
  public static var summary: TurnRequest {
    TurnRequest(kind: .summary, provider: "test", model: "test-model")
  }
}

extension MessageContent {
  /// An assistant message that calls tools by these ids.
  public static func calling(_ ids: String..., text: String = "") -> MessageContent {
    MessageContent(
      role: .assistant, text: text,
      toolCalls: ids.map { ToolCall(callID: $0, name: "look", arguments: "{}") })
  }

  /// The result of a call.
  public static func result(of id: String, _ text: String = "done") -> MessageContent {
    MessageContent(role: .tool, text: text, toolCallID: id)
  }
}
