import ChatCompletions
import ChatSession
package import ChatStore

/// A path as one line of OpenAI's message JSONL: `{"messages": [...], "tools": [...]}`.
///
/// <https://platform.openai.com/docs/guides/supervised-fine-tuning>
package struct FineTuningRecord {
  private let store: ChatStore

  package init(store: ChatStore) {
    self.store = store
  }

  /// The line for the path to a message, without its newline.
  package func line(pathTo head: Message) throws -> String {
    let path = try store.path(to: head)
    let mapping = MessageMapping(developerRole: true, reasoning: .never)
    let messages = try path.map { message in
      try mapping.wire(message.content, attachments: store.attachments(of: message.content)).json
    }
    var members: [(key: String, value: JSONValue)] = [("messages", .array(messages))]
    let turn = try path.last { $0.role == .assistant }.flatMap(store.turn(making:))
    let parameters = turn.flatMap { try? JSONValue(parsing: $0.parameters) }
    if let tools = parameters?["tools"] { members.append(("tools", tools)) }
    return JSONValue.object(JSONObject(members)).serialized
  }
}
