import ChatCompletions
import ChatStore

/// A node of a ChatGPT export's tree.
struct ChatGPTNode {
  /// Its name in the mapping.
  let id: String
  /// What was said; nil for the root, which only holds the tree together.
  let message: JSONObject?
  /// The name of the node above.
  let parent: String?
  /// The names of the nodes below, as far as the export says them.
  let children: [String]

  init(id: String, _ value: JSONValue) {
    self.id = id
    message = value["message"]?.objectValue
    parent = value["parent"]?.stringValue
    children = value["children"]?.arrayValue?.compactMap(\.stringValue) ?? []
  }

  var time: Timestamp? { Timestamp(imported: message?["create_time"]) }
  var metadata: JSONObject? { message?["metadata"]?.objectValue }

  var role: Role {
    switch message?["author"]?["role"]?.stringValue {
    case "user": .user
    case "assistant": .assistant
    case "tool": .tool
    default: .system
    }
  }

  /// The tool's name, of a message that a tool wrote.
  var authorName: String? { message?["author"]?["name"]?.stringValue }

  /// Whom the message is for: a tool, where it is not everybody.
  var tool: String? {
    guard let recipient = message?["recipient"]?.stringValue, !recipient.hasSameBytes(as: "all")
    else { return nil }
    return recipient
  }

  var contentType: String { message?["content"]?["content_type"]?.stringValue ?? "" }

  /// What the model thought, of a node that says nothing else.
  var isThought: Bool {
    role == .assistant && ["thoughts", "reasoning_recap"].contains(contentType)
  }
}
